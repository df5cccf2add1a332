package org.latent4j.anchors;

/**
 * The mean value of each group of anchors.
 *
 * @param single what rows are to single anchors
 * @param starts {@code [m + 1]}: where each group begins
 */
record GroupMeans(Relation single, int[] starts) implements Relation {
  @Override
  public int columns() {
    return starts.length - 1;
  }

  @Override
  public double[] apply(double[] rows) {
    double[] all = single.apply(rows); // [b, keys]
    int keys = single.columns();
    int m = columns();
    double[] out = new double[all.length / keys * m]; // [b, m]
    for (int t = 0; t < out.length; t++) {
      int from = starts[t % m];
      int to = starts[t % m + 1];
      double sum = 0;
      for (int key = from; key < to; key++) {
        sum += all[t / m * keys + key];
      }
      out[t] = sum / (to - from);
    }
    return out;
  }
}
