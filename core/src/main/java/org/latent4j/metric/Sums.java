package org.latent4j.metric;

import org.latent4j.kernel.Parallel;

/** Sums over an index range whose bits do not depend on the number of threads. */
final class Sums {
  private Sums() {}

  /** The sum over a stretch of the range. */
  @FunctionalInterface
  interface Part {
    double sum(int from, int to);
  }

  /** The sum over [0, n): fixed stretches of {@code block}, added up in their order. */
  static double of(int n, int block, int threads, Part part) {
    double[] parts = new double[(int) (((long) n + block - 1) / block)];
    Parallel.blocks(n, block, threads, (from, to) -> parts[from / block] = part.sum(from, to));
    return of(parts);
  }

  /** The sum of all values, in order. */
  static double of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The sum of the products. */
  static double ofProducts(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
