package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A thin singular value decomposition A = U diag(s) Vᵀ, in the type of A.
 *
 * <p>Source: Gu and Eisenstat, "A divide-and-conquer algorithm for the bidiagonal SVD", 1995
 * (LAPACK gesdd); QR iteration (gesvd) where that does not converge.
 *
 * @param u left singular vectors in columns, {@code [m, r]}
 * @param singularValues s {@code [r]}, largest first, not negative
 * @param vt right singular vectors in rows, {@code [r, n]}
 */
public record Svd(INDArray u, INDArray singularValues, INDArray vt) {
  private static final String NAME = "Svd";

  /** The routine that decomposes: returns LAPACK's info, 0 for done. */
  @FunctionalInterface
  interface Routine {
    int run(boolean divide, INDArray a, INDArray u, INDArray s, INDArray vt);
  }

  /**
   * Decomposes {@code a [m, n]}; r = min(m, n), which may be 0.
   *
   * @throws org.latent4j.error.ShapeException when {@code a} is not a matrix
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   * @throws IllegalStateException when neither algorithm converges
   */
  public static Svd of(INDArray a) {
    return of(a, Lapack::svd);
  }

  /** Decomposes {@code rows} rows of {@code columns} values in row-major order. */
  public static Svd of(float[] values, int rows, int columns) {
    return of(Dense.of(values, rows, columns));
  }

  /** Decomposes {@code rows} rows of {@code columns} values in row-major order. */
  public static Svd of(double[] values, int rows, int columns) {
    return of(Dense.of(values, rows, columns));
  }

  static Svd of(INDArray a, Routine routine) {
    INDArray copy = Lapack.copy(NAME, a);
    long m = a.size(0);
    long n = a.size(1);
    DataType type = a.dataType();
    long r = Math.min(m, n);
    INDArray u = Dense.zeros(type, m, r); // [m, r]
    INDArray s = Dense.zeros(type, r); // [r]
    INDArray vt = Dense.zeros(type, r, n); // [r, n]
    if (r == 0) {
      return new Svd(u, s, vt);
    }
    int info = routine.run(true, copy, u, s, vt);
    copy.close();
    if (info != 0) {
      INDArray again = Lapack.copy(NAME, a);
      info = routine.run(false, again, u, s, vt);
      again.close();
    }
    if (info != 0) {
      throw new IllegalStateException(
          NAME + ": no convergence for " + Arrays.toString(a.shape()) + ", info " + info);
    }
    return new Svd(u, s, vt);
  }

  /** The singular values as doubles, largest first. */
  public double[] sigma() {
    return Dense.doubles(singularValues);
  }

  /** The share of the largest singular value up to which one counts as zero: max(m, n) eps. */
  public double cutoff() {
    return Math.max(u.size(0), vt.size(1)) * Lapack.epsilon(u.dataType());
  }

  /** How many singular values exceed {@link #cutoff} times the largest. */
  public int rank() {
    return rank(cutoff());
  }

  /** How many singular values exceed {@code cutoff} times the largest. */
  public int rank(double cutoff) {
    double[] sigma = sigma();
    int rank = 0;
    while (rank < sigma.length && sigma[rank] > cutoff * sigma[0]) {
      rank++;
    }
    return rank;
  }

  /**
   * The largest singular value over the smallest; infinity where that is 0.
   *
   * @throws InputException when the matrix has no rows or no columns
   */
  public double condition() {
    double[] sigma = sigma();
    if (sigma.length == 0) {
      throw new InputException(
          NAME + ".condition",
          "a matrix with rows and columns",
          "[" + u.size(0) + ", " + vt.size(1) + "]");
    }
    double smallest = sigma[sigma.length - 1];
    return smallest == 0 ? Double.POSITIVE_INFINITY : sigma[0] / smallest;
  }

  /** The pseudo-inverse {@code [n, m]}; singular values at or below the cutoff count as zero. */
  public INDArray pseudoInverse() {
    double[] sigma = sigma();
    int rank = rank();
    double[] factors = new double[sigma.length];
    for (int i = 0; i < rank; i++) {
      factors[i] = 1 / sigma[i];
    }
    INDArray scaled = Lapack.copy(NAME, vt);
    Lapack.scaleRows(scaled, factors);
    INDArray inverse = Gemm.product(Gemm.Form.TT, scaled, u, 1); // [n, m]
    scaled.close();
    return inverse;
  }

  /**
   * The polar factor U Vᵀ {@code [m, n]}: of the matrices with orthonormal rows or columns the one
   * nearest to A. Unique only where A has full rank.
   */
  public INDArray polarFactor() {
    return Gemm.product(u, vt, 1); // [m, n]
  }
}
