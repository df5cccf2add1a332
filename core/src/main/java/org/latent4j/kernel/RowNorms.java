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
    for (int row = 0; row < norms.length; row++) {
      norms[row] = Math.sqrt(norms[row]);
    }
    return norms;
  }

  /** The squared length of each row; see {@link #of(INDArray)}. */
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
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, finite; a row's squared length must
   *     not overflow a double
   */
  public static INDArray unit(INDArray x) {
    double[] norms = of(x);
    int columns = Math.toIntExact(x.size(1));
    if (x.dataType() == DataType.DOUBLE) {
      double[] values = Dense.doubles(x);
      for (int t = 0; t < values.length; t++) {
        values[t] /= norms[t / columns] > 0 ? norms[t / columns] : 1;
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
