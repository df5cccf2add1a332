package org.latent4j.anchors;

/** Minkowski distances to the anchors. */
final class MinkowskiRelation implements Relation {
  /** Sums of powers outside of this range may have lost terms. */
  private static final double SMALLEST = 1e-280;

  private static final double LARGEST = 1e280;

  private final RowMap map;
  private final double[] anchors; // [m, d]
  private final int m;
  private final double p;

  /** Distances of order {@code p}, which may be infinite, to anchors that have been mapped. */
  MinkowskiRelation(RowMap map, double[] anchors, int m, double p) {
    this.map = map;
    this.anchors = anchors;
    this.m = m;
    this.p = p;
  }

  @Override
  public int columns() {
    return m;
  }

  @Override
  public double[] apply(double[] rows) {
    double[] x = map.apply(rows);
    int d = anchors.length / m;
    double[] out = new double[x.length / d * m]; // [b, m]
    for (int t = 0; t < out.length; t++) {
      out[t] = distance(x, t / m * d, t % m * d, d);
    }
    return out;
  }

  private double distance(double[] x, int i, int j, int d) {
    if (p == 1) {
      double sum = 0;
      for (int t = 0; t < d; t++) {
        sum += Math.abs(x[i + t] - anchors[j + t]);
      }
      return sum;
    }
    if (Double.isInfinite(p)) {
      return largest(x, i, j, d);
    }
    double sum = powers(x, i, j, d, 1);
    if (sum > SMALLEST && sum < LARGEST) {
      return root(sum);
    }
    double largest = largest(x, i, j, d);
    return largest == 0 ? 0 : largest * root(powers(x, i, j, d, largest));
  }

  private double largest(double[] x, int i, int j, int d) {
    double largest = 0;
    for (int t = 0; t < d; t++) {
      largest = Math.max(largest, Math.abs(x[i + t] - anchors[j + t]));
    }
    return largest;
  }

  /** The sum of the p-th powers of the differences over {@code unit}. */
  private double powers(double[] x, int i, int j, int d, double unit) {
    double sum = 0;
    for (int t = 0; t < d; t++) {
      double difference = Math.abs(x[i + t] - anchors[j + t]) / unit;
      if (p == 2) {
        sum += difference * difference;
      } else if (p == 3) {
        sum += difference * difference * difference;
      } else {
        sum += Math.pow(difference, p);
      }
    }
    return sum;
  }

  private double root(double sum) {
    return p == 2 ? Math.sqrt(sum) : p == 3 ? Math.cbrt(sum) : Math.pow(sum, 1 / p);
  }
}
