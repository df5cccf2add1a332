package org.latent4j.kernel;

import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The k largest or smallest values of each row. Of equal values the one with the smaller column
 * counts as better; negative zero equals zero and comes back as zero. Expected time is linear in
 * the number of values, whatever their order.
 */
public final class TopK {
  /** Values that one task takes: about what a core's own cache holds. */
  private static final int VALUES = 1 << 17;

  private static final String NAME = "TopK";

  private TopK() {}

  /**
   * The k largest of each row, largest first.
   *
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE} (compared after rounding to float)
   * @param k 1 to d
   * @param threads Java threads to use; does not change the result
   * @throws org.latent4j.error.InputException when k is out of range
   * @throws NonFiniteException for NaN or infinity, naming row and column
   */
  public static Ranking largest(INDArray x, int k, int threads) {
    return rank(x, k, true, threads);
  }

  /** The k smallest of each row, smallest first; see {@link #largest(INDArray, int, int)}. */
  public static Ranking smallest(INDArray x, int k, int threads) {
    return rank(x, k, false, threads);
  }

  /**
   * The k largest of each row of a flat array, largest first.
   *
   * @param values rows of {@code columns} values each; infinities are ordered like numbers
   * @param columns values of a row, at least 1
   * @param k 1 to {@code columns}
   * @param threads Java threads to use; does not change the result
   * @throws NonFiniteException for NaN, naming row and column
   */
  public static Ranking largest(float[] values, int columns, int k, int threads) {
    return rank(values, columns, k, true, threads);
  }

  /** The k smallest of each row; see {@link #largest(float[], int, int, int)}. */
  public static Ranking smallest(float[] values, int columns, int k, int threads) {
    return rank(values, columns, k, false, threads);
  }

  /** Copies values {@code [start, start + count)} to the head of an array. */
  @FunctionalInterface
  private interface Source {
    void read(long start, int count, float[] out);
  }

  private static Ranking rank(INDArray x, int k, boolean largest, int threads) {
    Require.matrix(NAME, x, -1);
    int rows = Math.toIntExact(x.size(0));
    int columns = Math.toIntExact(x.size(1));
    Require.between(NAME + ": k", 1, columns, k);
    try (FloatRows source = new FloatRows(x)) {
      return rank(source::read, rows, columns, k, largest, true, threads);
    }
  }

  private static Ranking rank(float[] values, int columns, int k, boolean largest, int threads) {
    Require.atLeast(NAME + ": columns", 1, columns);
    Require.between(NAME + ": k", 1, columns, k);
    if (values.length % columns != 0) {
      throw new ShapeException(NAME, "rows of " + columns + " values", values.length + " values");
    }
    Source source = (start, count, out) -> System.arraycopy(values, (int) start, out, 0, count);
    return rank(source, values.length / columns, columns, k, largest, false, threads);
  }

  private static Ranking rank(
      Source source, int rows, int columns, int k, boolean largest, boolean finite, int threads) {
    int[] ids = new int[Math.multiplyExact(rows, k)]; // [rows, k]
    float[] scores = new float[ids.length]; // [rows, k]
    int block = Math.max(1, VALUES / columns);
    Parallel.blocks(
        rows,
        block,
        threads,
        (from, to) -> {
          float[] stretch = new float[(to - from) * columns];
          source.read((long) from * columns, stretch.length, stretch);
          check(stretch, columns, from, finite);
          Best best = new Best(k);
          if (!largest) {
            negate(stretch);
          }
          float[] maxima = Best.room();
          for (int row = from; row < to; row++) {
            int start = (row - from) * columns;
            best.clear();
            best.offer(stretch, start, start + columns, 0, -1, maxima);
            best.write(ids, scores, row * k);
          }
        });
    if (!largest) {
      negate(scores);
    }
    return new Ranking(rows, k, ids, scores);
  }

  private static void check(float[] stretch, int columns, int firstRow, boolean finite) {
    Primitives loops = Kernels.primitives();
    int t = loops.nextNonFinite(stretch, 0, stretch.length);
    while (t < stretch.length && !finite && !Float.isNaN(stretch[t])) {
      t = loops.nextNonFinite(stretch, t + 1, stretch.length);
    }
    if (t < stretch.length) {
      throw new NonFiniteException(
          NAME,
          finite ? "finite values" : "no NaN",
          stretch[t] + " at row " + (firstRow + t / columns) + ", column " + t % columns);
    }
  }

  /** Zero stays positive. */
  private static void negate(float[] x) {
    for (int t = 0; t < x.length; t++) {
      x[t] = 0f - x[t];
    }
  }
}
