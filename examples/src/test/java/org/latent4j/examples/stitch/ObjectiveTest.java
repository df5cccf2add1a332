package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

class ObjectiveTest {
  private static final int[] ORDER = {3, 1, 4, 0, 2};

  @Test
  void reconstructionIsTheMeanOverPixelsOfTheBatch() {
    Objective objective = new Reconstruction(new float[] {0, 1, 0.5f, 0.5f, 1, 0}, 2);
    float[] gradient = new float[4];
    double loss =
        objective.loss(new float[] {1, 0, 0.5f, 0.5f}, new int[] {9, 2, 1}, 1, 2, gradient);
    assertThat(loss).isEqualTo(0);
    assertThat(gradient).containsOnly(0f);
    loss = objective.loss(new float[] {0, 0, 0.5f, 1}, new int[] {9, 2, 1}, 1, 2, gradient);
    assertThat(loss).isEqualTo((1 + 0.25) / 4, within(1e-7));
    assertThat(gradient).containsExactly(-0.5f, 0, 0, 0.25f);
    assertThat(objective.width()).isEqualTo(2);
  }

  @Test
  void reconstructionScoresAllImagesInOrder() {
    Objective objective = new Reconstruction(new float[] {0, 1, 0.5f, 0.5f}, 2);
    assertThat(objective.score(new float[] {0, 0.5f, 0.5f, 0})).isEqualTo(0.125, within(1e-9));
  }

  @Test
  void classificationKnowsItsLossAndScore() {
    Objective objective = new Classification(new int[] {1, 0, 2}, 3);
    float[] outputs = {0, 0, 0, 5, 1, 1};
    float[] gradient = new float[6];
    double loss = objective.loss(outputs, new int[] {2, 1}, 0, 2, gradient);
    double second = Math.log(Math.exp(5) + 2 * Math.E) - 5;
    assertThat(loss).isEqualTo((Math.log(3) + second) / 2, within(1e-6));
    assertThat(gradient[0]).isEqualTo(1f / 6, within(1e-6f));
    assertThat(gradient[2]).isEqualTo(-1f / 3, within(1e-6f));
    assertThat(outputs).as("outputs stay").containsExactly(0, 0, 0, 5, 1, 1);
    assertThat(objective.score(new float[] {0, 1, 0, 1, 1, 0, 3, 2, 1}))
        .as("right; right, the first of equal ones; wrong")
        .isEqualTo(2.0 / 3, within(1e-12));
  }

  @Test
  void largeScoresStayFinite() {
    float[] gradient = new float[2];
    double loss =
        new Classification(new int[] {0}, 2)
            .loss(new float[] {-1e30f, 1e30f}, new int[] {0}, 0, 1, gradient);
    assertThat(loss).isEqualTo(2e30, within(1e24));
    assertThat(gradient).containsExactly(-1, 1);
  }

  @Test
  void gradientsMatchDifferences() {
    RandomStream random = new RandomStream(1);
    float[] pixels = random.normals(15);
    requireGradient(new Reconstruction(pixels, 3), random);
    requireGradient(new Classification(new int[] {0, 2, 1, 1, 2}, 3), random);
  }

  private static void requireGradient(Objective objective, RandomStream random) {
    float[] gradient = new float[9];
    try (Matrix outputs = Numbers.normal(random, 3, 3)) {
      objective.loss(outputs.values(), ORDER, 1, 3, gradient);
      Numbers.requireGradient(
          objective.getClass().getSimpleName(),
          outputs,
          gradient.clone(),
          () -> objective.loss(outputs.values(), ORDER, 1, 3, new float[9]),
          2e-3);
    }
  }
}
