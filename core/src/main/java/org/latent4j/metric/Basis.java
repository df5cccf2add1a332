package org.latent4j.metric;

import java.util.Arrays;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Svd;

/**
 * The singular directions of a matrix X = U diag(σ) Vᵀ that are not rounding: those of singular
 * values above max(n, d) eps σ₁.
 *
 * @param u {@code [n, r]}, orthonormal columns
 * @param sigma the r singular values, largest first
 * @param v {@code [d, r]}, orthonormal columns
 */
@SuppressWarnings("ArrayRecordComponent")
record Basis(Matrix u, double[] sigma, Matrix v) {
  /** The basis of a matrix; r is 0 for zeros. */
  static Basis of(Matrix x) {
    Basis whole = thin(x);
    double cutoff = Math.max(x.rows(), x.columns()) * Math.ulp(1.0);
    int r = 0;
    while (r < whole.sigma.length && whole.sigma[r] > cutoff * whole.sigma[0]) {
      r++;
    }
    return new Basis(
        whole.u.corner(x.rows(), r), Arrays.copyOf(whole.sigma, r), whole.v.corner(x.columns(), r));
  }

  /** The thin decomposition with all min(n, d) singular values. */
  static Basis thin(Matrix x) {
    Svd svd = Svd.of(x.values(), x.rows(), x.columns());
    int r = (int) svd.singularValues().length();
    Basis out =
        new Basis(
            new Matrix(Dense.doubles(svd.u()), x.rows(), r),
            svd.sigma(),
            new Matrix(Dense.doubles(svd.vt()), r, x.columns()).transposed());
    svd.u().close();
    svd.singularValues().close();
    svd.vt().close();
    return out;
  }

  /** The singular values of a matrix, largest first. */
  static double[] singularValues(Matrix x) {
    return thin(x).sigma;
  }

  /** The number of directions, r. */
  int rank() {
    return sigma.length;
  }

  /** {@code [n, r]}, U diag(σ): the rows in the coordinates of V. */
  Matrix coordinates() {
    return u.withColumnsTimes(sigma);
  }

  /** The sum of the squared singular values. */
  double squaredNorm() {
    return Sums.ofProducts(sigma, sigma);
  }
}
