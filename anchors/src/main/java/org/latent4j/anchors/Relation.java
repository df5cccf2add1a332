package org.latent4j.anchors;

/** What rows are to the anchors, in double: the fitted form of a kind, or of several together. */
interface Relation {
  /** How many values a row becomes. */
  int columns();

  /**
   * Relates rows, on one thread.
   *
   * @param rows {@code [b, d]} as they came, the caller's to give away
   * @return {@code [b, columns]}
   */
  double[] apply(double[] rows);
}
