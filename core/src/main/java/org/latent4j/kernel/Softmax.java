package org.latent4j.kernel;

import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax and log-sum-exp of rows. The largest value of a row is taken off before the exponential,
 * so nothing overflows; sums run in double precision, in the order of the columns.
 */
public final class Softmax {
  private static final String NAME = "Softmax";

  private Softmax() {}

  /**
   * The softmax of each row, a new array of the shape and type of {@code x}; each row sums to 1.
   *
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, finite
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public static INDArray rows(INDArray x) {
    int columns = columns(x);
    double[] values = Dense.doubles(x);
    for (int start = 0; start < values.length; start += columns) {
      apply(values, start, columns);
    }
    return Dense.of(x.dataType(), values, x.shape());
  }

  /** The logarithm of the sum of the exponentials of each row; see {@link #rows}. */
  public static double[] logSumExp(INDArray x) {
    int columns = columns(x);
    double[] values = Dense.doubles(x);
    double[] out = new double[(int) x.size(0)];
    for (int row = 0; row < out.length; row++) {
      out[row] = apply(values, row * columns, columns);
    }
    return out;
  }

  /**
   * Replaces {@code x[start, start + n)} by its softmax and returns its log-sum-exp.
   *
   * @param n at least 1; the values must be finite
   */
  public static double apply(double[] x, int start, int n) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int t = start; t < start + n; t++) {
      largest = Math.max(largest, x[t]);
    }
    double sum = 0;
    for (int t = start; t < start + n; t++) {
      x[t] = Math.exp(x[t] - largest);
      sum += x[t];
    }
    for (int t = start; t < start + n; t++) {
      x[t] /= sum;
    }
    return largest + Math.log(sum);
  }

  /** Replaces {@code x[start, start + n)} by its softmax and returns its log-sum-exp. */
  public static double apply(float[] x, int start, int n) {
    double largest = Kernels.max(x, start, n);
    double sum = 0;
    for (int t = start; t < start + n; t++) {
      double exponential = Math.exp(x[t] - largest);
      x[t] = (float) exponential;
      sum += exponential;
    }
    Kernels.scale((float) (1 / sum), x, start, n);
    return largest + Math.log(sum);
  }

  private static int columns(INDArray x) {
    Require.matrix(NAME, x, -1);
    Require.atLeast(NAME + ": columns", 1, x.size(1));
    Finite.require(NAME, x);
    return Math.toIntExact(x.size(1));
  }
}
