package org.latent4j.examples.graph;

/** Pearson's correlation of two lists. */
final class Pearson {
  private Pearson() {}

  /** The correlation in [-1, 1]; NaN where a list is constant or shorter than 2. */
  static double of(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double both = 0;
    double squaresX = 0;
    double squaresY = 0;
    for (int i = 0; i < x.length; i++) {
      both += (x[i] - meanX) * (y[i] - meanY);
      squaresX += (x[i] - meanX) * (x[i] - meanX);
      squaresY += (y[i] - meanY) * (y[i] - meanY);
    }
    return both / (Math.sqrt(squaresX) * Math.sqrt(squaresY));
  }

  private static double mean(double[] x) {
    double first = x.length == 0 ? 0 : x[0]; // so that the mean of equal values is exact
    double sum = 0;
    for (double value : x) {
      sum += value - first;
    }
    return first + sum / x.length;
  }
}
