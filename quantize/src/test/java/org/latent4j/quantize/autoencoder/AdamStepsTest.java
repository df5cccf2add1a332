package org.latent4j.quantize.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.kernel.RandomStream;
import org.latent4j.quantize.ParameterGroup;

/** Many steps of the optimiser against the formulas in double precision. */
class AdamStepsTest {
  private static final int COUNT = 24;

  /** The formulas: clamp, moments, correction, decay beside the step. */
  private static final class PlainAdam {
    private final double[] value;
    private final double[] mean = new double[COUNT];
    private final double[] square = new double[COUNT];
    private int step;

    PlainAdam(double[] value) {
      this.value = value;
    }

    void learn(double[] gradient, double rate, double decay, double clamp) {
      step++;
      for (int i = 0; i < COUNT; i++) {
        double g = Math.min(clamp, Math.max(-clamp, gradient[i]));
        mean[i] = 0.9 * mean[i] + 0.1 * g;
        square[i] = 0.999 * square[i] + 0.001 * g * g;
        double m = mean[i] / (1 - Math.pow(0.9, step));
        double v = square[i] / (1 - Math.pow(0.999, step));
        value[i] = value[i] - rate * decay * value[i] - rate * m / (Math.sqrt(v) + 1e-8);
      }
    }
  }

  private static double[] gradient(RandomStream random, int step) {
    double[] out = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      // Some far beyond the clamp, some tiny, some alternating.
      double scale = i % 3 == 0 ? 5 : i % 3 == 1 ? 1e-4 : 0.5;
      out[i] = (float) (scale * (random.normal() + (i % 2 == 0 ? 0.5 : Math.cos(step))));
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, 1e-3, 0.5",
    "2, true, 1e-2, 0",
    "3, false, 1e-2, 0.5",
    "4, true, 5e-2, 2",
    "5, false, 1e-3, 0"
  })
  void weightsAndBiases(long seed, boolean weight, double rate, double decay) {
    RandomStream random = new RandomStream(seed);
    try (Weights learned = new Weights("w", 4, COUNT / 4, weight)) {
      double[] start = new double[COUNT];
      for (int i = 0; i < COUNT; i++) {
        start[i] = (float) random.normal();
        learned.value().values()[i] = (float) start[i];
      }
      PlainAdam plain = new PlainAdam(start);
      for (int step = 1; step <= 80; step++) {
        double[] gradient = gradient(random, step);
        for (int i = 0; i < COUNT; i++) {
          learned.gradient().values()[i] = (float) gradient[i];
        }
        learned.learn(new Adam(rate, step), decay);
        plain.learn(gradient, rate, weight ? decay : 0, weight ? 1 : Double.POSITIVE_INFINITY);
      }
      for (int i = 0; i < COUNT; i++) {
        assertThat((double) learned.value().values()[i])
            .as("seed %d, number %d", seed, i)
            .isCloseTo(plain.value[i], within(2e-5));
      }
    }
  }

  @Test
  void codebooksLearnInDoubleWithoutClampOrDecay() {
    RandomStream random = new RandomStream(6);
    double[] values = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = random.normal();
    }
    PlainAdam plain = new PlainAdam(values.clone());
    Codebook codebook = new Codebook(ParameterGroup.free("values", values));
    for (int step = 1; step <= 80; step++) {
      double[] gradient = gradient(random, step);
      codebook.clear();
      assertThat(codebook.group().gradient()).containsOnly(0);
      System.arraycopy(gradient, 0, codebook.group().gradient(), 0, COUNT);
      codebook.learn(new Adam(1e-2, step));
      plain.learn(gradient, 1e-2, 0, Double.POSITIVE_INFINITY);
    }
    for (int i = 0; i < COUNT; i++) {
      assertThat(values[i]).as("number %d", i).isCloseTo(plain.value[i], within(1e-12));
      assertThat(codebook.first()[i]).isCloseTo(plain.mean[i], within(1e-12));
      assertThat(codebook.second()[i]).isCloseTo(plain.square[i], within(1e-12));
    }
  }

  @Test
  void decayActsThroughRateTimesDecayTimesSteps() {
    try (Weights weight = new Weights("w", 1, 2, true);
        Weights bias = new Weights("b", 1, 2, false)) {
      for (Weights each : new Weights[] {weight, bias}) {
        each.value().values()[0] = 3;
        each.value().values()[1] = -0.5f;
        for (int step = 1; step <= 2000; step++) {
          each.learn(new Adam(1e-3, step), 0.5); // no gradient at all
        }
      }
      // One time constant.
      assertThat(weight.value().values()[0]).isCloseTo((float) (3 / Math.E), within(2e-3f));
      assertThat(weight.value().values()[1]).isCloseTo((float) (-0.5 / Math.E), within(4e-4f));
      assertThat(bias.value().values()).containsExactly(3, -0.5f);
    }
  }

  @Test
  void theClampIsElementByElement() {
    // Were the whole gradient made shorter, the small one would be forgotten.
    try (Weights weight = new Weights("w", 1, 2, true)) {
      weight.gradient().values()[0] = 1e6f;
      weight.gradient().values()[1] = 0.25f;
      weight.learn(new Adam(0.1, 1), 0);
      weight.gradient().values()[0] = -1;
      weight.gradient().values()[1] = -0.25f;
      weight.learn(new Adam(0.1, 2), 0);
      // Both see g, then -g: they end at the same place but for epsilon.
      assertThat(weight.value().values()[0]).isCloseTo(weight.value().values()[1], within(1e-6f));
      assertThat(weight.value().values()[0]).isBetween(-0.11f, -0.08f);
    }
  }
}
