package org.latent4j.metric;

import java.util.Arrays;
import org.latent4j.kernel.Parallel;
import org.latent4j.metric.Definition.Value;

/** Correlations of two long lists of numbers. */
final class Correlation {
  private static final int STRETCH = 1 << 14;
  private static final double TIE = 1e-13;

  private Correlation() {}

  /** Pearson's correlation; none where a list is constant. */
  static Value pearson(double[] a, double[] b, int threads) {
    double meanA = mean(a, threads);
    double meanB = mean(b, threads);
    double squaresA = inner(a, meanA, a, meanA, threads);
    double squaresB = inner(b, meanB, b, meanB, threads);
    if (!(squaresA > 0) || !(squaresB > 0)) {
      return Value.none("all pairs of rows are alike on one side");
    }
    double both = inner(a, meanA, b, meanB, threads);
    return Value.of(both / (Math.sqrt(squaresA) * Math.sqrt(squaresB)));
  }

  /** Spearman's: Pearson's correlation of the ranks, equal values having their mean rank. */
  static Value spearman(double[] a, double[] b, int threads) {
    return pearson(ranks(a, threads), ranks(b, threads), threads);
  }

  private static double mean(double[] values, int threads) {
    if (values.length == 0) {
      return 0;
    }
    double first = values[0]; // so that the mean of equal values is exact
    double sum =
        Sums.of(
            values.length,
            STRETCH,
            threads,
            (from, to) -> {
              double part = 0;
              for (int i = from; i < to; i++) {
                part += values[i] - first;
              }
              return part;
            });
    return first + sum / values.length;
  }

  private static double inner(double[] a, double meanA, double[] b, double meanB, int threads) {
    return Sums.of(
        a.length,
        STRETCH,
        threads,
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
          }
          return sum;
        });
  }

  /**
   * The rank of each value from 1 on; equal values have their mean rank. Neighbours in order that
   * differ by rounding, up to 1e-13 of the largest, are equal.
   */
  static double[] ranks(double[] values, int threads) {
    double[] sorted = new double[values.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values[i] + 0.0; // -0 is 0
    }
    Arrays.sort(sorted);
    double[] ranks = ranksOfSorted(sorted);
    double[] out = new double[values.length];
    Parallel.blocks(
        out.length,
        STRETCH,
        threads,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            out[i] = ranks[firstNotBelow(sorted, values[i])];
          }
        });
    return out;
  }

  private static double[] ranksOfSorted(double[] sorted) {
    int n = sorted.length;
    double tie = n == 0 ? 0 : TIE * Math.max(Math.abs(sorted[0]), Math.abs(sorted[n - 1]));
    double[] out = new double[n];
    int first = 0;
    for (int i = 1; i <= n; i++) {
      if (i == n || sorted[i] - sorted[i - 1] > tie) {
        Arrays.fill(out, first, i, 1 + (first + i - 1) / 2.0);
        first = i;
      }
    }
    return out;
  }

  private static int firstNotBelow(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
