package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.Parallel;

/**
 * Cholesky decomposition of a kernel matrix that takes the largest pivot each time, column by
 * column, so that only the columns of chosen rows are ever computed.
 */
final class PivotedCholesky {
  /** Pivots below are zero. */
  private static final double LEAST = 1e-10;

  private static final int ROWS = 512;

  private final UnitVectors rows;
  private final Determinantal.Kernel kernel;
  private final int threads;
  private final boolean[] nonZero; // [n]
  private final double[] residuals; // [n], the pivots to choose from

  /** The factor, a row of its columns so far for each row: equal rows keep equal bits. */
  private final double[][] factor; // [n][most]

  /**
   * Prepares a decomposition.
   *
   * @param most at most so many columns, at least 1
   */
  PivotedCholesky(UnitVectors rows, Determinantal.Kernel kernel, int most, int threads) {
    this.rows = rows;
    this.kernel = kernel;
    this.threads = threads;
    this.nonZero = rows.nonZero();
    this.residuals = new double[rows.size()];
    this.factor = new double[rows.size()][most];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = withItself(i);
    }
  }

  /** The rows in the order of their pivots; fewer than wanted where the rank is less. */
  int[] order() {
    int most = factor[0].length;
    int[] order = new int[most];
    for (int t = 0; t < most; t++) {
      int row = largest();
      if (residuals[row] < LEAST) {
        return Arrays.copyOf(order, t);
      }
      order[t] = row;
      if (t + 1 < most) {
        eliminate(row, t);
      }
    }
    return order;
  }

  private int largest() {
    int best = 0;
    for (int i = 1; i < residuals.length; i++) {
      best = residuals[i] > residuals[best] ? i : best;
    }
    return best;
  }

  /** Adds a column to the factor: {@code (L_ij - C_i C_j) / d_j}. */
  private void eliminate(int row, int column) {
    double root = Math.sqrt(residuals[row]);
    Parallel.blocks(
        factor.length,
        ROWS,
        threads,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double known = Kernels.dot(factor[i], 0, factor[row], 0, column);
            double entry = (kernel(i, row) - known) / root;
            factor[i][column] = entry;
            residuals[i] -= i == row ? 0 : entry * entry;
          }
        });
    residuals[row] = Double.NEGATIVE_INFINITY;
  }

  private double kernel(int i, int j) {
    if (i == j) {
      return withItself(i);
    }
    double product = rows.product(i, rows.values(), j * rows.dimension());
    if (kernel == Determinantal.Kernel.LINEAR) {
      return product;
    }
    double squared = (nonZero[i] ? 1 : 0) + (nonZero[j] ? 1 : 0) - 2 * product;
    return Math.exp(-2 * Math.max(0, squared));
  }

  /** Exactly 1 for every row but one of zeros: else rounding would pick the first. */
  private double withItself(int row) {
    return kernel == Determinantal.Kernel.RBF || nonZero[row] ? 1 : 0;
  }
}
