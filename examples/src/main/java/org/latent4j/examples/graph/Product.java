package org.latent4j.examples.graph;

import java.util.function.UnaryOperator;
import org.latent4j.SparseRows;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a layer does with its inputs, a matrix {@code [n, d]}: two products, on one thread. */
interface Product {
  /** X W, {@code [n, p]}, for W {@code [d, p]}. */
  double[] times(double[] w, int p);

  /** Xᵀ Y, {@code [d, p]}, for Y {@code [n, p]}. */
  double[] transposedTimes(double[] y, int p);

  /** Products of a sparse matrix of type {@code DOUBLE}; native memory is freed at once. */
  static Product of(SparseRows matrix) {
    LinearOperator operator = matrix.operator();
    return new Product() {
      @Override
      public double[] times(double[] w, int p) {
        return apply(w, matrix.columns(), p, each -> operator.times(each, 1));
      }

      @Override
      public double[] transposedTimes(double[] y, int p) {
        return apply(y, matrix.rows(), p, each -> operator.transposedTimes(each, 1));
      }

      private double[] apply(double[] x, long rows, int p, UnaryOperator<INDArray> multiply) {
        INDArray factor = Dense.of(x, rows, p);
        INDArray result = multiply.apply(factor);
        double[] out = Dense.doubles(result);
        factor.close();
        result.close();
        return out;
      }
    };
  }

  /** Products of a dense matrix {@code [n, d]}, row by row. */
  static Product of(double[] x, int n, int d) {
    return new Product() {
      @Override
      public double[] times(double[] w, int p) {
        double[] out = new double[n * p];
        Gemm.multiply(Gemm.Form.NN, n, p, d, 1, x, w, 0, out, 1);
        return out;
      }

      @Override
      public double[] transposedTimes(double[] y, int p) {
        double[] out = new double[d * p];
        Gemm.multiply(Gemm.Form.TN, d, p, n, 1, x, y, 0, out, 1);
        return out;
      }
    };
  }
}
