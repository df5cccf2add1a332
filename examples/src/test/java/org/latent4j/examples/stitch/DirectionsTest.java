package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

class DirectionsTest {
  private static final float[] MEAN = {1, -1, 0.5f};

  @Test
  void rowsAreCentredAndOfLengthOne() {
    try (Directions directions = new Directions(4, 3)) {
      float[] x = {9, 9, 9, 4, 3, 0.5f, 1, -3, 0.5f};
      Matrix units = directions.forward(x, 1, 2, MEAN);
      assertThat(units.rows()).isEqualTo(2);
      assertThat(units.copy())
          .containsExactly(new float[] {0.6f, 0.8f, 0, 0, -1, 0}, within(1e-6f));
      assertThat(x).as("inputs stay").startsWith(9, 9, 9, 4);
    }
  }

  @Test
  void aRowAtTheMeanStaysZeroAndHasNoGradient() {
    try (Directions directions = new Directions(1, 3)) {
      assertThat(directions.forward(MEAN.clone(), 0, 1, MEAN).copy()).containsOnly(0f);
      java.util.Arrays.fill(directions.gradient().values(), 7);
      directions.gradient().toNative();
      float[] out = {5, 5, 5};
      directions.backward(out, 0);
      assertThat(out).containsOnly(0f);
    }
  }

  @Test
  void lengthsDoNotMatterHoweverSmall() {
    RandomStream random = new RandomStream(1);
    float[] x = random.normals(3);
    float[] tiny = {x[0] * 1e-20f, x[1] * 1e-20f, x[2] * 1e-20f};
    try (Directions one = new Directions(1, 3);
        Directions other = new Directions(1, 3)) {
      float[] expected = one.forward(x, 0, 1, new float[3]).copy();
      assertThat(other.forward(tiny, 0, 1, new float[3]).copy())
          .containsExactly(expected, within(1e-6f));
    }
  }

  @Test
  void theGradientIsAcrossTheRow() {
    RandomStream random = new RandomStream(2);
    try (Directions directions = new Directions(5, 3)) {
      float[] x = random.normals(15);
      float[] units = directions.forward(x, 0, 5, MEAN).copy();
      Numbers.fill(random, directions.gradient().values());
      directions.gradient().toNative();
      float[] out = new float[15];
      directions.backward(out, 0);
      for (int i = 0; i < 5; i++) {
        double along = 0;
        for (int t = 0; t < 3; t++) {
          along += out[i * 3 + t] * units[i * 3 + t];
        }
        assertThat(along).as("row %d", i).isEqualTo(0, within(1e-5));
      }
    }
  }
}
