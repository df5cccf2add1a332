package org.latent4j.metric;

/** Where rows come from, as doubles. */
@FunctionalInterface
interface RowSource {
  /**
   * Writes rows {@code from} (inclusive) to {@code to}.
   *
   * @param out receives row {@code from + i} at {@code i * stride}
   */
  void read(int from, int to, double[] out, int stride);

  /** Rows {@code from} (inclusive) to {@code to} as a new array. */
  default double[] rows(int from, int to, int width) {
    double[] out = new double[(to - from) * width];
    read(from, to, out, width);
    return out;
  }

  /** The same rows, counted from one of them. */
  default RowSource from(int first) {
    return (from, to, out, stride) -> read(first + from, first + to, out, stride);
  }

  /** The rows minus another row. */
  default RowSource minus(double[] row) {
    return (from, to, out, stride) -> {
      read(from, to, out, stride);
      for (int i = 0; i < to - from; i++) {
        int start = i * stride;
        for (int j = 0; j < row.length; j++) {
          out[start + j] -= row[j];
        }
      }
    };
  }
}
