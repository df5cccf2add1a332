package org.latent4j.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A thin Householder QR decomposition A = Q R, in the type of A. The diagonal of R may have either
 * sign.
 *
 * @param q orthonormal columns, {@code [m, r]}, r = min(m, n)
 * @param r upper triangular (trapezoidal for {@code m < n}), {@code [r, n]}
 */
public record Qr(INDArray q, INDArray r) {
  private static final String NAME = "Qr";

  /**
   * Decomposes {@code a [m, n]}, which may be empty.
   *
   * @throws org.latent4j.error.ShapeException when {@code a} is not a matrix
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public static Qr of(INDArray a) {
    INDArray work = Lapack.copy(NAME, a);
    int m = Math.toIntExact(a.size(0));
    int n = Math.toIntExact(a.size(1));
    int size = Math.min(m, n);
    DataType type = a.dataType();
    if (size == 0) {
      return new Qr(Dense.zeros(type, m, 0), Dense.zeros(type, 0, n));
    }
    INDArray tau = Dense.zeros(type, size);
    Lapack.qr(work, tau);
    INDArray r = upper(work, size, n); // [r, n]
    Lapack.orthogonal(work, size, tau);
    INDArray q = leading(work, size); // [m, r]
    tau.close();
    Dense.release(work, q);
    return new Qr(q, r);
  }

  /** Decomposes {@code rows} rows of {@code columns} values in row-major order. */
  public static Qr of(float[] values, int rows, int columns) {
    return of(Dense.of(values, rows, columns));
  }

  /** Decomposes {@code rows} rows of {@code columns} values in row-major order. */
  public static Qr of(double[] values, int rows, int columns) {
    return of(Dense.of(values, rows, columns));
  }

  /** The first rows on and above the diagonal, zero below. */
  private static INDArray upper(INDArray work, int rows, int n) {
    if (work.dataType() == DataType.FLOAT) {
      float[] values = Dense.floats(work, 0, rows);
      for (int i = 1; i < rows; i++) {
        Arrays.fill(values, i * n, i * n + Math.min(i, n), 0f);
      }
      return Dense.of(values, rows, n);
    }
    double[] values = Dense.doubles(work, 0, rows);
    for (int i = 1; i < rows; i++) {
      Arrays.fill(values, i * n, i * n + Math.min(i, n), 0d);
    }
    return Dense.of(values, rows, n);
  }

  private static INDArray leading(INDArray work, int columns) {
    return work.size(1) == columns
        ? work
        : Lapack.copy(NAME, Dense.columns(work, 0, columns)); // [m, columns]
  }
}
