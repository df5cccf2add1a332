package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OptimiserTest {
  private static final double[] GRADIENTS = {0.5, -2, 0.25, 0, 1e-3};

  private static double[] path(Optimiser optimiser, double rate) {
    Parameter parameter = Parameter.of(2);
    Optimiser.Stepping stepping = optimiser.of(parameter, rate);
    double[] out = new double[GRADIENTS.length];
    for (int step = 1; step <= GRADIENTS.length; step++) {
      parameter.gradient()[1] = GRADIENTS[step - 1];
      stepping.move(step);
      out[step - 1] = parameter.value()[1];
      assertThat(parameter.value()[0]).isZero();
    }
    return out;
  }

  @Test
  void momentumRemembersNineTenths() {
    double[] path = path(Optimiser.MOMENTUM, 0.1);
    double velocity = 0;
    double value = 0;
    for (int i = 0; i < path.length; i++) {
      velocity = 0.9 * velocity + GRADIENTS[i];
      value -= 0.1 * velocity;
      assertThat(path[i]).isCloseTo(value, within(1e-15));
    }
    assertThat(path[0]).isCloseTo(-0.05, within(1e-15));
  }

  @Test
  void adamFollowsItsAlgorithm() {
    double[] path = path(Optimiser.ADAM, 0.01);
    double m = 0;
    double v = 0;
    double value = 0;
    for (int i = 0; i < path.length; i++) {
      m = 0.9 * m + 0.1 * GRADIENTS[i];
      v = 0.999 * v + 0.001 * GRADIENTS[i] * GRADIENTS[i];
      double mean = m / (1 - Math.pow(0.9, i + 1));
      double square = v / (1 - Math.pow(0.999, i + 1));
      value -= 0.01 * mean / (Math.sqrt(square) + 1e-8);
      assertThat(path[i]).as("step %d", i + 1).isCloseTo(value, within(1e-14));
    }
    assertThat(path[0]).as("the first step is the rate").isCloseTo(-0.01, within(1e-9));
  }

  @Test
  void eachParameterHasItsOwnMemory() {
    Parameter one = Parameter.of(1);
    Parameter other = Parameter.of(1);
    Optimiser.Stepping first = Optimiser.MOMENTUM.of(one, 1);
    Optimiser.Stepping second = Optimiser.MOMENTUM.of(other, 1);
    one.gradient()[0] = 1;
    first.move(1);
    second.move(1);
    assertThat(one.value()[0]).isEqualTo(-1);
    assertThat(other.value()[0]).isZero();
  }
}
