package org.latent4j.anchors;

import java.util.Objects;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Cholesky;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.SymmetricEigen;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The metric of an inverse covariance, by its Cholesky factor; always in double. */
final class Covariance {
  private static final double EPSILON = Math.ulp(1.0);

  private final double[] centre; // [d]
  private final Cholesky factor; // [d, d]

  private Covariance(double[] centre, Cholesky factor) {
    this.centre = centre;
    this.factor = factor;
  }

  /**
   * Σ + λ tr(Σ) / d I of the fitting space.
   *
   * @throws InputException when it is singular; names its rank
   */
  static Covariance of(FitState state, double ridge) {
    int d = state.d();
    double[] sigma = Objects.requireNonNull(state.covariance()).clone(); // [d, d]
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += sigma[i * d + i];
    }
    for (int i = 0; i < d; i++) {
      sigma[i * d + i] += ridge * trace / d;
    }
    INDArray matrix = Dense.of(sigma, d, d);
    requireRegular(matrix, ridge);
    return new Covariance(Objects.requireNonNull(state.centre()), Cholesky.of(matrix));
  }

  private static void requireRegular(INDArray matrix, double ridge) {
    double[] values = Dense.doubles(SymmetricEigen.of(matrix).values()); // [d], smallest first
    int d = values.length;
    double least = d * EPSILON * Math.max(0, values[d - 1]);
    int rank = 0;
    for (double value : values) {
      rank += value > least ? 1 : 0;
    }
    if (rank < d) {
      throw new InputException(
          "projection by covariance",
          "a regular covariance of rank " + d + " (a larger ridge makes it so)",
          "a singular one of rank " + rank + " at ridge " + ridge);
    }
  }

  /** Rows less the mean. */
  RowMap centring() {
    return new Frame(centre, null, false);
  }

  /** Σ⁻¹ (a - μ)ᵀ, {@code [d, m]}. */
  Factor whitened(AnchorRows anchors) {
    int d = centre.length;
    int m = anchors.count();
    double[] rows = centring().apply(anchors.vectors().clone()); // [m, d]
    INDArray right = Dense.of(rows, m, d).transpose();
    return Factor.of(Dense.doubles(factor.solve(right.dup('c'))), d, m);
  }

  /** Rows in coordinates of which the covariance is the identity. */
  RowMap whitening() {
    int d = centre.length;
    INDArray identity = Dense.zeros(DataType.DOUBLE, d, d);
    for (int i = 0; i < d; i++) {
      identity.putScalar(i, i, 1.0);
    }
    Factor inverse = Factor.transposed(Dense.doubles(factor.solveLower(identity)), d, d);
    RowMap centring = centring();
    return rows -> inverse.after(centring.apply(rows));
  }
}
