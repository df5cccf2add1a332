package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

class GcnLayerTest {
  private static final int N = 8;
  private static final int IN = 5;
  private static final int OUT = 3;

  private final double[] p = SmallGraph.dense(Propagation.of(SmallGraph.of(N, 2, 1).links()));
  private final double[] x = SmallGraph.normals(N * IN, 2);

  private GcnLayer layer(Activation activation) {
    GcnLayer layer = new GcnLayer(Product.of(p, N, N), IN, OUT, activation, new RandomStream(3));
    double[] biases = layer.parameters().get(1).value();
    for (int t = 0; t < OUT; t++) {
      biases[t] = t - 1;
    }
    return layer;
  }

  @Test
  void theDerivativeByTheInputsIsTheSlopeOfTheOutputs() {
    double[] pull = SmallGraph.normals(N * OUT, 4);
    for (Activation activation : Activation.values()) {
      GcnLayer layer = layer(activation);
      layer.forward(Product.of(x, N, IN));
      double[] back = layer.backward(pull, true);
      for (int t = 0; t < x.length; t++) {
        double[] above = x.clone();
        double[] below = x.clone();
        above[t] += 1e-6;
        below[t] -= 1e-6;
        double slope = (pulled(layer, above, pull) - pulled(layer, below, pull)) / 2e-6;
        assertThat(back[t]).as("%s %d", activation, t).isCloseTo(slope, within(1e-7));
      }
    }
  }

  private static double pulled(GcnLayer layer, double[] inputs, double[] pull) {
    double[] out = layer.forward(Product.of(inputs, N, IN));
    double sum = 0;
    for (int t = 0; t < out.length; t++) {
      sum += out[t] * pull[t];
    }
    return sum;
  }

  @Test
  void theGradientGivenIsNotChangedAndNothingIsMadeInVain() {
    GcnLayer layer = layer(Activation.TANH);
    layer.forward(Product.of(x, N, IN));
    double[] pull = SmallGraph.normals(N * OUT, 5);
    double[] kept = pull.clone();
    assertThat(layer.backward(pull, false)).isEmpty();
    assertThat(pull).containsExactly(kept);
    assertThat(layer.width()).isEqualTo(OUT);
  }

  @Test
  void gradientsDoNotPileUp() {
    GcnLayer layer = layer(Activation.IDENTITY);
    double[] pull = SmallGraph.normals(N * OUT, 6);
    layer.forward(Product.of(x, N, IN));
    layer.backward(pull, false);
    double[] weights = layer.parameters().get(0).gradient().clone();
    double[] biases = layer.parameters().get(1).gradient().clone();
    layer.backward(pull, true);
    assertThat(layer.parameters().get(0).gradient()).containsExactly(weights);
    assertThat(layer.parameters().get(1).gradient()).containsExactly(biases);
  }
}
