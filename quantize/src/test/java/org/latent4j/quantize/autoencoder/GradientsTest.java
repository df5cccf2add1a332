package org.latent4j.quantize.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;

/** Derivatives against central differences. */
class GradientsTest {
  private static float[] normals(long seed, int n) {
    return new RandomStream(seed).normals(n);
  }

  private static double sum(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void crossEntropy() {
    float[] logits = normals(1, 12);
    float[] targets = new float[12];
    for (int i = 0; i < 12; i++) {
      targets[i] = (i % 4) / 3f;
    }
    float[] gradient = new float[12];
    double mean = CrossEntropy.gradient(logits, targets, 12, gradient);
    assertThat(CrossEntropy.sum(logits, targets, 12) / 12).isCloseTo(mean, within(1e-12));
    for (int i = 0; i < 12; i++) {
      float[] up = logits.clone();
      float[] down = logits.clone();
      up[i] += 0.01f;
      down[i] -= 0.01f;
      double slope =
          (CrossEntropy.sum(up, targets, 12) - CrossEntropy.sum(down, targets, 12)) / 12 / 0.02;
      assertThat((double) gradient[i]).isCloseTo(slope, within(1e-5));
    }
    float[] far = {300, -300};
    assertThat(CrossEntropy.sum(far, new float[] {1, 0}, 2)).isCloseTo(0, within(1e-12));
    assertThat(CrossEntropy.sum(far, new float[] {0, 1}, 2)).isCloseTo(600, within(1e-9));
    assertThat(CrossEntropy.psnr(new float[] {0, 0}, new float[] {0.6f, 0.4f}, 0, 2))
        .isCloseTo(20, within(1e-4));
  }

  @Test
  void normalLatents() {
    NormalBottleneck bottleneck = new NormalBottleneck(3, 0.7);
    float[] encoded = normals(2, 4 * 6);
    float[] weights = normals(3, 4 * 3);
    Seed seed = new Seed(5);
    float[] out = new float[12];
    bottleneck.forward(encoded, 4, seed, out);
    float[] gradient = new float[24];
    bottleneck.backward(weights, gradient);
    for (int i = 0; i < 24; i++) {
      double[] ends = new double[2];
      for (int side = 0; side < 2; side++) {
        float[] moved = encoded.clone();
        moved[i] += side == 0 ? 0.02f : -0.02f;
        bottleneck.forward(moved, 4, seed, out);
        ends[side] = sum(out, weights) + bottleneck.loss();
      }
      assertThat((double) gradient[i])
          .as("input %d", i)
          .isCloseTo((ends[0] - ends[1]) / 0.04, within(2e-3));
    }
  }

  @Test
  void theDivergenceOfTheStandardNormalIsZero() {
    NormalBottleneck bottleneck = new NormalBottleneck(1, 1);
    float raw = (float) Math.log(Math.E - 1); // softplus gives 1
    float[] out = new float[1];
    bottleneck.forward(new float[] {0, raw}, 1, null, out);
    assertThat(bottleneck.loss()).isCloseTo(0, within(1e-6));
    assertThat(out[0]).isZero();
    bottleneck.forward(new float[] {2, raw}, 1, null, out);
    assertThat(bottleneck.loss()).isCloseTo(2, within(1e-5));
    assertThat(bottleneck.latents()).containsExactly(2);
  }

  @Test
  void adamMovesByTheRateAtFirstAndWeightsDecay() {
    Weights weight = new Weights("w", 1, 2, true);
    Weights bias = new Weights("b", 1, 2, false);
    for (Weights each : new Weights[] {weight, bias}) {
      each.value().values()[0] = 2;
      each.gradient().values()[0] = 5;
      each.gradient().values()[1] = -1e-3f;
      each.learn(new Adam(0.01, 1), 0.5);
    }
    assertThat(weight.value().values()[0]).isCloseTo(2 * (1 - 0.005f) - 0.01f, within(1e-5f));
    assertThat(weight.value().values()[1]).isCloseTo(0.01f, within(1e-5f));
    assertThat(bias.value().values()[0]).isCloseTo(1.99f, within(1e-5f));
    // A clamped gradient is remembered as 1, another as it came.
    weight.gradient().values()[0] = 0;
    bias.gradient().values()[0] = 0;
    weight.learn(new Adam(0.01, 2), 0);
    bias.learn(new Adam(0.01, 2), 0);
    weight.close();
    bias.close();
    double[] value = {1};
    double[] first = {0};
    double[] second = {0};
    new Adam(0.1, 1).learn(value, new double[] {-7}, first, second);
    assertThat(value[0]).isCloseTo(1.1, within(1e-8));
    assertThat(first[0]).isCloseTo(-0.7, within(1e-12));
    assertThat(second[0]).isCloseTo(0.049, within(1e-12));
  }
}
