package org.latent4j.examples.graph;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;

/**
 * A graph convolutional network in training: layers of one width, then the logits of the fields,
 * with dropout before each.
 *
 * <p>Source: Kipf and Welling 2016, arXiv 1609.02907, equation 9 (there with two layers).
 */
final class Gcn {
  private final int nodes;
  private final Words words;
  private final Dropout dropout;
  private final List<GcnLayer> layers = new ArrayList<>();
  private final List<double[]> outputs = new ArrayList<>();
  private final List<double[]> factors = new ArrayList<>();

  /** A fresh network for a graph; {@code seed} draws the weights. */
  Gcn(CitationGraph graph, TrainingPlan plan, Seed seed) {
    this.nodes = graph.size();
    this.words = new Words(graph.words());
    this.dropout = new Dropout(plan.dropout());
    Product propagation = Product.of(Propagation.of(graph.links()));
    int in = (int) graph.words().columns();
    for (int i = 0; i < plan.depth(); i++) {
      boolean last = i == plan.depth() - 1;
      int out = last ? graph.classes() : plan.width();
      Activation activation = last ? Activation.IDENTITY : plan.activation();
      layers.add(new GcnLayer(propagation, in, out, activation, seed.child(i).stream()));
      in = out;
    }
  }

  /** The logits {@code [n, fields]} of the whole network, as it is used. */
  double[] forward() {
    return forward(new Dropout(0), new RandomStream(0));
  }

  /** The logits {@code [n, fields]} with dropout, as it is trained. */
  double[] forward(RandomStream random) {
    return forward(dropout, random);
  }

  private double[] forward(Dropout drop, RandomStream random) {
    outputs.clear();
    factors.clear();
    double[] x = new double[0];
    for (int i = 0; i < layers.size(); i++) {
      Product inputs;
      if (i == 0) {
        inputs = drop.rate() > 0 ? words.dropped(drop, random) : words.whole();
        factors.add(x);
      } else {
        factors.add(drop.factors(x.length, random));
        inputs = Product.of(scaled(x, factors.get(i)), nodes, layers.get(i - 1).width());
      }
      x = layers.get(i).forward(inputs);
      outputs.add(x);
    }
    return x;
  }

  private static double[] scaled(double[] x, double[] factors) {
    double[] out = new double[x.length];
    for (int t = 0; t < out.length; t++) {
      out[t] = x[t] * factors[t];
    }
    return out;
  }

  /** Sets the gradients from the derivative of the loss by the logits of the last forward. */
  void backward(double[] gradient) {
    double[] back = gradient;
    for (int i = layers.size() - 1; i >= 0; i--) {
      back = layers.get(i).backward(back, i > 0);
      back = scaled(back, factors.get(i));
    }
  }

  /**
   * A copy of what the last hidden layer put out, or of the logits where there is but one layer.
   */
  double[] hidden() {
    return outputs.get(Math.max(0, outputs.size() - 2)).clone();
  }

  /** The width of {@link #hidden}. */
  int hiddenWidth() {
    return layers.get(Math.max(0, layers.size() - 2)).width();
  }

  /** The weights of the first layer, which alone decay. */
  Parameter firstWeights() {
    return layers.get(0).parameters().get(0);
  }

  /** All that is learned, first layer first. */
  List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }
}
