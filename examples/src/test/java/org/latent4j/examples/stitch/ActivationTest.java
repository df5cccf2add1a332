package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  @Test
  void values() {
    assertThat(outcome(Activation.IDENTITY, -2)).isEqualTo(-2);
    assertThat(outcome(Activation.RELU, -2)).isZero();
    assertThat(outcome(Activation.RELU, 3)).isEqualTo(3);
    assertThat(outcome(Activation.SIGMOID, 0)).isEqualTo(0.5f);
    assertThat(outcome(Activation.SIGMOID, 2)).isEqualTo(0.880797f, within(1e-6f));
  }

  @Test
  void largeInputsStayFinite() {
    assertThat(outcome(Activation.SIGMOID, 1e30f)).isEqualTo(1);
    assertThat(outcome(Activation.SIGMOID, -1e30f)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void derivativesMatchDifferences(Activation activation) {
    for (float x : new float[] {-3, -0.7f, -0.1f, 0.1f, 0.4f, 2.5f}) {
      float step = 1e-2f;
      double slope = (outcome(activation, x + step) - outcome(activation, x - step)) / (2 * step);
      float[] gradient = {3};
      activation.chain(new float[] {outcome(activation, x)}, gradient, 1);
      assertThat((double) gradient[0]).as("at %f", x).isEqualTo(3 * slope, within(1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void onlyTheFirstValuesAreTouched(Activation activation) {
    float[] x = {-1, -1, -1};
    activation.apply(x, 2);
    assertThat(x[2]).isEqualTo(-1);
    float[] gradient = {1, 1, 1};
    activation.chain(x, gradient, 2);
    assertThat(gradient[2]).isEqualTo(1);
  }

  @Test
  void theCornerOfReluHasNoSlope() {
    float[] gradient = {1};
    Activation.RELU.chain(new float[] {0}, gradient, 1);
    assertThat(gradient[0]).isZero();
  }

  private static float outcome(Activation activation, float x) {
    float[] values = {x};
    activation.apply(values, 1);
    return values[0];
  }
}
