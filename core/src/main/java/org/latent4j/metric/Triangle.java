package org.latent4j.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Parallel;

/**
 * The upper triangle, without the diagonal, of a symmetric n x n matrix over pairs of rows.
 *
 * @param values row by row, n (n-1) / 2 of them
 * @param n number of rows, at most {@value #MOST_ROWS}
 */
@SuppressWarnings("ArrayRecordComponent")
record Triangle(double[] values, int n) {
  /** The largest n whose triangle is one Java array. */
  static final int MOST_ROWS = 65536;

  /**
   * Squared distances below this share of the squared norms are recomputed without cancellation.
   */
  private static final double NEAR = 1e-4;

  /** Squared Euclidean distances of the rows of {@code x}. */
  static Triangle squaredDistances(Matrix x, int threads) {
    double[] norms = new double[x.rows()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = x.dot(i, x, i);
    }
    Triangle out = empty(x.rows());
    RowProducts.visitUpper(
        x,
        threads,
        (i, products, start) -> {
          int to = out.start(i);
          for (int j = i + 1; j < out.n; j++) {
            double both = norms[i] + norms[j];
            double squared = both - 2 * products[start + j];
            out.values[to + j] = squared < NEAR * both ? directly(x, i, j) : squared;
          }
        });
    out.repeatEqualRows(x, 0);
    return out;
  }

  /** Dot products of the rows of {@code x}. */
  static Triangle products(Matrix x, int threads) {
    Triangle out = empty(x.rows());
    RowProducts.visitUpper(
        x,
        threads,
        (i, products, start) ->
            System.arraycopy(
                products, start + i + 1, out.values, out.start(i) + i + 1, out.n - i - 1));
    out.repeatEqualRows(x, Double.NaN);
    return out;
  }

  private static Triangle empty(int n) {
    if (n > MOST_ROWS) {
      throw new InputException(
          "comparison of all pairs of rows", "at most " + MOST_ROWS + " rows", n + " rows");
    }
    return new Triangle(new double[(int) (n * (n - 1L) / 2)], n);
  }

  private static double directly(Matrix x, int i, int j) {
    double sum = 0;
    for (int t = 0; t < x.columns(); t++) {
      double difference = x.at(i, t) - x.at(j, t);
      sum += difference * difference;
    }
    return sum;
  }

  /** The entry of rows i < j is {@code values[start(i) + j]}. */
  int start(int i) {
    return (int) ((long) i * (2L * n - i - 1) / 2) - i - 1;
  }

  /**
   * Gives pairs of equal rows equal entries to the last bit, so that ranks see them as ties: the
   * product of matrices may round the same sum in several ways.
   *
   * @param same the entry of two equal rows, or NaN to leave it
   */
  private void repeatEqualRows(Matrix x, double same) {
    int[] firsts = firstEqualRows(x);
    if (IntStream.range(0, n).allMatch(i -> firsts[i] == i)) {
      return;
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int p = Math.min(firsts[i], firsts[j]);
        int q = Math.max(firsts[i], firsts[j]);
        if (p < q && (firsts[i] != i || firsts[j] != j)) {
          values[start(i) + j] = values[start(p) + q];
        } else if (p == q && !Double.isNaN(same)) {
          values[start(i) + j] = same;
        }
      }
    }
  }

  /** For each row the first row with the same values. */
  private static int[] firstEqualRows(Matrix x) {
    @SuppressWarnings("ArrayRecordComponent")
    record Row(double[] values) {
      @Override
      public boolean equals(Object other) {
        return other instanceof Row row && Arrays.equals(values, row.values);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(values);
      }
    }
    Map<Row, Integer> seen = new HashMap<>();
    int[] out = new int[x.rows()];
    for (int i = 0; i < out.length; i++) {
      double[] row = Arrays.copyOfRange(x.values(), x.start(i), x.start(i) + x.columns());
      out[i] = seen.merge(new Row(row), i, (first, later) -> first);
    }
    return out;
  }

  /** A new triangle of {@code change} of every entry. */
  Triangle map(int threads, DoubleUnaryOperator change) {
    double[] out = new double[values.length];
    Parallel.blocks(
        out.length,
        1 << 14,
        threads,
        (from, to) -> {
          for (int p = from; p < to; p++) {
            out[p] = change.applyAsDouble(values[p]);
          }
        });
    return new Triangle(out, n);
  }

  /** The sum of the products of the entries of two triangles. */
  double inner(Triangle other, int threads) {
    return Sums.of(
        values.length,
        1 << 14,
        threads,
        (from, to) -> {
          double sum = 0;
          for (int p = from; p < to; p++) {
            sum += values[p] * other.values[p];
          }
          return sum;
        });
  }

  /** The sums of the rows of the whole matrix, the diagonal taken as 0. */
  double[] rowSums(int threads) {
    int block = Math.max(16, (n + 31) / 32);
    double[][] parts = new double[(n + block - 1) / block][];
    Parallel.blocks(n, block, threads, (from, to) -> parts[from / block] = partSums(from, to));
    double[] out = new double[n];
    for (double[] part : parts) {
      for (int i = 0; i < n; i++) {
        out[i] += part[i];
      }
    }
    return out;
  }

  private double[] partSums(int from, int to) {
    double[] sums = new double[n];
    for (int i = from; i < to; i++) {
      int start = start(i);
      double sum = 0;
      for (int j = i + 1; j < n; j++) {
        double value = values[start + j];
        sum += value;
        sums[j] += value;
      }
      sums[i] += sum;
    }
    return sums;
  }
}
