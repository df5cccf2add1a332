package org.latent4j.anchors;

/** Rows brought to length one; norms are taken in double, so no scale is lost. */
final class UnitRows {
  private UnitRows() {}

  /** Rows of {@code d} values each, in place; a row that is exactly zero stays zero. */
  static void apply(double[] rows, int d) {
    for (int i = 0; i < rows.length; i += d) {
      double largest = 0;
      for (int j = i; j < i + d; j++) {
        largest = Math.max(largest, Math.abs(rows[j]));
      }
      if (largest > 0) {
        scale(rows, i, d, largest);
      }
    }
  }

  /** Rows less a mean, brought to length one, in place. */
  static void centred(double[] rows, double[] mean) {
    Translator.add(rows, mean, -1);
    apply(rows, mean.length);
  }

  /** Divides by the largest entry first, so that squares neither overflow nor vanish. */
  private static void scale(double[] rows, int from, int d, double largest) {
    double squares = 0;
    for (int j = from; j < from + d; j++) {
      rows[j] /= largest;
      squares += rows[j] * rows[j];
    }
    double norm = Math.sqrt(squares);
    for (int j = from; j < from + d; j++) {
      rows[j] /= norm;
    }
  }
}
