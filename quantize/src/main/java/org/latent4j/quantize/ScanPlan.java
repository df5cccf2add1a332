package org.latent4j.quantize;

/** Rows of codes, laid out once for the scans of many queries. Safe for many threads. */
@FunctionalInterface
interface ScanPlan {
  /** Prepares the estimates for a query of the width of the quantizer's rows. */
  RowEstimates estimates(float[] query);
}
