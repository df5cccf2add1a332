package org.latent4j.quantize.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Run;
import org.latent4j.kernel.RandomStream;

/** Every gradient of a step of every model against central differences of the surrogate loss. */
class ModelGradientsTest {
  private static final int PIXELS = 12;
  private static final double STEP = 1e-6;
  private final RandomRows rows = new RandomRows(3, 90, PIXELS);

  private static AutoencoderTraining start(AutoencoderModel model, long seed) {
    AutoencoderSettings settings =
        new AutoencoderSettings(model, 3, 6, 9, 16, 5e-3, 0.3, 2.5, 0.7, 0.4);
    return AutoencoderTraining.start(settings, PIXELS, Run.of(seed).withThreads(1));
  }

  private static double slope(Surrogate surrogate, double[] numbers, int at) {
    double value = numbers[at];
    numbers[at] = value + STEP;
    double up = surrogate.loss();
    numbers[at] = value - STEP;
    double down = surrogate.loss();
    numbers[at] = value;
    return (up - down) / (2 * STEP);
  }

  /** Looks at some numbers of a tensor; returns the largest slope among them. */
  private static double check(
      Surrogate surrogate, double[] numbers, double[] gradient, String name, RandomStream random) {
    assertThat(gradient).hasSameSizeAs(numbers);
    double largest = 0;
    for (double one : gradient) {
      largest = Math.max(largest, Math.abs(one));
    }
    int looks = Math.min(25, numbers.length);
    int[] places = random.permutation(numbers.length);
    double most = 0;
    for (int t = 0; t < looks; t++) {
      double expected = slope(surrogate, numbers, places[t]);
      most = Math.max(most, Math.abs(expected));
      assertThat(gradient[places[t]])
          .as("%s, number %d", name, places[t])
          .isCloseTo(expected, within(1e-7 + 1e-4 * largest));
    }
    return most;
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void ofAFreshTraining(AutoencoderModel model) {
    check(model, 11, 0);
  }

  @ParameterizedTest
  @EnumSource
  void ofATrainingUnderWay(AutoencoderModel model) {
    check(model, 12, 40);
  }

  private void check(AutoencoderModel model, long seed, int before) {
    try (AutoencoderTraining training = start(model, seed)) {
      training.train(rows, before);
      Surrogate surrogate = new Surrogate(training, rows);
      double loss = training.step(rows);
      assertThat(loss).as("seed %d", seed).isCloseTo(surrogate.loss(), within(2e-6));
      RandomStream random = new RandomStream(seed);
      for (int tensor = 0; tensor < surrogate.tensors(); tensor++) {
        double[] gradient = doubles(training.weights().get(tensor).gradient().values());
        String name = model.label() + ", seed " + seed + ", tensor " + tensor;
        double most = check(surrogate, surrogate.weights(tensor), gradient, name, random);
        assertThat(most).as(name + " is reached").isPositive();
      }
      if (surrogate.codebook().length > 0) {
        double[] gradient = training.codebooks().get(0).group().gradient();
        String name = model.label() + ", seed " + seed + ", codebook";
        for (int at = 0; at < gradient.length; at += gradient.length > 100 ? 7 : 1) {
          assertThat(gradient[at])
              .as("%s, number %d", name, at)
              .isCloseTo(slope(surrogate, surrogate.codebook(), at), within(2e-6));
        }
        // A codebook that is cut off from its losses would not move.
        double sum = 0;
        for (double one : gradient) {
          sum += Math.abs(one);
        }
        assertThat(sum).as(name).isGreaterThan(1e-4);
      }
    }
  }
}
