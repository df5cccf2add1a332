package org.latent4j.kernel;

import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mean and variance of each column, in double precision. Sums run over fixed blocks of rows and are
 * joined in their order, so the bits do not depend on the number of threads.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing
 * sample variances", 1979.
 */
public final class ColumnStatistics {
  private static final int ROWS = 512;
  private static final String NAME = "ColumnStatistics";

  private final long count;
  private final double[] mean; // [d]
  private final double[] squares; // [d], sums of squared deviations

  private ColumnStatistics(long count, double[] mean, double[] squares) {
    this.count = count;
    this.mean = mean;
    this.squares = squares;
  }

  /**
   * Statistics of the columns of {@code x}.
   *
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, finite; n may be 0: all zeros then
   * @param threads Java threads to use; does not change a bit
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public static ColumnStatistics of(INDArray x, int threads) {
    Require.matrix(NAME, x, -1);
    Finite.require(NAME, x);
    int rows = Math.toIntExact(x.size(0));
    int columns = Math.toIntExact(x.size(1));
    ColumnStatistics[] parts = new ColumnStatistics[(rows + ROWS - 1) / ROWS];
    try (FloatRows source = new FloatRows(x)) {
      Parallel.blocks(
          rows,
          ROWS,
          threads,
          (from, to) -> {
            double[] values = new double[(to - from) * columns];
            source.readDoubles((long) from * columns, values.length, values);
            parts[from / ROWS] = of(values, to - from, columns);
          });
    }
    ColumnStatistics all = new ColumnStatistics(0, new double[columns], new double[columns]);
    for (ColumnStatistics part : parts) {
      all = all.join(part);
    }
    return all;
  }

  private static ColumnStatistics of(double[] values, int rows, int columns) {
    Primitives loops = Kernels.primitives();
    double[] mean = new double[columns];
    for (int row = 0; row < rows; row++) {
      loops.axpy(1.0 / rows, values, row * columns, mean, 0, columns);
    }
    double[] squares = new double[columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double deviation = values[row * columns + column] - mean[column];
        squares[column] += deviation * deviation;
      }
    }
    return new ColumnStatistics(rows, mean, squares);
  }

  private ColumnStatistics join(ColumnStatistics other) {
    if (count == 0) {
      return other;
    }
    long total = count + other.count;
    double[] joined = new double[mean.length];
    double[] sums = new double[mean.length];
    for (int column = 0; column < mean.length; column++) {
      double difference = other.mean[column] - mean[column];
      joined[column] = mean[column] + difference * other.count / total;
      sums[column] =
          squares[column]
              + other.squares[column]
              + difference * difference * count * other.count / total;
    }
    return new ColumnStatistics(total, joined, sums);
  }

  /** The number of rows. */
  public long count() {
    return count;
  }

  /** The mean of each column; zeros without rows. */
  public double[] mean() {
    return mean.clone();
  }

  /** The variance of each column, divided by n; zeros without rows. */
  public double[] variance() {
    return divide(count);
  }

  /** The variance of each column, divided by n - 1; zeros for fewer than two rows. */
  public double[] sampleVariance() {
    return divide(count - 1);
  }

  private double[] divide(long divisor) {
    double[] out = squares.clone();
    for (int column = 0; column < out.length; column++) {
      out[column] /= Math.max(1, divisor);
    }
    return out;
  }
}
