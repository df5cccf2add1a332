package org.latent4j.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A matrix {@code [m, n]} that is known by its products, such as a sparse one. */
public interface LinearOperator {
  /** The number of rows, m. */
  long rows();

  /** The number of columns, n. */
  long columns();

  /** The type of the products, {@code FLOAT} or {@code DOUBLE}. */
  DataType dataType();

  /**
   * A X.
   *
   * @param x {@code [n, p]} of the operator's type
   * @param threads does not change a bit
   * @return a new array {@code [m, p]}
   */
  INDArray times(INDArray x, int threads);

  /**
   * Aᵀ Y.
   *
   * @param y {@code [m, p]} of the operator's type
   * @param threads does not change a bit
   * @return a new array {@code [n, p]}
   */
  INDArray transposedTimes(INDArray y, int threads);

  /** A dense matrix, {@code FLOAT} or {@code DOUBLE}; not copied. */
  static LinearOperator of(INDArray a) {
    return new DenseOperator(a);
  }
}
