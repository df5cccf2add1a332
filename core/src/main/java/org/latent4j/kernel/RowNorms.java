package org.latent4j.kernel;

import org.latent4j.error.Require;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Euclidean lengths of rows, added up in double precision, and rows of length 1. */
public final class RowNorms {
  private static final int VALUES = 1 << 16;
  private static final String NAME = "RowNorms";

  private RowNorms() {}

  /**
   * The length of each row.
   *
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, finite
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public static double[] of(INDArray x) {
    double[] norms = squared(x);
    boolean wide = x.dataType() == DataType.DOUBLE;
    boolean precise = true;
    for (int row = 0; row < norms.length; row++) {
      precise &= !wide || precise(norms[row]);
      norms[row] = !wide || precise(norms[row]) ? Math.sqrt(norms[row]) : Double.NaN;
    }
    if (!precise) {
      scaleAndAdd(x, norms);
    }
    return norms;
  }

  /** Replaces what is NaN by the length of its row. */
  private static void scaleAndAdd(INDArray x, double[] norms) {
    int columns = Math.toIntExact(x.size(1));
    double[] values = new double[columns];
    try (FloatRows source = new FloatRows(x)) {
      for (int row = 0; row < norms.length; row++) {
        if (Double.isNaN(norms[row])) {
          source.readDoubles((long) row * columns, columns, values);
          norms[row] = scaledNorm(values, 0, columns);
        }
      }
    }
  }

  private static void divide(double[] x, int start, int n, double norm) {
    // A length below the normal doubles has too few digits to divide by, one above them none.
    boolean extreme = (norm > 0 && norm < 1e-290) || norm == Double.POSITIVE_INFINITY;
    double power = extreme ? power(x, start, n) : 1;
    for (int t = start; t < start + n; t++) {
      x[t] *= power;
    }
    double divisor = extreme ? scaledNorm(x, start, n) : norm;
    for (int t = start; t < start + n && divisor > 0; t++) {
      x[t] /= divisor;
    }
  }

  /** Whether a squared length, and all squares that matter in it, kept their digits. */
  private static boolean precise(double squared) {
    return squared > 1e-280 && squared < Double.POSITIVE_INFINITY;
  }

  /** The length of a row whose squares leave the range of doubles. */
  private static double scaledNorm(double[] x, int start, int n) {
    double power = power(x, start, n);
    double sum = 0;
    for (int t = start; t < start + n; t++) {
      sum += (x[t] * power) * (x[t] * power);
    }
    return Math.sqrt(sum) / power;
  }

  /** The power of two that brings the largest value of a row near 1; 1 for a row of zeros. */
  private static double power(double[] x, int start, int n) {
    double largest = 0;
    for (int t = start; t < start + n; t++) {
      largest = Math.max(largest, Math.abs(x[t]));
    }
    return largest == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
  }

  /** The squared length of each row, 0 or infinity where a double cannot hold it. */
  public static double[] squared(INDArray x) {
    Require.matrix(NAME, x, -1);
    Finite.require(NAME, x);
    int rows = Math.toIntExact(x.size(0));
    int columns = Math.toIntExact(x.size(1));
    double[] norms = new double[rows];
    int block = Math.max(1, VALUES / Math.max(1, columns));
    double[] values = new double[Math.min(block, rows) * columns];
    try (FloatRows source = new FloatRows(x)) {
      for (int from = 0; from < rows; from += block) {
        int count = Math.min(block, rows - from);
        source.readDoubles((long) from * columns, count * columns, values);
        for (int row = 0; row < count; row++) {
          int start = row * columns;
          norms[from + row] = Kernels.dot(values, start, values, start, columns);
        }
      }
    }
    return norms;
  }

  /** The squared length of each row of a flat array of rows of {@code columns} values. */
  public static double[] squared(float[] values, int columns) {
    Require.atLeast(NAME + ": columns", 1, columns);
    double[] norms = new double[values.length / columns];
    for (int row = 0; row < norms.length; row++) {
      norms[row] = Kernels.dotInDouble(values, row * columns, values, row * columns, columns);
    }
    return norms;
  }

  /**
   * The rows scaled to length 1, a new array of the type of {@code x}; rows of zeros stay zeros.
   *
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, finite, of any size
   */
  public static INDArray unit(INDArray x) {
    double[] norms = of(x);
    int columns = Math.toIntExact(x.size(1));
    if (x.dataType() == DataType.DOUBLE) {
      double[] values = Dense.doubles(x);
      for (int row = 0; row < norms.length; row++) {
        divide(values, row * columns, columns, norms[row]);
      }
      return Dense.of(values, x.shape());
    }
    float[] values = Dense.floats(x);
    for (int row = 0; row < norms.length; row++) {
      double factor = norms[row] > 0 ? 1 / norms[row] : 1;
      for (int t = row * columns; t < (row + 1) * columns; t++) {
        values[t] = (float) (values[t] * factor);
      }
    }
    return Dense.of(values, x.shape());
  }
}
