package org.latent4j.anchors;

/** Centres rows and brings them to length one; norms are taken in double, so no scale is lost. */
final class UnitRows {
  private final double[] mean; // [d]

  UnitRows(double[] mean) {
    this.mean = mean;
  }

  /** In place; a row that is exactly zero after centring stays zero. */
  void apply(double[] rows) {
    int d = mean.length;
    for (int i = 0; i < rows.length; i += d) {
      double largest = 0;
      for (int j = 0; j < d; j++) {
        rows[i + j] -= mean[j];
        largest = Math.max(largest, Math.abs(rows[i + j]));
      }
      if (largest > 0) {
        scale(rows, i, largest);
      }
    }
  }

  /** Divides by the largest entry first, so that squares neither overflow nor vanish. */
  private void scale(double[] rows, int from, double largest) {
    double squares = 0;
    for (int j = from; j < from + mean.length; j++) {
      rows[j] /= largest;
      squares += rows[j] * rows[j];
    }
    double norm = Math.sqrt(squares);
    for (int j = from; j < from + mean.length; j++) {
      rows[j] /= norm;
    }
  }
}
