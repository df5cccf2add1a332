package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {
  private static final Primitives SCALAR = new ScalarKernels();

  /** Every length around the widths of vectors, and some long ones. */
  static IntStream sizes() {
    return IntStream.concat(IntStream.rangeClosed(0, 70), IntStream.of(127, 128, 129, 300, 1023));
  }

  private static double[] doubles(long seed, int n) {
    RandomStream stream = new RandomStream(seed);
    return IntStream.range(0, n).mapToDouble(t -> stream.normal()).toArray();
  }

  static Stream<Primitives> both() {
    return Stream.of(SCALAR, Kernels.primitives());
  }

  @Test
  void theVectorPathRunsHere() {
    assertThat(Kernels.vectorized()).as(Kernels.describe()).isTrue();
    assertThat(Kernels.describe()).matches("vector \\(\\d+ bits\\)");
    assertThat(Kernels.primitives().getClass().getSimpleName()).isEqualTo("VectorKernels");
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void floatReductionsAgreeWithPlainSums(int n) {
    float[] a = new RandomStream(n).normals(n + 11);
    float[] b = new RandomStream(n + 1000L).normals(n + 11);
    int i = 3;
    int j = 8;
    double dot = 0;
    double squares = 0;
    double absolute = 0;
    double largest = 0;
    double sum = 0;
    double size = 1;
    float max = Float.NEGATIVE_INFINITY;
    for (int t = 0; t < n; t++) {
      double difference = (double) a[i + t] - b[j + t];
      dot += (double) a[i + t] * b[j + t];
      squares += difference * difference;
      absolute += Math.abs(difference);
      largest = Math.max(largest, Math.abs(a[i + t] - b[j + t]));
      sum += a[i + t];
      size += Math.abs(a[i + t]) + difference * difference;
      max = Math.max(max, a[i + t]);
    }
    double error = 1e-6 * size;
    for (Primitives loops : both().toList()) {
      String name = loops.description() + ", seed " + n;
      assertThat((double) loops.dot(a, i, b, j, n)).as(name).isCloseTo(dot, within(error));
      assertThat((double) loops.squaredEuclidean(a, i, b, j, n))
          .as(name)
          .isCloseTo(squares, within(error));
      assertThat((double) loops.manhattan(a, i, b, j, n))
          .as(name)
          .isCloseTo(absolute, within(error));
      assertThat((double) loops.chebyshev(a, i, b, j, n)).as(name).isEqualTo(largest);
      assertThat((double) loops.sum(a, i, n)).as(name).isCloseTo(sum, within(error));
      assertThat(loops.max(a, i, n)).as(name).isEqualTo(max);
    }
    assertThat(Kernels.dotInDouble(a, i, b, j, n)).isCloseTo(dot, within(1e-12 * size));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void updatesTouchOnlyTheirStretch(int n) {
    float[] x = new RandomStream(n).normals(n + 9);
    for (Primitives loops : both().toList()) {
      for (int j : new int[] {2, 5}) {
        float[] y = new RandomStream(n + 1L).normals(n + 9);
        float[] before = y.clone();
        loops.axpy(-0.5f, x, 2, y, j, n);
        for (int t = 0; t < y.length; t++) {
          boolean inside = t >= j && t < j + n;
          float expected = inside ? before[t] - 0.5f * x[2 + t - j] : before[t];
          assertThat(y[t])
              .as("seed %d at %d", n, t)
              .isCloseTo(expected, within(inside ? 1e-6f : 0f));
        }
      }
      float[] scaled = x.clone();
      loops.scale(3, scaled, 4, n);
      for (int t = 0; t < x.length; t++) {
        assertThat(scaled[t]).isEqualTo(t >= 4 && t < 4 + n ? 3 * x[t] : x[t]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void doublesAgreeWithPlainSums(int n) {
    double[] a = doubles(n, n + 5);
    double[] b = doubles(n + 1L, n + 5);
    double dot = 0;
    for (int t = 0; t < n; t++) {
      dot += a[1 + t] * b[4 + t];
    }
    for (Primitives loops : both().toList()) {
      assertThat(loops.dot(a, 1, b, 4, n)).as("seed %d", n).isCloseTo(dot, within(1e-13 * (n + 1)));
      double[] y = b.clone();
      loops.axpy(2.0, a, 1, y, 4, n);
      for (int t = 0; t < y.length; t++) {
        double expected = t >= 4 && t < 4 + n ? b[t] + 2 * a[t - 3] : b[t];
        assertThat(y[t]).as("seed %d", n).isCloseTo(expected, within(1e-15));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void searchesFindTheFirst(int n) {
    float[] x = new RandomStream(n).normals(n + 3);
    for (Primitives loops : both().toList()) {
      for (float threshold : new float[] {-9, 0, 1, 2, 9, Float.NEGATIVE_INFINITY}) {
        int expected = 3;
        while (expected < n + 3 && !(x[expected] > threshold)) {
          expected++;
        }
        assertThat(loops.nextAbove(x, 3, n + 3, threshold)).as("seed %d", n).isEqualTo(expected);
      }
      float[] thresholds = new RandomStream(n + 7L).normals(n);
      for (float raised : new float[] {-9, 0, 1, 2, 9, Float.NEGATIVE_INFINITY}) {
        float[] own = thresholds.clone();
        int expected = Math.min(1, n);
        for (int t = 0; t < n; t++) {
          own[t] += raised;
        }
        while (expected < n && !(x[3 + expected] > own[expected])) {
          expected++;
        }
        assertThat(loops.nextAbove(x, 3, own, Math.min(1, n), n))
            .as("seed %d", n)
            .isEqualTo(expected);
      }
      assertThat(loops.nextNonFinite(x, 3, n + 3)).isEqualTo(n + 3);
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
        for (int at = 3; at < n + 3; at += 7) {
          float[] broken = x.clone();
          broken[at] = bad;
          assertThat(loops.nextNonFinite(broken, 3, n + 3)).isEqualTo(at);
        }
      }
    }
  }

  @Test
  void aNanIsPassedOverAndHidesNothing() {
    for (Primitives loops : both().toList()) {
      for (int nan = 0; nan < 64; nan++) {
        for (int hit = 0; hit < 64; hit++) {
          float[] x = new float[64];
          x[hit] = 5;
          x[nan] = Float.NaN;
          int expected = nan == hit ? 64 : hit;
          assertThat(loops.nextAbove(x, 0, 64, 1)).isEqualTo(expected);
          assertThat(loops.max(x, 0, 64)).isEqualTo(nan == hit ? 0f : 5f);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void groupMaximaAgree(int rest) {
    for (int groups : new int[] {64, 128}) {
      int n = groups * 3 + rest;
      float[] x = new RandomStream(rest).normals(n + 1);
      float[] expected = new float[groups];
      java.util.Arrays.fill(expected, Float.NEGATIVE_INFINITY);
      for (int t = 0; t < n; t++) {
        expected[t % groups] = Math.max(expected[t % groups], x[1 + t]);
      }
      for (Primitives loops : both().toList()) {
        float[] maxima = new float[groups];
        loops.groupMaxima(x, 1, n, maxima, groups);
        assertThat(maxima).as("seed %d", rest).containsExactly(expected);
      }
    }
  }

  /** Interpreted, half-compiled and compiled code must not differ in a bit. */
  @Test
  void theSameCallGivesTheSameBitsWhenCompiled() {
    float[] a = new RandomStream(1).normals(1000);
    float[] b = new RandomStream(2).normals(1000);
    for (Primitives loops : both().toList()) {
      float dot = loops.dot(a, 1, b, 2, 997);
      float squares = loops.squaredEuclidean(a, 1, b, 2, 997);
      float absolute = loops.manhattan(a, 1, b, 2, 997);
      float sum = loops.sum(a, 1, 997);
      for (int round = 0; round < 20_000; round++) {
        assertThat(loops.dot(a, 1, b, 2, 997) == dot).isTrue();
        assertThat(loops.squaredEuclidean(a, 1, b, 2, 997) == squares).isTrue();
        assertThat(loops.manhattan(a, 1, b, 2, 997) == absolute).isTrue();
        assertThat(loops.sum(a, 1, 997) == sum).isTrue();
      }
    }
  }
}
