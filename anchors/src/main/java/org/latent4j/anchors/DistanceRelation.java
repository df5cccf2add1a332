package org.latent4j.anchors;

/** Euclidean distances to the anchors, or Gaussians of them. */
final class DistanceRelation implements Relation {
  private final RowMap map;
  private final Distances distances;
  private final double sigma;

  /**
   * Distances to anchors {@code [m, d]} that have been mapped.
   *
   * @param sigma the width of the Gaussian, or 0 for the distance itself
   */
  DistanceRelation(RowMap map, double[] anchors, int m, double sigma) {
    this.map = map;
    this.distances = new Distances(anchors, m);
    this.sigma = sigma;
  }

  @Override
  public int columns() {
    return distances.columns();
  }

  @Override
  public double[] apply(double[] rows) {
    double[] out = distances.squared(map.apply(rows)); // [b, m]
    for (int t = 0; t < out.length; t++) {
      out[t] = sigma > 0 ? Math.exp(-out[t] / (2 * sigma * sigma)) : Math.sqrt(out[t]);
    }
    return out;
  }
}
