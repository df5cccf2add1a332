package org.latent4j.quantize;

/**
 * Rows brought to one length, and the way back of gradients through it; rows of zeros stay zero.
 *
 * @param values {@code [n, d]}, of that length
 * @param norms the lengths of the rows as they came {@code [n]}
 * @param d columns
 * @param length the length
 */
record UnitRows(double[] values, double[] norms, int d, double length) {
  /** No rows. */
  static final UnitRows NONE = new UnitRows(new double[0], new double[0], 1, 1);

  static UnitRows of(Batch batch, double length) {
    return of(batch.values(), batch.d(), length);
  }

  static UnitRows of(double[] rows, int d, double length) {
    int n = rows.length / d;
    double[] values = new double[rows.length];
    double[] norms = new double[n];
    for (int row = 0; row < n; row++) {
      int start = row * d;
      double largest = 0;
      for (int i = start; i < start + d; i++) {
        largest = Math.max(largest, Math.abs(rows[i]));
      }
      // Squares of very small and very large values would not be numbers of use.
      double scale =
          largest == 0 ? 1 : Math.scalb(1.0, -Math.max(-1000, Math.getExponent(largest)));
      double sum = 0;
      for (int i = start; i < start + d; i++) {
        sum += rows[i] * scale * (rows[i] * scale);
      }
      double norm = Math.sqrt(sum);
      norms[row] = norm / scale;
      for (int i = start; i < start + d; i++) {
        values[i] = norm == 0 ? 0 : length * (rows[i] * scale / norm);
      }
    }
    return new UnitRows(values, norms, d, length);
  }

  /** Turns the gradient at the values into that at the rows as they came, in place. */
  void backward(double[] gradient) {
    for (int row = 0; row < norms.length; row++) {
      int start = row * d;
      double along = 0;
      for (int i = start; i < start + d; i++) {
        along += gradient[i] * values[i] / length;
      }
      double factor = norms[row] == 0 ? 0 : length / norms[row];
      for (int i = start; i < start + d; i++) {
        gradient[i] = factor * (gradient[i] - along * values[i] / length);
      }
    }
  }
}
