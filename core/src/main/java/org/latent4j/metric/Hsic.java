package org.latent4j.metric;

/**
 * The unbiased estimator of the Hilbert-Schmidt independence criterion from sums over two kernel
 * matrices K̃ and L̃ whose diagonals are zero:
 *
 * <pre>HSIC₁ = [tr(K̃L̃) + 1ᵀK̃1 · 1ᵀL̃1 / ((n-1)(n-2)) - 2/(n-2) · 1ᵀK̃L̃1] / (n(n-3))</pre>
 *
 * <p>It needs n of at least 4. Adding f_i + f_j to the entries off the diagonal changes nothing.
 *
 * <p>Source: Song et al., "Feature selection via dependence maximization", 2012, equation 4.
 */
final class Hsic {
  /** Rows that the estimator needs. */
  static final int ROWS = 4;

  private Hsic() {}

  /**
   * HSIC₁.
   *
   * @param n number of rows
   * @param trace tr(K̃L̃)
   * @param sumK 1ᵀK̃1
   * @param sumL 1ᵀL̃1
   * @param sumOfProduct 1ᵀK̃L̃1
   */
  static double unbiased(double n, double trace, double sumK, double sumL, double sumOfProduct) {
    double corrected = trace + sumK / (n - 1) * (sumL / (n - 2)) - 2 / (n - 2) * sumOfProduct;
    return corrected / (n * (n - 3));
  }

  /** HSIC₁ of two symmetric matrices. */
  static double unbiased(Triangle k, double[] rowsOfK, Triangle l, double[] rowsOfL, int threads) {
    return unbiased(
        k.n(),
        2 * k.inner(l, threads),
        Sums.of(rowsOfK),
        Sums.of(rowsOfL),
        Sums.ofProducts(rowsOfK, rowsOfL));
  }

  /** The ratio HSIC(K, L) / sqrt(HSIC(K, K) HSIC(L, L)), none where a divisor is not above 0. */
  static Definition.Value ratio(double cross, double left, double right) {
    if (!(left > 0) || !(right > 0)) {
      return Definition.Value.none(
          "HSIC of a space with itself is not above 0: " + left + " and " + right);
    }
    return Definition.Value.of(cross / (Math.sqrt(left) * Math.sqrt(right)));
  }
}
