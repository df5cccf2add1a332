package org.latent4j.anchors;

/** Inner products with the anchors, of rows as they are or of length one; angles too. */
final class ProductRelation implements Relation {
  private final Kind kind;
  private final RowMap map;
  private final int d;
  private final Factor anchors;

  /** The anchors {@code [m, d]} have been mapped. */
  ProductRelation(Kind kind, RowMap map, double[] anchors, int m) {
    this.kind = kind;
    this.map = map;
    this.d = anchors.length / m;
    double[] own = anchors.clone();
    if (kind != Kind.INNER) {
      UnitRows.apply(own, d);
    }
    this.anchors = Factor.transposed(own, m, d);
  }

  @Override
  public int columns() {
    return anchors.columns();
  }

  @Override
  public double[] apply(double[] rows) {
    double[] mapped = map.apply(rows);
    if (kind != Kind.INNER) {
      UnitRows.apply(mapped, d);
    }
    double[] out = anchors.after(mapped); // [b, m]
    if (kind == Kind.ANGULAR) {
      for (int t = 0; t < out.length; t++) {
        out[t] = angle(out[t]);
      }
    }
    return out;
  }

  /** The angle of a cosine as a share of π. */
  static double angle(double cosine) {
    return Math.acos(Math.max(-1, Math.min(1, cosine))) / Math.PI;
  }
}
