package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.kernel.RandomStream;

class DenseLayerTest {
  private static final int ROWS = 4;
  private static final int IN = 5;
  private static final int OUT = 3;

  @Test
  void forwardIsTheFormula() {
    RandomStream random = new RandomStream(1);
    try (DenseLayer layer = new DenseLayer(IN, OUT, Activation.RELU, 1, ROWS, random);
        Matrix x = Numbers.normal(random, ROWS, IN)) {
      Numbers.fill(random, layer.parameters().get(1).value().values());
      float[] y = layer.forward(x).values();
      float[] weight = layer.parameters().get(0).value().values();
      float[] bias = layer.parameters().get(1).value().values();
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < OUT; j++) {
          double sum = bias[j];
          for (int k = 0; k < IN; k++) {
            sum += (double) x.values()[i * IN + k] * weight[k * OUT + j];
          }
          assertThat((double) y[i * OUT + j]).isEqualTo(Math.max(0, sum), within(1e-5));
        }
      }
    }
  }

  @Test
  void outputsStandOnBothSides() {
    RandomStream random = new RandomStream(2);
    try (DenseLayer layer = new DenseLayer(IN, OUT, Activation.SIGMOID, 1, ROWS, random);
        Matrix x = Numbers.normal(random, ROWS, IN)) {
      Matrix y = layer.forward(x);
      float[] heap = y.copy();
      assertThat(y.toHeap().copy()).isEqualTo(heap);
    }
  }

  @Test
  void freshWeightsHaveTheDeviationAndBiasesAreZero() {
    try (DenseLayer layer = new DenseLayer(100, 50, Activation.RELU, 0.5, 1, new RandomStream(3))) {
      float[] weights = layer.parameters().get(0).value().values();
      double sum = 0;
      double squares = 0;
      for (float weight : weights) {
        sum += weight;
        squares += weight * weight;
      }
      assertThat(sum / weights.length).isEqualTo(0, within(2e-3));
      assertThat(Math.sqrt(squares / weights.length)).isEqualTo(0.05, within(1e-3));
      assertThat(layer.parameters().get(1).value().values()).containsOnly(0f);
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void gradientsMatchDifferences(Activation activation) {
    RandomStream random = new RandomStream(4);
    try (DenseLayer layer = new DenseLayer(IN, OUT, activation, 1, ROWS, random);
        Matrix x = Numbers.normal(random, ROWS, IN);
        Matrix gradient = Numbers.normal(random, ROWS, OUT)) {
      Numbers.fill(random, layer.parameters().get(1).value().values());
      float[] weights = gradient.copy();
      DoubleSupplier loss = () -> Numbers.weigh(layer.forward(x).values(), weights, ROWS * OUT);
      assertThat(loss.getAsDouble()).isFinite();
      float[] byInputs = layer.backward(gradient, true).copy();
      float[] byWeight = layer.parameters().get(0).gradient().copy();
      float[] byBias = layer.parameters().get(1).gradient().copy();
      Matrix weight = layer.parameters().get(0).value();
      Matrix bias = layer.parameters().get(1).value();
      Numbers.requireGradient("inputs", x, byInputs, loss, 5e-3);
      Numbers.requireGradient("weight", weight, byWeight, loss, 5e-3);
      Numbers.requireGradient("bias", bias, byBias, loss, 5e-3);
    }
  }

  @Test
  void aSmallerBatchAfterALargerOneCountsItsOwnRows() {
    try (DenseLayer layer =
            new DenseLayer(IN, OUT, Activation.IDENTITY, 1, ROWS, new RandomStream(5));
        Matrix x = Numbers.normal(new RandomStream(6), ROWS, IN);
        Matrix gradient = new Matrix(ROWS, OUT)) {
      layer.forward(x);
      java.util.Arrays.fill(gradient.values(), 1);
      layer.backward(gradient, true);
      assertThat(layer.parameters().get(1).gradient().values()).containsOnly(ROWS);
      layer.forward(x.resize(1));
      assertThat(layer.backward(gradient.resize(1), true).rows()).isEqualTo(1);
      assertThat(layer.parameters().get(1).gradient().values()).containsOnly(1);
      for (int k = 0; k < IN; k++) {
        assertThat(layer.parameters().get(0).gradient().values()[k * OUT]).isEqualTo(x.values()[k]);
      }
    }
  }
}
