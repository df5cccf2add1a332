package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.kernel.RandomStream;

/** Codes of single numbers. */
class LadderTest {
  private static final long SEED = 77;

  private static int brute(double[] values, double x) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      if (Math.abs(x - values[k]) < Math.abs(x - values[best])) {
        best = k;
      }
    }
    return best;
  }

  @Test
  void findsTheFirstNearestAsTheDefinitionDoes() {
    RandomStream random = new RandomStream(SEED);
    for (int trial = 0; trial < 300; trial++) {
      double[] values = new double[1 + random.below(12)];
      for (int k = 0; k < values.length; k++) {
        // Eighths, so that values repeat and every middle is exact.
        values[k] = (random.below(40) - 20) / 8.0;
      }
      Ladder ladder = Ladder.nearest(values);
      for (int i = -70; i <= 70; i++) {
        double x = i / 16.0;
        assertThat(ladder.applyAsInt(x))
            .as("%s of %s, trial %d of seed %d", x, values, trial, SEED)
            .isEqualTo(brute(values, x));
      }
    }
  }

  @Test
  void bothZerosAreOneValue() {
    Ladder ladder = Ladder.nearest(new double[] {0.0, -0.0, 1});
    assertThat(ladder.applyAsInt(-0.0)).isZero();
    assertThat(ladder.applyAsInt(0.5)).isZero();
    assertThat(ladder.applyAsInt(0.6)).isEqualTo(2);
    assertThat(ladder.codes()).containsExactly(0, 2);
  }

  @ParameterizedTest
  @EnumSource(FsqBound.class)
  void stepsLieWhereTheFormulaJumps(FsqBound bound) {
    RandomStream random = new RandomStream(SEED);
    for (int levels = 3; levels < 20; levels++) {
      int of = levels;
      Ladder ladder = Ladder.rising(levels, z -> bound.code(of, z));
      for (double threshold : ladder.thresholds()) {
        double next = Math.nextUp(threshold);
        assertThat(bound.code(levels, next)).isEqualTo(bound.code(levels, threshold) + 1);
        assertThat(ladder.applyAsInt(next)).isEqualTo(ladder.applyAsInt(threshold) + 1);
      }
      for (int i = 0; i < 500; i++) {
        double z = 3 * random.normal();
        assertThat(ladder.applyAsInt(z)).as("%s at %s", bound, z).isEqualTo(bound.code(levels, z));
      }
      assertThat(ladder.applyAsInt(1e300)).isEqualTo(levels - 1);
      assertThat(ladder.applyAsInt(-1e300)).isZero();
    }
  }

  @Test
  void floatsAndDoublesGetTheSameCodes() {
    RandomStream random = new RandomStream(SEED);
    for (int columns : new int[] {1, 3, 12, 64, 100}) {
      double[] values = {0.3, -1.2, 0.31, 2, 0.5, -0.2};
      Ladders ladders = new Ladders(Collections.nCopies(columns, Ladder.nearest(values)));
      float[] x = random.normals(columns * 131);
      // On thresholds too, as near as floats come.
      for (int i = 0; i < x.length; i += 7) {
        x[i] = (float) Ladder.nearest(values).thresholds()[i % 5];
      }
      int[] fast = new int[x.length];
      ladders.codes(x, fast);
      for (int i = 0; i < x.length; i++) {
        assertThat(fast[i]).as("%s, seed %d", x[i], SEED).isEqualTo(brute(values, x[i]));
      }
    }
  }

  @Test
  void columnsHaveLaddersOfTheirOwn() {
    List<Ladder> own =
        List.of(
            Ladder.nearest(new double[] {0, 1}),
            Ladder.nearest(new double[] {5}),
            Ladder.nearest(new double[] {3, 2, 1, 0}));
    int[] codes = new int[6];
    new Ladders(own).codes(new float[] {0.9f, -7, 1.1f, 0.1f, 9, 2.9f}, codes);
    assertThat(codes).containsExactly(1, 0, 2, 0, 0, 0);
  }
}
