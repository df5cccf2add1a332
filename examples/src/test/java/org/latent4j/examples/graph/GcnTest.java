package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;

class GcnTest {
  private static final int N = 19;
  private static final int CLASSES = 3;
  private static final double STEP = 1e-5;

  private final CitationGraph graph = SmallGraph.of(N, CLASSES, 11);

  private static TrainingPlan plan(int depth, int width, Activation activation, double dropout) {
    return TrainingPlan.of(depth, width, activation, dropout, Optimiser.ADAM, 0.01, 3);
  }

  /** The network written out: f(P (f(P (X W1) + b1) W2) + b2) and so on, with dense matrices. */
  private double[] naive(Gcn network, int depth, Activation activation) {
    double[] p = SmallGraph.dense(Propagation.of(graph.links()));
    double[] x = SmallGraph.dense(graph.words());
    List<Parameter> all = network.parameters();
    int in = x.length / N;
    for (int i = 0; i < depth; i++) {
      double[] w = all.get(2 * i).value();
      double[] b = all.get(2 * i + 1).value();
      int out = b.length;
      double[] y = SmallGraph.product(p, SmallGraph.product(x, w, N, in, out), N, N, out);
      for (int t = 0; t < y.length; t++) {
        y[t] += b[t % out];
        double bent = activation == Activation.RELU ? Math.max(0, y[t]) : Math.tanh(y[t]);
        y[t] = i + 1 < depth ? bent : y[t];
      }
      x = y;
      in = out;
    }
    return x;
  }

  private static void randomise(Gcn network) {
    RandomStream random = new RandomStream(3);
    for (Parameter parameter : network.parameters()) {
      for (int t = 0; t < parameter.value().length; t++) {
        parameter.value()[t] = 0.5 * random.normal();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, RELU", "2, RELU", "3, RELU", "2, TANH", "3, TANH"})
  void logitsAreThoseOfTheDenseNetwork(int depth, Activation activation) {
    Gcn network = new Gcn(graph, plan(depth, 6, activation, 0.5), new Seed(1));
    randomise(network);
    double[] expected = naive(network, depth, activation);
    double[] logits = network.forward();
    assertThat(logits).hasSize(N * CLASSES);
    for (int t = 0; t < logits.length; t++) {
      assertThat(logits[t]).as("%d", t).isCloseTo(expected[t], within(1e-11));
    }
  }

  /** Every derivative against the difference of two losses, dropout included. */
  @ParameterizedTest
  @CsvSource({"1, TANH, 0", "2, TANH, 0", "3, TANH, 0.3", "2, RELU, 0.4", "3, RELU, 0"})
  void gradientsAreTheSlopesOfTheLoss(int depth, Activation activation, double dropout) {
    Gcn network = new Gcn(graph, plan(depth, 4, activation, dropout), new Seed(2));
    randomise(network);
    NodeLoss loss = new NodeLoss(graph.fields(), CLASSES);
    int[] nodes = {0, 3, 4, 8, 11, 17};
    double[] gradient = new double[N * CLASSES];
    double[] unused = new double[N * CLASSES];
    loss.of(network.forward(new RandomStream(7)), nodes, gradient);
    network.backward(gradient);
    int index = 0;
    for (Parameter parameter : network.parameters()) {
      double[] analytic = parameter.gradient().clone();
      for (int t = 0; t < analytic.length; t++) {
        double kept = parameter.value()[t];
        parameter.value()[t] = kept + STEP;
        double above = loss.of(network.forward(new RandomStream(7)), nodes, unused);
        parameter.value()[t] = kept - STEP;
        double below = loss.of(network.forward(new RandomStream(7)), nodes, unused);
        parameter.value()[t] = kept;
        assertThat(analytic[t])
            .as("parameter %d, entry %d", index, t)
            .isCloseTo((above - below) / (2 * STEP), within(1e-7));
      }
      assertThat(DoubleStream.of(analytic))
          .as("parameter %d", index)
          .anyMatch(value -> Math.abs(value) > 1e-4);
      index++;
    }
  }

  @Test
  void hiddenRowsAreThoseBeforeTheLastLayer() {
    Gcn deep = new Gcn(graph, plan(3, 5, Activation.TANH, 0), new Seed(4));
    deep.forward();
    assertThat(deep.hiddenWidth()).isEqualTo(5);
    assertThat(DoubleStream.of(deep.hidden()))
        .hasSize(N * 5)
        .allMatch(value -> Math.abs(value) < 1);
    Gcn shallow = new Gcn(graph, plan(1, 5, Activation.TANH, 0), new Seed(4));
    double[] logits = shallow.forward();
    assertThat(shallow.hiddenWidth()).isEqualTo(CLASSES);
    assertThat(shallow.hidden()).containsExactly(logits);
  }

  @Test
  void hiddenRowsAreACopy() {
    Gcn network = new Gcn(graph, plan(2, 5, Activation.RELU, 0.5), new Seed(4));
    network.forward();
    double[] hidden = network.hidden();
    double[] before = hidden.clone();
    hidden[0] = 99;
    network.forward();
    assertThat(network.hidden()).containsExactly(before);
    network.forward(new RandomStream(1));
    assertThat(network.hidden()).isNotEqualTo(before);
  }

  @Test
  void weightsBeginWithinTheirReachAndBiasesAtZero() {
    Gcn network = new Gcn(graph, plan(2, 50, Activation.RELU, 0), new Seed(5));
    double reach = Math.sqrt(6.0 / (12 + 50));
    double[] first = network.firstWeights().value();
    assertThat(DoubleStream.of(first)).hasSize(12 * 50).allMatch(value -> Math.abs(value) <= reach);
    assertThat(DoubleStream.of(first))
        .anyMatch(value -> value > 0.9 * reach)
        .anyMatch(v -> v < -0.9 * reach);
    assertThat(network.parameters().get(1).value()).hasSize(50).containsOnly(0.0);
    assertThat(network.parameters()).hasSize(4);
    assertThat(new Gcn(graph, plan(2, 50, Activation.RELU, 0), new Seed(6)).firstWeights().value())
        .isNotEqualTo(first);
  }
}
