package org.latent4j.anchors;

import org.latent4j.kernel.Kernels;

/**
 * Squared Euclidean distances to fixed rows by |x|² + |a|² - 2 x·a; pairs so close that the
 * difference drowns in rounding are added up from their differences.
 */
final class Distances {
  /** The share of |x|² + |a|² below which a squared distance is added up anew. */
  static final double CLOSE = 1e-4;

  private final double[] anchors; // [m, d]
  private final double[] norms; // [m]
  private final Factor factor;
  private final double[] centre; // [d]

  /** Distances to {@code anchors [m, d]}. */
  Distances(double[] anchors, int m) {
    int d = anchors.length / m;
    this.centre = ColumnMeans.of(anchors, d);
    this.anchors = shifted(anchors.clone());
    this.norms = norms(this.anchors, d);
    this.factor = Factor.transposed(this.anchors, m, d);
  }

  int columns() {
    return norms.length;
  }

  /** Squared distances {@code [b, m]}; the rows are overwritten. */
  double[] squared(double[] rows) {
    int d = centre.length;
    int m = norms.length;
    // Distances stay when all move, and what all rows share would cost digits.
    double[] x = shifted(rows);
    double[] own = norms(x, d);
    double[] out = factor.after(x); // [b, m]
    for (int i = 0; i < own.length; i++) {
      for (int j = 0; j < m; j++) {
        double sum = own[i] + norms[j];
        double value = sum - 2 * out[i * m + j];
        out[i * m + j] = value < CLOSE * sum ? squared(x, i * d, anchors, j * d, d) : value;
      }
    }
    return out;
  }

  /** How far the squared distances of row {@code i} may be off by rounding, at most. */
  double margin(double[] rows, int i) {
    int d = centre.length;
    double own = squared(rows, i * d, centre, 0, d);
    double largest = 0;
    for (double norm : norms) {
      largest = Math.max(largest, norm);
    }
    return 4 * (d + 4) * Math.ulp(1.0) * (own + largest);
  }

  private double[] shifted(double[] rows) {
    for (int i = 0; i < rows.length; i += centre.length) {
      for (int j = 0; j < centre.length; j++) {
        rows[i + j] -= centre[j];
      }
    }
    return rows;
  }

  private static double[] norms(double[] rows, int d) {
    double[] norms = new double[rows.length / d];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Kernels.dot(rows, i * d, rows, i * d, d);
    }
    return norms;
  }

  /** The squared distance of two rows, from their differences. */
  static double squared(double[] x, int i, double[] y, int j, int d) {
    double sum = 0;
    for (int t = 0; t < d; t++) {
      double difference = x[i + t] - y[j + t];
      sum += difference * difference;
    }
    return sum;
  }
}
