package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A one-to-one assignment of rows to columns of least or greatest total, min(n, m) pairs of a
 * matrix [n, m] ("Hungarian method"), found exactly in double arithmetic.
 *
 * <p>An infinite cost (for a maximum: a value of minus infinity) forbids a pair. Memory: 8 bytes
 * for each entry; time grows as n² m at worst (n the smaller side), in practice far less.
 *
 * <p>Source: Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse
 * linear assignment problems", 1987 (row reduction and augmentation); Crouse, "On implementing 2D
 * rectangular assignment algorithms", 2016.
 *
 * @param columns for each row its column, -1 where it has none (only when n > m)
 * @param total the sum of the assigned entries
 * @param rowPrices u {@code [n]}: with v they prove the assignment best, for {@code u_i + v_j <=
 *     cost} everywhere, with equality for the pairs (for a maximum: {@code >= value}); those of the
 *     longer side are at most (maximum: at least) 0, and 0 where nothing is assigned
 * @param columnPrices v {@code [m]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Assignment(int[] columns, double total, double[] rowPrices, double[] columnPrices) {
  private static final String NAME = "Assignment";

  /**
   * The assignment of least total cost.
   *
   * @param costs {@code [n, m]}, {@code FLOAT} or {@code DOUBLE}; may be empty
   * @throws ShapeException when {@code costs} is not a matrix
   * @throws NonFiniteException for NaN or minus infinity, naming row and column
   * @throws InputException when infinite costs leave no complete assignment
   */
  public static Assignment minimum(INDArray costs) {
    return of(costs, 1);
  }

  /**
   * The assignment of greatest total value.
   *
   * @param values {@code [n, m]}, {@code FLOAT} or {@code DOUBLE}; may be empty
   * @throws ShapeException when {@code values} is not a matrix
   * @throws NonFiniteException for NaN or infinity, naming row and column
   * @throws InputException when values of minus infinity leave no complete assignment
   */
  public static Assignment maximum(INDArray values) {
    return of(values, -1);
  }

  /** The assignment of least total cost of {@code n} rows of {@code m} costs each. */
  public static Assignment minimum(double[] costs, int n, int m) {
    return of(costs, n, m, 1);
  }

  /** The assignment of greatest total value of {@code n} rows of {@code m} values each. */
  public static Assignment maximum(double[] values, int n, int m) {
    return of(values, n, m, -1);
  }

  private static Assignment of(INDArray x, int sign) {
    Require.matrix(NAME, x, -1);
    int n = Math.toIntExact(x.size(0));
    int m = Math.toIntExact(x.size(1));
    double[][] table = table(n, m);
    try (FloatRows source = new FloatRows(x)) {
      double[] row = new double[m];
      for (int i = 0; i < n && m > 0; i++) {
        source.readDoubles((long) i * m, m, row);
        put(table, row, 0, i, m, sign, n > m);
      }
    }
    return solve(table, n, m, sign);
  }

  private static Assignment of(double[] values, int n, int m, int sign) {
    Require.atLeast(NAME + ": rows", 0, n);
    Require.atLeast(NAME + ": columns", 0, m);
    if (values.length != (long) n * m) {
      throw new ShapeException(NAME, n + " x " + m + " values", Integer.toString(values.length));
    }
    double[][] table = table(n, m);
    for (int i = 0; i < n; i++) {
      put(table, values, i * m, i, m, sign, n > m);
    }
    return solve(table, n, m, sign);
  }

  /** The shorter side becomes the rows. */
  private static double[][] table(int n, int m) {
    return new double[Math.min(n, m)][Math.max(n, m)];
  }

  private static void put(
      double[][] table, double[] x, int start, int i, int m, int sign, boolean transpose) {
    for (int j = 0; j < m; j++) {
      double cost = sign * x[start + j];
      if (Double.isNaN(cost) || cost == Double.NEGATIVE_INFINITY) {
        throw new NonFiniteException(
            NAME,
            sign > 0 ? "costs above minus infinity" : "values below infinity",
            x[start + j] + " at row " + i + ", column " + j);
      }
      table[transpose ? j : i][transpose ? i : j] = cost;
    }
  }

  private static Assignment solve(double[][] table, int n, int m, int sign) {
    boolean transpose = n > m;
    ShortestPaths paths = new ShortestPaths(table, Math.max(n, m));
    int blocked = paths.solve();
    if (blocked >= 0) {
      throw new InputException(
          NAME,
          "a complete assignment of finite entries",
          "none with " + (transpose ? "column " : "row ") + blocked + " of " + n + " x " + m);
    }
    double total = 0;
    int[] columns = new int[n];
    Arrays.fill(columns, -1);
    for (int i = 0; i < table.length; i++) {
      int partner = paths.columnOf(i);
      columns[transpose ? partner : i] = transpose ? i : partner;
      total += sign * table[i][partner];
    }
    double[] shorter = signed(paths.rowPrices(), sign);
    double[] longer = signed(paths.columnPrices(), sign);
    return new Assignment(
        columns, total, transpose ? longer : shorter, transpose ? shorter : longer);
  }

  private static double[] signed(double[] prices, int sign) {
    double[] out = new double[prices.length];
    for (int i = 0; i < out.length; i++) {
      // Zero stays positive.
      out[i] = 0.0 + sign * prices[i];
    }
    return out;
  }
}
