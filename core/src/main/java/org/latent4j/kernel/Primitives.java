package org.latent4j.kernel;

/**
 * The loops that carry the hot paths, over stretches of flat arrays. Each gives the same bits at
 * every call; two implementations of it differ by rounding only. Bounds are those of the arrays.
 */
interface Primitives {
  /** What runs, for people. */
  String description();

  /** Sum of {@code a[i + t] b[j + t]} over t in [0, n). */
  float dot(float[] a, int i, float[] b, int j, int n);

  /** Sum of {@code a[i + t] b[j + t]} over t in [0, n). */
  double dot(double[] a, int i, double[] b, int j, int n);

  /** Sum of the squared differences. */
  float squaredEuclidean(float[] a, int i, float[] b, int j, int n);

  /** Sum of the absolute differences. */
  float manhattan(float[] a, int i, float[] b, int j, int n);

  /** Largest absolute difference; 0 for n = 0. */
  float chebyshev(float[] a, int i, float[] b, int j, int n);

  /** {@code y[j + t] += alpha x[i + t]}. */
  void axpy(float alpha, float[] x, int i, float[] y, int j, int n);

  /** {@code y[j + t] += alpha x[i + t]}. */
  void axpy(double alpha, double[] x, int i, double[] y, int j, int n);

  /** {@code y[j + t] += x[i + t]}. */
  void add(float[] x, int i, double[] y, int j, int n);

  /** Multiplies {@code x[i + t]} by {@code alpha}. */
  void scale(float alpha, float[] x, int i, int n);

  /** Sum of {@code x[i + t]}. */
  float sum(float[] x, int i, int n);

  /** Largest of {@code x[i + t]}; negative infinity for n = 0. NaN is passed over. */
  float max(float[] x, int i, int n);

  /**
   * The first index in [from, to) whose value is greater than {@code threshold}, or {@code to}. NaN
   * is not greater.
   */
  int nextAbove(float[] x, int from, int to, float threshold);

  /**
   * The first t in [from, to) with {@code x[i + t] > thresholds[t]}, or {@code to}. NaN is not
   * greater.
   */
  int nextAbove(float[] x, int i, float[] thresholds, int from, int to);

  /**
   * {@code maxima[g]} = the largest {@code x[i + t]} with {@code t % groups == g}; NaN is passed
   * over.
   *
   * @param groups a multiple of 64, at most n
   */
  void groupMaxima(float[] x, int i, int n, float[] maxima, int groups);

  /** The first index in [from, to) whose value is NaN or infinite, or {@code to}. */
  int nextNonFinite(float[] x, int from, int to);

  /**
   * For each column i of [0, m) the first row c with the smallest {@code offsets[c] - x[c stride +
   * i]}: its number to {@code where[i]}, that value to {@code best[i]} and the next larger or equal
   * one to {@code second[i]} (infinity for k = 1). No NaN. Up to 64 places behind m are
   * overwritten.
   *
   * @param x k rows, a multiple of 64 apart, at least m
   * @param k at least 1, at most 2^24
   */
  void lowestTwo(
      float[] x,
      int stride,
      int m,
      float[] offsets,
      int k,
      float[] best,
      float[] second,
      float[] where);

  /**
   * {@code ranks[j + t]} = how many c in [0, k) have {@code x[i + t] > thresholds[c period + t %
   * period]}, for t in [0, n); the same from every implementation.
   *
   * @param x finite numbers
   * @param thresholds without NaN, negative zero and negative infinity
   * @param period a multiple of 16
   */
  void ranks(float[] x, int i, int n, float[] thresholds, int period, int k, int[] ranks, int j);

  /**
   * {@code distances[t] = min(distances[t], costs[t] - prices[t] - height)}; returns the smallest
   * distance, infinity for n = 0. No NaN; the same bits from every implementation.
   */
  double relax(double[] costs, double[] prices, double height, double[] distances, int n);

  /** The first index in [from, to) whose value is at most {@code limit}, or {@code to}. */
  int nextAtMost(double[] x, int from, int to, double limit);
}
