package org.latent4j.quantize;

/** Makes the tables of one query. */
@FunctionalInterface
interface SliceMetric {
  /**
   * Squared distances of the query's slices from what each code stands for, or inner products.
   *
   * @param similarity {@code L2} or {@code DOT}
   */
  SliceTables tables(float[] query, Similarity similarity);
}
