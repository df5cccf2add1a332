package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, A = V diag(w) Vᵀ, in the type of A (LAPACK
 * syevd).
 *
 * @param values w {@code [n]}, smallest first
 * @param vectors V {@code [n, n]}: column i belongs to value i
 */
public record SymmetricEigen(INDArray values, INDArray vectors) {
  private static final String NAME = "SymmetricEigen";

  /**
   * Decomposes {@code a [n, n]}, which may be empty. What rounding makes asymmetric (differences up
   * to the square root of the type's epsilon times the largest value) is averaged.
   *
   * @throws ShapeException when {@code a} is not square
   * @throws InputException when {@code a} is not symmetric, naming the place and both values
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   * @throws IllegalStateException when the algorithm does not converge
   */
  public static SymmetricEigen of(INDArray a) {
    Lapack.check(NAME, a);
    INDArray vectors = symmetric(NAME, a); // [n, n]
    INDArray values = Dense.zeros(a.dataType(), a.size(0)); // [n]
    int info = a.isEmpty() ? 0 : Lapack.symmetricEigen(vectors, values);
    if (info != 0) {
      throw new IllegalStateException(
          NAME + ": no convergence for " + Arrays.toString(a.shape()) + ", info " + info);
    }
    return new SymmetricEigen(values, vectors);
  }

  /** Decomposes {@code n} rows of {@code n} values in row-major order. */
  public static SymmetricEigen of(float[] values, int n) {
    return of(Dense.of(values, n, n));
  }

  /** Decomposes {@code n} rows of {@code n} values in row-major order. */
  public static SymmetricEigen of(double[] values, int n) {
    return of(Dense.of(values, n, n));
  }

  /** The mean of a square matrix and its transpose, when they differ by rounding only. */
  static INDArray symmetric(String operation, INDArray a) {
    int n = Math.toIntExact(a.size(0));
    if (a.size(1) != n) {
      throw new ShapeException(operation, "[n, n]", Arrays.toString(a.shape()));
    }
    double[] values = Dense.doubles(a);
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    double tolerance = largest * Math.sqrt(Lapack.epsilon(a.dataType()));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double below = values[i * n + j];
        double above = values[j * n + i];
        if (Math.abs(below - above) > tolerance) {
          throw new InputException(
              operation,
              "a symmetric matrix",
              below + " at row " + i + ", column " + j + " and " + above + " across the diagonal");
        }
        double mean = below / 2 + above / 2;
        values[i * n + j] = mean;
        values[j * n + i] = mean;
      }
    }
    return Dense.of(a.dataType(), values, n, n);
  }
}
