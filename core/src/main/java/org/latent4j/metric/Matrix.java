package org.latent4j.metric;

import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.latent4j.kernel.Kernels;

/**
 * A dense matrix of doubles in row-major order.
 *
 * @param values {@code rows columns} values; not copied
 * @param rows number of rows
 * @param columns number of columns
 */
@SuppressWarnings("ArrayRecordComponent")
record Matrix(double[] values, int rows, int columns) {
  /** Zeros. */
  static Matrix zeros(int rows, int columns) {
    return new Matrix(new double[Math.multiplyExact(rows, columns)], rows, columns);
  }

  double at(int i, int j) {
    return values[i * columns + j];
  }

  /** Where row i begins. */
  int start(int i) {
    return i * columns;
  }

  /** This times {@code other}. */
  Matrix times(Matrix other, int threads) {
    return product(Form.NN, other, rows, other.columns, columns, threads);
  }

  /** The transpose of this times {@code other}. */
  Matrix transposedTimes(Matrix other, int threads) {
    return product(Form.TN, other, columns, other.columns, rows, threads);
  }

  /** This times the transpose of {@code other}. */
  Matrix timesTransposed(Matrix other, int threads) {
    return product(Form.NT, other, rows, other.rows, columns, threads);
  }

  private Matrix product(Form form, Matrix other, int m, int n, int k, int threads) {
    Matrix out = zeros(m, n); // [m, n]
    if (m > 0 && n > 0 && k > 0) {
      Gemm.multiply(form, m, n, k, 1.0, values, other.values, 0.0, out.values, threads);
    }
    return out;
  }

  /** The transpose. */
  Matrix transposed() {
    Matrix out = zeros(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out.values[j * rows + i] = at(i, j);
      }
    }
    return out;
  }

  /** The first {@code m} rows and {@code n} columns. */
  Matrix corner(int m, int n) {
    Matrix out = zeros(m, n);
    for (int i = 0; i < m; i++) {
      System.arraycopy(values, start(i), out.values, i * n, n);
    }
    return out;
  }

  /** Row i times {@code left[i]}, column j times {@code right[j]}. */
  Matrix scaled(double[] left, double[] right) {
    Matrix out = zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out.values[i * columns + j] = left[i] * at(i, j) * right[j];
      }
    }
    return out;
  }

  /** Column j times {@code factors[j]}. */
  Matrix withColumnsTimes(double[] factors) {
    Matrix out = zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out.values[i * columns + j] = at(i, j) * factors[j];
      }
    }
    return out;
  }

  /** Dot product of row i and row j of {@code other}. */
  double dot(int i, Matrix other, int j) {
    return Kernels.dot(values, start(i), other.values, other.start(j), columns);
  }

  /** Sum of the squares of all values. */
  double squaredNorm() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += Kernels.dot(values, start(i), values, start(i), columns);
    }
    return sum;
  }
}
