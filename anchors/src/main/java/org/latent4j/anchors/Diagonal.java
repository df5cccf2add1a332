package org.latent4j.anchors;

import java.util.function.DoubleUnaryOperator;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Svd;
import org.latent4j.kernel.SymmetricEigen;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products with diagonal matrices, and what is made by changing a spectrum. */
final class Diagonal {
  private Diagonal() {}

  /** diag(f) A: row i of {@code a [r, c]} times {@code factors[i]}, a new {@code DOUBLE} array. */
  static INDArray times(double[] factors, INDArray a) {
    double[] values = Dense.doubles(a);
    int columns = (int) a.size(1);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i / columns];
    }
    return Dense.of(values, a.shape());
  }

  /** V diag(f(w)) V' of a symmetric matrix V diag(w) V'. */
  static INDArray spectral(SymmetricEigen eigen, DoubleUnaryOperator f, int threads) {
    double[] factors = Dense.doubles(eigen.values());
    for (int i = 0; i < factors.length; i++) {
      factors[i] = f.applyAsDouble(factors[i]);
    }
    INDArray scaled = scaledColumns(eigen.vectors(), factors); // [d, d]
    return Gemm.product(Gemm.Form.NT, scaled, eigen.vectors(), threads);
  }

  /** The pseudo-inverse {@code [c, r]} that keeps the {@code rank} largest singular values. */
  static INDArray pseudoInverse(INDArray a, int rank, int threads) {
    Svd svd = Svd.of(a);
    double[] factors = new double[svd.sigma().length];
    for (int i = 0; i < Math.min(rank, factors.length); i++) {
      factors[i] = 1 / svd.sigma()[i];
    }
    return Gemm.product(Gemm.Form.TT, times(factors, svd.vt()), svd.u(), threads);
  }

  private static INDArray scaledColumns(INDArray a, double[] factors) {
    double[] values = Dense.doubles(a);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i % factors.length];
    }
    return Dense.of(values, a.shape());
  }
}
