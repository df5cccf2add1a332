package org.latent4j;

import java.util.Arrays;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.LinearOperator;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of a sparse matrix with dense ones, summed in double.
 *
 * @param matrix {@code [m, n]}
 * @param transposed the same, {@code [n, m]}
 */
record SparseOperator(SparseRows matrix, SparseRows transposed) implements LinearOperator {
  private static final int ROWS = 64;

  @Override
  public long rows() {
    return matrix.rows();
  }

  @Override
  public long columns() {
    return matrix.columns();
  }

  @Override
  public DataType dataType() {
    return matrix.dataType();
  }

  @Override
  public INDArray times(INDArray x, int threads) {
    return product(matrix, x, threads);
  }

  @Override
  public INDArray transposedTimes(INDArray y, int threads) {
    return product(transposed, y, threads);
  }

  private static INDArray product(SparseRows a, INDArray x, int threads) {
    if (x.rank() != 2 || x.size(0) != a.columns()) {
      throw new ShapeException(
          "SparseRows: product", "[" + a.columns() + ", p]", Arrays.toString(x.shape()));
    }
    int p = Math.toIntExact(x.size(1));
    double[] right = Dense.doubles(x);
    double[] out = new double[Math.toIntExact(Math.multiplyExact(a.rows(), p))];
    Parallel.blocks(
        Math.toIntExact(a.rows()),
        ROWS,
        threads,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int end = a.start(row + 1L);
            for (int at = a.start(row); at < end; at++) {
              Kernels.axpy(a.value(at), right, a.column(at) * p, out, row * p, p);
            }
          }
        });
    return Dense.of(a.dataType(), out, a.rows(), p);
  }
}
