package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Solutions of linear systems and what follows from the singular values of a matrix. Results are
 * new and of the type of the input; NaN and infinity are refused with row and column; the same bits
 * come for any number of threads in the process. The factorisations are {@link Svd}, {@link
 * RandomisedSvd}, {@link Qr}, {@link SymmetricEigen} and {@link Cholesky}.
 */
public final class LinearAlgebra {
  private static final String NAME = "LinearAlgebra";

  private LinearAlgebra() {}

  /**
   * The Moore-Penrose pseudo-inverse {@code [n, m]} of {@code a [m, n]}; singular values at or
   * below max(m, n) eps times the largest count as zero.
   */
  public static INDArray pseudoInverse(INDArray a) {
    return Svd.of(a).pseudoInverse();
  }

  /** The polar factor U Vᵀ {@code [m, n]} of {@code a = U S Vᵀ}; see {@link Svd#polarFactor}. */
  public static INDArray polarFactor(INDArray a) {
    return Svd.of(a).polarFactor();
  }

  /** The largest singular value of {@code a [m, n]} over the smallest of its min(m, n). */
  public static double condition(INDArray a) {
    return Svd.of(a).condition();
  }

  /** How many singular values of {@code a [m, n]} exceed max(m, n) eps times the largest. */
  public static int rank(INDArray a) {
    return Svd.of(a).rank();
  }

  /**
   * The X {@code [n, p]} of smallest norm among those that minimise |A X - B|; singular values at
   * or below max(m, n) eps times the largest count as zero.
   *
   * @param a {@code [m, n]}
   * @param b {@code [m, p]} of the same type
   * @throws ShapeException when the numbers of rows differ
   * @throws IllegalStateException when the decomposition does not converge
   */
  public static INDArray leastSquares(INDArray a, INDArray b) {
    String operation = NAME + ".leastSquares";
    Lapack.check(operation, a);
    requireRows(operation, a, b);
    Lapack.check(operation, b);
    long m = a.size(0);
    long n = a.size(1);
    long p = b.size(1);
    if (m == 0 || n == 0 || p == 0) {
      return Dense.zeros(a.dataType(), n, p);
    }
    INDArray work = Lapack.copy(operation, a);
    INDArray x = padded(b, Math.max(m, n)); // [max(m, n), p]
    int info = Lapack.leastSquares(work, x, Math.max(m, n) * Lapack.epsilon(a.dataType()));
    work.close();
    if (info != 0) {
      throw new IllegalStateException(
          operation + ": no convergence for " + Arrays.toString(a.shape()) + ", info " + info);
    }
    return n == x.size(0) ? x : head(operation, x, n); // [n, p]
  }

  /**
   * The X {@code [n, p]} with A X = B, by LU with partial pivoting.
   *
   * @param a {@code [n, n]}
   * @param b {@code [n, p]} of the same type
   * @throws ShapeException when A is not square or the numbers of rows differ
   * @throws InputException when A is singular to working precision; names the estimate of its
   *     reciprocal condition number
   */
  public static INDArray solve(INDArray a, INDArray b) {
    String operation = NAME + ".solve";
    Lapack.check(operation, a);
    if (a.size(0) != a.size(1)) {
      throw new ShapeException(operation, "[n, n]", Arrays.toString(a.shape()));
    }
    requireRows(operation, a, b);
    INDArray x = Lapack.copy(operation, b); // [n, p]
    if (x.isEmpty()) {
      return x;
    }
    INDArray work = Lapack.copy(operation, a);
    double[] condition = new double[1];
    Lapack.solve(work, x, condition);
    work.close();
    if (condition[0] < Lapack.epsilon(a.dataType())) {
      x.close();
      throw new InputException(
          operation,
          "a regular matrix",
          Arrays.toString(a.shape()) + " of reciprocal condition " + condition[0]);
    }
    return x;
  }

  /** Checks that {@code b} is a matrix of as many rows as {@code a} and of its type. */
  static void requireRows(String operation, INDArray a, INDArray b) {
    Require.matrix(operation, b, -1);
    if (b.size(0) != a.size(0)) {
      throw new ShapeException(operation, "[" + a.size(0) + ", p]", Arrays.toString(b.shape()));
    }
    if (b.dataType() != a.dataType()) {
      throw new InputException(operation, a.dataType().toString(), b.dataType().toString());
    }
  }

  private static INDArray padded(INDArray b, long rows) {
    int size = Math.toIntExact(Math.multiplyExact(rows, b.size(1)));
    return b.dataType() == DataType.FLOAT
        ? Dense.of(Arrays.copyOf(Dense.floats(b), size), rows, b.size(1))
        : Dense.of(Arrays.copyOf(Dense.doubles(b), size), rows, b.size(1));
  }

  private static INDArray head(String operation, INDArray x, long rows) {
    INDArray head = Lapack.copy(operation, Dense.rows(x, 0, rows));
    x.close();
    return head;
  }
}
