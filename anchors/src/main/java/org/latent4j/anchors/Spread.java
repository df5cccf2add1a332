package org.latent4j.anchors;

import java.util.Iterator;
import java.util.function.Consumer;
import org.latent4j.LatentSpace;
import org.latent4j.error.NonFiniteException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How rows lie about a point: statistics in double over rows that come in blocks, in fixed order.
 */
final class Spread {
  private static final int BLOCK = 4096;

  /** Rows in blocks, from the first on at each call. */
  @FunctionalInterface
  interface Rows {
    void forEachBlock(Consumer<double[]> use);
  }

  private Spread() {}

  /**
   * Returns the space when all its values are finite.
   *
   * @throws NonFiniteException naming the first that is not, its row and its column
   */
  static LatentSpace requireFinite(LatentSpace space) {
    int d = Math.toIntExact(space.dimension());
    long row = 0;
    for (Iterator<INDArray> blocks = space.blocks(BLOCK).iterator(); blocks.hasNext(); ) {
      INDArray block = blocks.next();
      double[] values = Dense.doubles(block);
      block.close();
      for (int t = 0; t < values.length; t++) {
        if (!Double.isFinite(values[t])) {
          throw new NonFiniteException(
              "RelativeProjection.fit: space",
              "finite values",
              values[t] + " at row " + (row + t / d) + ", column " + t % d);
        }
      }
      row += values.length / d;
    }
    return space;
  }

  /** The rows of a space. */
  static Rows of(LatentSpace space) {
    return use -> {
      for (Iterator<INDArray> blocks = space.blocks(BLOCK).iterator(); blocks.hasNext(); ) {
        INDArray block = blocks.next();
        use.accept(Dense.doubles(block));
        block.close();
      }
    };
  }

  /** Rows that are in memory; they are copied for each use. */
  static Rows of(double[] rows) {
    return use -> use.accept(rows.clone());
  }

  /** The standard deviation of each column (divisor n - 1) about its own mean; 1 where it is 0. */
  static double[] deviations(Rows rows, double[] mean) {
    int d = mean.length;
    double[] squares = new double[d];
    long[] count = new long[1];
    rows.forEachBlock(
        block -> {
          count[0] += block.length / d;
          for (int i = 0; i < block.length; i += d) {
            for (int j = 0; j < d; j++) {
              double deviation = block[i + j] - mean[j];
              squares[j] += deviation * deviation;
            }
          }
        });
    for (int j = 0; j < d; j++) {
      double deviation = Math.sqrt(squares[j] / Math.max(1, count[0] - 1));
      squares[j] = deviation > 0 ? deviation : 1;
    }
    return squares;
  }

  /** The mean length of the rows less {@code mean}, in columns {@code from} to {@code to}. */
  static double meanNorm(Rows rows, double[] mean, int from, int to) {
    int d = mean.length;
    double[] sum = new double[1];
    long[] count = new long[1];
    rows.forEachBlock(
        block -> {
          count[0] += block.length / d;
          for (int i = 0; i < block.length; i += d) {
            double squares = 0;
            for (int j = from; j < to; j++) {
              double deviation = block[i + j] - mean[j];
              squares += deviation * deviation;
            }
            sum[0] += Math.sqrt(squares);
          }
        });
    double norm = sum[0] / Math.max(1, count[0]);
    return norm > 0 ? norm : 1;
  }

  /** The covariance about {@code mean}, divisor n, {@code [d, d]}. */
  static double[] covariance(Rows rows, double[] mean) {
    int d = mean.length;
    double[] sum = new double[Math.multiplyExact(d, d)]; // [d, d]
    long[] count = new long[1];
    rows.forEachBlock(
        block -> {
          int n = block.length / d;
          count[0] += n;
          for (int t = 0; t < block.length; t++) {
            block[t] -= mean[t % d];
          }
          Gemm.multiply(Gemm.Form.TN, d, d, n, 1, block, block, 1, sum, Threads.all());
        });
    for (int t = 0; t < sum.length; t++) {
      sum[t] /= Math.max(1, count[0]);
    }
    return sum;
  }
}
