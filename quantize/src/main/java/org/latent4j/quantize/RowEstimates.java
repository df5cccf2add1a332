package org.latent4j.quantize;

/** Estimates for one query of rows that were made ready for scanning; for one thread. */
@FunctionalInterface
interface RowEstimates {
  /**
   * Writes the estimate of row {@code from + t} to {@code out[t]} for all rows up to {@code to}.
   */
  void write(int from, int to, float[] out);
}
