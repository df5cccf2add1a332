package org.latent4j.kernel;

import org.bytedeco.openblas.global.openblas;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/**
 * The thin singular value decomposition {@code A = U S V'} of a matrix in row-major order.
 *
 * @param u left singular vectors, {@code [m, r]}, r = min(m, n)
 * @param s singular values, largest first
 * @param vt right singular vectors, {@code [r, n]}
 */
public record Svd(double[] u, double[] s, double[] vt) {
  /**
   * Decomposes a matrix by divide and conquer (LAPACK's dgesdd) on one thread.
   *
   * @param a {@code [m, n]}, finite; not modified
   * @throws InputException when LAPACK does not converge
   */
  public static Svd thin(double[] a, int m, int n) {
    int r = Math.min((int) Require.atLeast("Svd: m", 1, m), (int) Require.atLeast("Svd: n", 1, n));
    double[] u = new double[m * r];
    double[] s = new double[r];
    double[] vt = new double[r * n];
    int info =
        SingleBlasThread.call(
            () ->
                openblas.LAPACKE_dgesdd(
                    openblas.LAPACK_ROW_MAJOR, (byte) 'S', m, n, a.clone(), n, s, u, r, vt, n));
    if (info != 0) {
      throw new InputException("Svd", "a matrix that LAPACK decomposes", "info " + info);
    }
    return new Svd(u, s, vt);
  }
}
