package org.latent4j.metric;

import java.util.Arrays;

/**
 * The rows of the largest cosines. Cosines that differ by no more than {@value #TIE}, which is
 * rounding, count as equal, and of equal ones the smaller row comes first.
 */
final class NearestRows {
  /** Cosines of unit rows nearer than this are ties. */
  static final double TIE = 1e-13;

  private NearestRows() {}

  /**
   * The k nearest rows of {@code items} to each row of {@code queries}, nearest first.
   *
   * @param queries unit rows
   * @param items unit rows
   * @param others whether a row is never its own neighbour
   * @return {@code [n k]}
   */
  static int[] of(Matrix queries, Matrix items, boolean others, int k, int threads) {
    int[] out = new int[Math.multiplyExact(queries.rows(), k)];
    RowProducts.visit(
        queries,
        items,
        threads,
        (i, cosines, start) ->
            select(cosines, start, items.rows(), others ? i : -1, k, out, i * k));
    return out;
  }

  private static void select(
      double[] cosines, int start, int n, int without, int k, int[] out, int to) {
    double threshold = kthLargest(cosines, start, n, without, k);
    int count = 0;
    for (int j = 0; j < n; j++) {
      if (cosines[start + j] > threshold + TIE && j != without) {
        insert(cosines, start, out, to, to + count, j);
        count++;
      }
    }
    orderTies(cosines, start, out, to, to + count);
    for (int j = 0; j < n && count < k; j++) {
      if (Math.abs(cosines[start + j] - threshold) <= TIE && j != without) {
        out[to + count] = j;
        count++;
      }
    }
  }

  private static double kthLargest(double[] cosines, int start, int n, int without, int k) {
    double[] largest = new double[k]; // descending
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    double least = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      double cosine = cosines[start + j];
      if (cosine > least && j != without) {
        int p = k - 1;
        for (; p > 0 && largest[p - 1] < cosine; p--) {
          largest[p] = largest[p - 1];
        }
        largest[p] = cosine;
        least = largest[k - 1];
      }
    }
    return least;
  }

  /** Keeps {@code rows[from, to)} in descending order of cosine while j joins them. */
  private static void insert(double[] cosines, int start, int[] rows, int from, int to, int j) {
    int p = to;
    for (; p > from && cosines[start + rows[p - 1]] < cosines[start + j]; p--) {
      rows[p] = rows[p - 1];
    }
    rows[p] = j;
  }

  /** Sorts stretches whose cosines follow each other by no more than rounding. */
  private static void orderTies(double[] cosines, int start, int[] rows, int from, int to) {
    int first = from;
    for (int p = from + 1; p <= to; p++) {
      boolean tied = p < to && cosines[start + rows[p - 1]] - cosines[start + rows[p]] <= TIE;
      if (!tied) {
        Arrays.sort(rows, first, p);
        first = p;
      }
    }
  }
}
