package org.latent4j.quantize.disentangle;

/** Quantiles with linear interpolation between the two nearest of the sorted values. */
final class Quantile {
  private Quantile() {}

  /** The quantile of ascending values, at least one of them; {@code share} is 0 to 1. */
  static double of(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, sorted.length - 1);
    double rest = at - low;
    double difference = sorted[high] - sorted[low];
    // As numpy: from the nearer of the two, which keeps the result between them.
    return rest >= 0.5 ? sorted[high] - difference * (1 - rest) : sorted[low] + difference * rest;
  }
}
