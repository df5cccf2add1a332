package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vector path against the scalar one where rounding leaves no room to differ, and at extremes.
 */
class PathsAgreeTest {
  private static final Primitives SCALAR = new ScalarKernels();
  private static final Primitives VECTOR = Kernels.primitives();
  private static final float[] ODD = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    Float.MIN_NORMAL,
    1,
    -1,
    1e20f,
    -1e20f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private static float[] integers(long seed, int n) {
    RandomStream stream = new RandomStream(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = stream.below(31) - 15;
    }
    return x;
  }

  private static double[] wide(float[] x) {
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> x[i]);
    return out;
  }

  /** Sums of small integers are exact in any order. */
  @Test
  void integersGiveTheSameBitsAtEveryLengthAndPlace() {
    float[] a = integers(1, 400);
    float[] b = integers(2, 400);
    double[] wideA = wide(a);
    double[] wideB = wide(b);
    for (int n = 0; n < 300; n = n < 70 ? n + 1 : n + 23) {
      for (int i : new int[] {0, 1, 7, 16}) {
        int j = 33 - i;
        String note = "seeds 1, 2, length " + n + ", from " + i;
        assertThat(VECTOR.dot(a, i, b, j, n)).as(note).isEqualTo(SCALAR.dot(a, i, b, j, n));
        assertThat(VECTOR.dot(wideA, i, wideB, j, n))
            .as(note)
            .isEqualTo(SCALAR.dot(wideA, i, wideB, j, n));
        assertThat(Kernels.dotInDouble(a, i, b, j, n))
            .as(note)
            .isEqualTo(SCALAR.dot(wideA, i, wideB, j, n));
        assertThat(VECTOR.squaredEuclidean(a, i, b, j, n))
            .as(note)
            .isEqualTo(SCALAR.squaredEuclidean(a, i, b, j, n));
        assertThat(VECTOR.manhattan(a, i, b, j, n))
            .as(note)
            .isEqualTo(SCALAR.manhattan(a, i, b, j, n));
        assertThat(VECTOR.sum(a, i, n)).as(note).isEqualTo(SCALAR.sum(a, i, n));
        float[] y = b.clone();
        float[] z = b.clone();
        VECTOR.axpy(3f, a, i, y, j, n);
        SCALAR.axpy(3f, a, i, z, j, n);
        assertThat(y).as(note).isEqualTo(z);
        double[] wideY = wideB.clone();
        double[] wideZ = wideB.clone();
        VECTOR.axpy(-2.0, wideA, i, wideY, j, n);
        SCALAR.axpy(-2.0, wideA, i, wideZ, j, n);
        assertThat(wideY).as(note).isEqualTo(wideZ);
      }
    }
  }

  @Test
  void publicCallsAreThoseOfThePathThatRuns() {
    float[] a = new RandomStream(3).normals(100);
    float[] b = new RandomStream(4).normals(100);
    assertThat(Kernels.dot(a, 1, b, 2, 90)).isEqualTo(VECTOR.dot(a, 1, b, 2, 90));
    assertThat(Kernels.squaredEuclidean(a, 1, b, 2, 90))
        .isEqualTo(VECTOR.squaredEuclidean(a, 1, b, 2, 90));
    assertThat(Kernels.manhattan(a, 1, b, 2, 90)).isEqualTo(VECTOR.manhattan(a, 1, b, 2, 90));
    assertThat(Kernels.chebyshev(a, 1, b, 2, 90)).isEqualTo(VECTOR.chebyshev(a, 1, b, 2, 90));
    assertThat(Kernels.sum(a, 5, 60)).isEqualTo(VECTOR.sum(a, 5, 60));
    assertThat(Kernels.max(a, 5, 60)).isEqualTo(VECTOR.max(a, 5, 60));
    float[] y = b.clone();
    float[] z = b.clone();
    Kernels.axpy(0.5f, a, 0, y, 3, 80);
    VECTOR.axpy(0.5f, a, 0, z, 3, 80);
    assertThat(y).isEqualTo(z);
    Kernels.scale(-2, y, 1, 50);
    VECTOR.scale(-2, z, 1, 50);
    assertThat(y).isEqualTo(z);
    double[] sums = new double[100];
    Kernels.add(a, 2, sums, 4, 90);
    for (int t = 0; t < 100; t++) {
      assertThat(sums[t]).isEqualTo(t >= 4 && t < 94 ? a[t - 2] : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 31, 64, 100, 257})
  void extremeValuesAreFoundAndOrderedAlike(int n) {
    RandomStream stream = new RandomStream(n);
    float[] x = new float[n];
    float[] other = new float[n];
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < n; i++) {
        x[i] = ODD[stream.below(ODD.length)];
        other[i] = ODD[stream.below(ODD.length)];
      }
      String note = "seed " + n + ", round " + round;
      assertThat(VECTOR.max(x, 0, n)).as(note).isEqualTo(plainMax(x));
      assertThat(SCALAR.max(x, 0, n)).as(note).isEqualTo(plainMax(x));
      assertThat(VECTOR.chebyshev(x, 0, other, 0, n))
          .as(note)
          .isEqualTo(SCALAR.chebyshev(x, 0, other, 0, n));
      assertThat(VECTOR.nextNonFinite(x, 0, n)).as(note).isEqualTo(n);
      assertThat(SCALAR.nextNonFinite(x, 0, n)).as(note).isEqualTo(n);
      for (float threshold : ODD) {
        int expected = 0;
        while (expected < n && !(x[expected] > threshold)) {
          expected++;
        }
        assertThat(VECTOR.nextAbove(x, 0, n, threshold))
            .as(note + ", threshold " + threshold)
            .isEqualTo(expected);
        assertThat(SCALAR.nextAbove(x, 0, n, threshold)).isEqualTo(expected);
      }
      int expected = 0;
      while (expected < n && !(x[expected] > other[expected])) {
        expected++;
      }
      assertThat(VECTOR.nextAbove(x, 0, other, 0, n)).as(note).isEqualTo(expected);
      assertThat(SCALAR.nextAbove(x, 0, other, 0, n)).as(note).isEqualTo(expected);
    }
  }

  private static float plainMax(float[] x) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : x) {
      largest = value > largest ? value : largest;
    }
    return largest;
  }

  @Test
  void infiniteThresholdsAndNothingAtAll() {
    float[] x = new float[100];
    Arrays.fill(x, Float.POSITIVE_INFINITY);
    float[] none = new float[100];
    Arrays.fill(none, Float.NaN);
    float[] limits = new float[100];
    Arrays.fill(limits, Float.POSITIVE_INFINITY);
    for (Primitives loops : List.of(SCALAR, VECTOR)) {
      String note = loops.description();
      assertThat(loops.nextAbove(x, 0, 100, Float.POSITIVE_INFINITY)).as(note).isEqualTo(100);
      assertThat(loops.nextAbove(x, 0, 100, Float.MAX_VALUE)).as(note).isZero();
      assertThat(loops.nextAbove(x, 0, 100, Float.NaN)).as(note).isEqualTo(100);
      assertThat(loops.nextAbove(x, 0, limits, 0, 100)).as(note).isEqualTo(100);
      assertThat(loops.nextAbove(none, 0, 100, -5)).as(note).isEqualTo(100);
      assertThat(loops.max(none, 0, 100)).as(note).isEqualTo(Float.NEGATIVE_INFINITY);
      assertThat(loops.max(x, 3, 0)).as(note).isEqualTo(Float.NEGATIVE_INFINITY);
      assertThat(loops.nextNonFinite(none, 4, 100)).as(note).isEqualTo(4);
      assertThat(loops.nextAbove(x, 7, 7, 0)).as(note).isEqualTo(7);
    }
  }

  @Test
  void largeAndSmallValuesLeaveTheRangeAlike() {
    float[] large = new float[40];
    Arrays.fill(large, 1e30f);
    float[] small = new float[40];
    Arrays.fill(small, 1e-30f);
    for (Primitives loops : List.of(SCALAR, VECTOR)) {
      String note = loops.description();
      assertThat(loops.dot(large, 0, large, 0, 40)).as(note).isEqualTo(Float.POSITIVE_INFINITY);
      assertThat(loops.dot(small, 0, small, 0, 40)).as(note).isZero();
      assertThat(loops.dot(large, 0, small, 0, 40)).as(note).isCloseTo(40, within(1e-4f));
      assertThat(loops.squaredEuclidean(large, 0, large, 0, 40)).as(note).isZero();
      assertThat(loops.manhattan(large, 0, small, 0, 40)).as(note).isCloseTo(4e31f, within(1e26f));
      assertThat(Kernels.dotInDouble(large, 0, large, 0, 40)).isCloseTo(4e61, within(1e56));
    }
  }

  /** From one array to itself, as in adding a part of a row to another part. */
  @Test
  void updatesWithinOneArray() {
    for (int n : new int[] {3, 16, 33, 50}) {
      float[] expected = new RandomStream(n).normals(100);
      float[] x = expected.clone();
      float[] y = expected.clone();
      for (int t = 0; t < n; t++) {
        expected[50 + t] += 2 * expected[t];
      }
      VECTOR.axpy(2f, x, 0, x, 50, n);
      SCALAR.axpy(2f, y, 0, y, 50, n);
      assertThat(x).as("seed " + n).isEqualTo(expected);
      assertThat(y).as("seed " + n).isEqualTo(expected);
    }
  }
}
