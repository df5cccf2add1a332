package org.latent4j.anchors;

/** Brings rows into the coordinates in which they are compared. */
@FunctionalInterface
interface RowMap {
  /**
   * Maps rows that lie one after the other.
   *
   * @param rows the caller's to give away: they may be overwritten and returned
   */
  double[] apply(double[] rows);
}
