package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The Cholesky factor of a symmetric positive definite matrix, A = L Lᵀ, in the type of A.
 *
 * @param lower L {@code [n, n]}, zero above the diagonal
 */
public record Cholesky(INDArray lower) {
  private static final String NAME = "Cholesky";

  /**
   * Factorises {@code a [n, n]}, which may be empty.
   *
   * @throws ShapeException when {@code a} is not square
   * @throws InputException when {@code a} is not symmetric (up to rounding) or not positive
   *     definite; the latter names the first pivot that is not positive
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public static Cholesky of(INDArray a) {
    Lapack.check(NAME, a);
    INDArray work = SymmetricEigen.symmetric(NAME, a); // [n, n]
    if (a.isEmpty()) {
      return new Cholesky(work);
    }
    int info = Lapack.cholesky(work);
    double[] values = Dense.doubles(work);
    work.close();
    int n = Math.toIntExact(a.size(0));
    if (info != 0) {
      int pivot = info - 1;
      throw new InputException(
          NAME,
          "a positive definite matrix",
          "pivot " + values[pivot * n + pivot] + " at row " + pivot + " of " + n);
    }
    for (int i = 0; i < n; i++) {
      Arrays.fill(values, i * n + i + 1, (i + 1) * n, 0);
    }
    return new Cholesky(Dense.of(a.dataType(), values, n, n));
  }

  /** Factorises {@code n} rows of {@code n} values in row-major order. */
  public static Cholesky of(float[] values, int n) {
    return of(Dense.of(values, n, n));
  }

  /** Factorises {@code n} rows of {@code n} values in row-major order. */
  public static Cholesky of(double[] values, int n) {
    return of(Dense.of(values, n, n));
  }

  /**
   * The solution X {@code [n, p]} of A X = B.
   *
   * @param b {@code [n, p]} of the type of A
   * @throws ShapeException for another number of rows
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public INDArray solve(INDArray b) {
    INDArray x = solveLower(b); // [n, p]
    if (!x.isEmpty()) {
      Lapack.solveLower(lower, true, x);
    }
    return x;
  }

  /** The solution Y {@code [n, p]} of L Y = B; arguments and errors as in {@link #solve}. */
  public INDArray solveLower(INDArray b) {
    LinearAlgebra.requireRows(NAME + ".solve", lower, b);
    INDArray y = Lapack.copy(NAME + ".solve", b); // [n, p]
    if (!y.isEmpty()) {
      Lapack.solveLower(lower, false, y);
    }
    return y;
  }

  /** The natural logarithm of the determinant of A. */
  public double logDeterminant() {
    int n = Math.toIntExact(lower.size(0));
    double[] values = Dense.doubles(lower);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.log(values[i * n + i]);
    }
    return 2 * sum;
  }
}
