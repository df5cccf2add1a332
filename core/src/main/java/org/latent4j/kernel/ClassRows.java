package org.latent4j.kernel;

/**
 * Rows of one number a class, padded to {@link #lanes}, as linear models of classes have them: sums
 * of chosen rows of a table, their counterpart that spreads rows over a table, and softmax. Classes
 * lie side by side, so that a row is a vector or a few.
 *
 * <p>Where the Vector API runs ({@link Kernels#vectorized}) it does the work. Same bits either way.
 */
public final class ClassRows {
  private static final int STEP = 8;

  private ClassRows() {}

  /** Numbers of a row for so many classes: the next multiple of 8. */
  public static int lanes(int classes) {
    return (classes + STEP - 1) / STEP * STEP;
  }

  /**
   * Writes the sum of the {@code each} chosen rows of the table for each of {@code n} items.
   *
   * @param table {@code [rows, lanes]}
   * @param chosen {@code [items, each]}, numbers of rows
   * @param from the first item
   * @param out receives {@code [n, lanes]}
   */
  public static void sum(
      double[] table, int lanes, int[] chosen, int each, int from, int n, double[] out) {
    Kernels.classLoops().sum(table, lanes, chosen, each, from, n, out);
  }

  /**
   * Adds each item's row to the {@code each} rows of the table that it has chosen, in order.
   *
   * @param x {@code [n, lanes]}
   * @param chosen {@code [items, each]}, numbers of rows
   * @param from the first item
   * @param table {@code [rows, lanes]}
   */
  public static void add(
      double[] x, int lanes, int[] chosen, int each, int from, int n, double[] table) {
    Kernels.classLoops().add(x, lanes, chosen, each, from, n, table);
  }

  /**
   * Replaces each row by its weight times its softmax. The logarithm of the sum of a row's
   * exponentials is {@code tops[i] + log(sums[i])}.
   *
   * @param x {@code [n, lanes]}, finite; what is 708 below the largest of its row counts as 1e-308
   * @param weights of the rows
   * @param tops receives the largest number of each row
   * @param sums receives the sum of the exponentials of what is below the largest, at least 1
   */
  public static void softmax(
      double[] x, int lanes, int n, double[] weights, double[] tops, double[] sums) {
    Kernels.classLoops().softmax(x, lanes, n, weights, tops, sums);
  }
}
