package org.latent4j.metric;

/** Rows divided by their Euclidean norm; a row of zeros stays one, however small others are. */
final class UnitRows {
  private UnitRows() {}

  /** The unit rows of a matrix. */
  static Matrix of(Matrix x) {
    Matrix out = Matrix.zeros(x.rows(), x.columns());
    for (int i = 0; i < x.rows(); i++) {
      double norm = norm(x, i);
      if (norm > 0) {
        int start = x.start(i);
        for (int j = start; j < start + x.columns(); j++) {
          out.values()[j] = x.values()[j] / norm;
        }
      }
    }
    return out;
  }

  /** The unit rows after the mean of each row was subtracted from it. */
  static Matrix ofRowCentred(Matrix x) {
    Matrix out = Matrix.zeros(x.rows(), x.columns());
    for (int i = 0; i < x.rows(); i++) {
      int start = x.start(i);
      double first = x.values()[start]; // so that equal values give exact zeros
      double sum = 0;
      for (int j = 0; j < x.columns(); j++) {
        sum += x.values()[start + j] - first;
      }
      double mean = first + sum / x.columns();
      for (int j = 0; j < x.columns(); j++) {
        out.values()[start + j] = x.values()[start + j] - mean;
      }
    }
    return of(out);
  }

  /** The norm of row i, without underflow or overflow on the way. */
  static double norm(Matrix x, int i) {
    double largest = 0;
    int start = x.start(i);
    for (int j = start; j < start + x.columns(); j++) {
      largest = Math.max(largest, Math.abs(x.values()[j]));
    }
    if (largest == 0) {
      return 0;
    }
    double scale = Math.scalb(1.0, -Math.max(-1000, Math.min(1000, Math.getExponent(largest))));
    double sum = 0;
    for (int j = start; j < start + x.columns(); j++) {
      double scaled = x.values()[j] * scale;
      sum += scaled * scaled;
    }
    return Math.sqrt(sum) / scale;
  }

  /** How many rows are zero. */
  static int zeros(Matrix unit) {
    int count = 0;
    for (int i = 0; i < unit.rows(); i++) {
      count += unit.dot(i, unit, i) == 0 ? 1 : 0;
    }
    return count;
  }
}
