package org.latent4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Maps rows of a latent space back to rows of the input space. Immutable and thread-safe. */
public interface Decoder {
  /**
   * Decodes each row by itself.
   *
   * @param z {@code [n, dimension]}; n may be 0
   * @return {@code [n, inputDimension]}, new, dense, in {@code c} order
   * @throws org.latent4j.error.ShapeException for another shape
   * @throws org.latent4j.error.NonFiniteException for a NaN or an infinity
   */
  INDArray decode(INDArray z);
}
