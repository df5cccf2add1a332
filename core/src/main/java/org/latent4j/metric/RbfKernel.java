package org.latent4j.metric;

import java.util.Arrays;

/** Gaussian kernels exp(-‖x_i - x_j‖² / 2σ²) of all pairs of rows; the diagonal is 1. */
final class RbfKernel {
  private RbfKernel() {}

  /** The kernel of a width. */
  static Triangle of(Side side, double sigmaSquared) {
    return side.squaredDistances()
        .map(side.threads, squared -> Math.exp(-squared / (2 * sigmaSquared)));
  }

  /** The kernel whose σ² is the median of the squared distances that are not zero. */
  static Triangle ofMedian(Side side) {
    return of(side, side.medianSquaredDistance());
  }

  /** The median of the values above 0; 1 where there are none. */
  static double medianOfPositive(double[] squares) {
    double[] sorted = squares.clone();
    Arrays.sort(sorted);
    int first = 0;
    while (first < sorted.length && sorted[first] <= 0) {
      first++;
    }
    int count = sorted.length - first;
    if (count == 0) {
      return 1; // all rows are equal: the kernel is constant whatever its width
    }
    int middle = first + count / 2;
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The kernel minus the mean of its entries, which HSIC₁ does not notice but rounding does. */
  static Triangle withoutMean(Triangle kernel, int threads) {
    double mean =
        Sums.of(kernel.values().length, 1 << 14, threads, (from, to) -> sum(kernel, from, to))
            / kernel.values().length;
    return kernel.map(threads, value -> value - mean);
  }

  private static double sum(Triangle kernel, int from, int to) {
    double sum = 0;
    for (int p = from; p < to; p++) {
      sum += kernel.values()[p];
    }
    return sum;
  }
}
