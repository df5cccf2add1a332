package org.latent4j.metric;

import java.util.Arrays;
import org.bytedeco.openblas.global.openblas;
import org.latent4j.kernel.SingleBlasThread;

/**
 * The singular directions of a matrix X = U diag(σ) Vᵀ that are not rounding: those of singular
 * values above max(n, d) eps σ₁.
 *
 * @param u {@code [n, r]}, orthonormal columns
 * @param sigma the r singular values, largest first
 * @param v {@code [d, r]}, orthonormal columns
 */
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
        whole.u.corner(x.rows(), r),
        Arrays.copyOf(whole.sigma, r),
        whole.v.corner(x.columns(), r));
  }

  /** The thin decomposition with all min(n, d) singular values. */
  static Basis thin(Matrix x) {
    int m = x.rows();
    int n = x.columns();
    int r = Math.min(m, n);
    double[] s = new double[r];
    double[] u = new double[m * r];
    double[] vt = new double[r * n];
    if (r > 0) {
      SingleBlasThread.run(
          () -> {
            int info =
                openblas.LAPACKE_dgesdd(
                    101, (byte) 'S', m, n, x.values().clone(), n, s, u, r, vt, n);
            if (info != 0) {
              throw new IllegalStateException("dgesdd: " + info);
            }
          });
    }
    return new Basis(new Matrix(u, m, r), s, new Matrix(vt, r, n).transposed());
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
