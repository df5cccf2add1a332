package org.latent4j.quantize;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A quantizer that estimates how near queries are to coded rows without decoding them. */
public interface ScanningQuantizer extends Quantizer {
  /** What {@link #search} and {@link #estimates} estimate. */
  Similarity similarity();

  /**
   * Prepares the estimates for one query.
   *
   * @param query {@code [inputDimension]}
   */
  Scanner scanner(float[] query, Similarity similarity);

  /**
   * The k coded rows that seem nearest to each query, by the similarity of this quantizer.
   *
   * @param queries {@code [q, inputDimension]}; q may be 0
   * @param codes n rows; n may be 0
   * @param k at least 1; where it exceeds n, n are returned
   */
  Neighbors search(INDArray queries, CodeMatrix codes, int k);

  /**
   * What {@link #search} ranks: the estimates of all rows for each query.
   *
   * @param queries {@code [q, inputDimension]}; q may be 0
   * @param codes n rows; n may be 0
   * @return {@code [q, n]} {@code FLOAT}
   */
  INDArray estimates(INDArray queries, CodeMatrix codes);
}
