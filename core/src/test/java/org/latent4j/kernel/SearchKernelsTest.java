package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops under k-means and assignment, both implementations against plain ones. */
class SearchKernelsTest {
  static Stream<Primitives> both() {
    return Stream.of(new ScalarKernels(), Kernels.primitives());
  }

  static IntStream sizes() {
    return IntStream.concat(IntStream.rangeClosed(0, 40), IntStream.of(63, 64, 65, 300));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,1", "64,3", "65,7", "100,256", "1,40"})
  void lowestTwoOfEachColumn(int m, int k) {
    int stride = (m + 63) / 64 * 64;
    long seed = m * 1000L + k;
    RandomStream stream = new RandomStream(seed);
    float[] x = new float[k * stride];
    float[] offsets = new float[k];
    for (int i = 0; i < x.length; i++) {
      // Few different values, so that there are ties.
      x[i] = stream.below(20);
    }
    for (int c = 0; c < k; c++) {
      offsets[c] = stream.below(3);
    }
    for (Primitives loops : both().toList()) {
      float[] best = new float[stride];
      float[] second = new float[stride];
      float[] where = new float[stride];
      loops.lowestTwo(x, stride, m, offsets, k, best, second, where);
      for (int i = 0; i < m; i++) {
        float[] values = new float[k];
        int first = 0;
        for (int c = 0; c < k; c++) {
          values[c] = offsets[c] - x[c * stride + i];
          first = values[c] < values[first] ? c : first;
        }
        Arrays.sort(values);
        String note = loops.description() + ", seed " + seed + ", column " + i;
        assertThat(where[i]).as(note).isEqualTo(first);
        assertThat(best[i]).as(note).isEqualTo(values[0]);
        assertThat(second[i]).as(note).isEqualTo(k == 1 ? Float.POSITIVE_INFINITY : values[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void ranksCountThresholdsBelow(int n) {
    RandomStream stream = new RandomStream(n);
    for (int period : new int[] {16, 48, 80}) {
      int k = stream.below(12);
      float[] x = new float[n + 3];
      for (int i = 0; i < x.length; i++) {
        x[i] = i % 11 == 5 ? -0f : stream.below(9) * (i % 3 - 1);
      }
      float[] thresholds = new float[k * period];
      for (int i = 0; i < thresholds.length; i++) {
        thresholds[i] = i % 13 == 0 ? Float.POSITIVE_INFINITY : stream.below(9);
      }
      for (Primitives loops : both().toList()) {
        int[] ranks = new int[n + 2];
        loops.ranks(x, 3, n, thresholds, period, k, ranks, 2);
        for (int t = 0; t < n; t++) {
          int expected = 0;
          for (int c = 0; c < k; c++) {
            expected += x[3 + t] > thresholds[c * period + t % period] ? 1 : 0;
          }
          assertThat(ranks[2 + t])
              .as("%s, n %d, place %d", loops.description(), n, t)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void addingFloatsToDoublesIsExact(int n) {
    float[] x = new RandomStream(n).normals(n + 5);
    double[] y = Matrices.normal(n + 1L, n + 9);
    for (Primitives loops : both().toList()) {
      double[] sums = y.clone();
      loops.add(x, 2, sums, 7, n);
      for (int t = 0; t < sums.length; t++) {
        double expected = t >= 7 && t < 7 + n ? y[t] + x[t - 5] : y[t];
        assertThat(sums[t]).as(loops.description() + ", seed " + n).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void relaxingKeepsTheSmallerDistance(int n) {
    double[] costs = Matrices.normal(n, n);
    double[] prices = Matrices.normal(n + 1L, n);
    double[] before = Matrices.normal(n + 2L, n);
    for (int t = 0; t < n; t += 5) {
      prices[t] = Double.NEGATIVE_INFINITY;
    }
    for (int t = 3; t < n; t += 7) {
      costs[t] = Double.POSITIVE_INFINITY;
      before[t] = Double.POSITIVE_INFINITY;
    }
    for (Primitives loops : both().toList()) {
      double[] distances = before.clone();
      double least = loops.relax(costs, prices, 0.3, distances, n);
      double expected = Double.POSITIVE_INFINITY;
      for (int t = 0; t < n; t++) {
        double relaxed = Math.min(before[t], costs[t] - prices[t] - 0.3);
        assertThat(distances[t]).as(loops.description() + ", seed " + n).isEqualTo(relaxed);
        expected = Math.min(expected, relaxed);
      }
      assertThat(least).as(loops.description()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void findsEveryValueUpToTheLimit(int n) {
    double[] x = Matrices.normal(n + 77L, n);
    for (Primitives loops : both().toList()) {
      for (double limit : new double[] {-9, -1.2, 0, n > 4 ? x[4] : 1, 9}) {
        for (int from = 0; from <= n; from += 1 + n / 9) {
          int expected = from;
          while (expected < n && x[expected] > limit) {
            expected++;
          }
          assertThat(loops.nextAtMost(x, from, n, limit))
              .as(loops.description() + ", seed " + (n + 77) + ", limit " + limit)
              .isEqualTo(expected);
        }
      }
    }
  }
}
