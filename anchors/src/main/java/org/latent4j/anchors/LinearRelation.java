package org.latent4j.anchors;

/** Mapped rows times a matrix. */
record LinearRelation(RowMap map, Factor factor) implements Relation {
  @Override
  public int columns() {
    return factor.columns();
  }

  @Override
  public double[] apply(double[] rows) {
    return factor.after(map.apply(rows));
  }
}
