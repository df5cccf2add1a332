package org.latent4j.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense matrix as an operator.
 *
 * @param a {@code [m, n]}
 */
record DenseOperator(INDArray a) implements LinearOperator {
  @Override
  public long rows() {
    return a.size(0);
  }

  @Override
  public long columns() {
    return a.size(1);
  }

  @Override
  public DataType dataType() {
    return a.dataType();
  }

  @Override
  public INDArray times(INDArray x, int threads) {
    return Gemm.product(a, x, threads);
  }

  @Override
  public INDArray transposedTimes(INDArray y, int threads) {
    return Gemm.product(Gemm.Form.TN, a, y, threads);
  }
}
