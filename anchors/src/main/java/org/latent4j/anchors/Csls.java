package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latent4j.kernel.Kernels;

/**
 * Matches the rows of two matrices by cross-domain similarity local scaling: {@code 2 cos(x, y) -
 * r(x) - r(y)} with r the mean cosine of a row to its k nearest rows on the other side, so that
 * rows that are near to everything (hubs) match nothing. In double; the same bits for any number of
 * threads. Of equal scores the smaller row is better.
 *
 * <p>Source: Conneau et al., "Word translation without parallel data", 2018, arXiv 1710.04087,
 * equation 4.
 */
final class Csls {
  /** Neighbours that the means are taken over where nothing else is said. */
  static final int NEIGHBOURS = 10;

  private final double[] left; // [n, d], unit rows
  private final double[] right; // [m, d], unit rows
  private final int d;
  private final int threads;
  private final double[] leftMeans; // [n]
  private final double[] rightMeans; // [m]

  /**
   * A pair of rows of which each is the best for the other.
   *
   * @param left the row of the left matrix
   * @param right the row of the right matrix
   * @param score {@code 2 cos - r - r}, at most 4 in size
   */
  record Match(int left, int right, double score) {}

  private Csls(double[] left, double[] right, int d, int k, int threads) {
    this.left = unit(left, d);
    this.right = unit(right, d);
    this.d = d;
    this.threads = threads;
    this.leftMeans = means(this.left, this.right, d, k, threads);
    this.rightMeans = means(this.right, this.left, d, k, threads);
  }

  /**
   * Prepares the neighbour means of both sides. Rows are brought to length one here; rows of zeros
   * stay zeros. The matrices are not modified.
   *
   * @param left {@code [n, d]} in row-major order, n of at least 1
   * @param right {@code [m, d]}, m of at least 1
   * @param d the width of both, at least 1
   * @param k neighbours of the means, at least 1; all rows where there are fewer
   * @param threads does not change a bit
   */
  static Csls of(double[] left, double[] right, int d, int k, int threads) {
    return new Csls(left, right, d, k, threads);
  }

  /** The mean cosine of each left row to its nearest right rows, {@code [n]}; a copy. */
  double[] leftMeans() {
    return leftMeans.clone();
  }

  /** The mean cosine of each right row to its nearest left rows, {@code [m]}; a copy. */
  double[] rightMeans() {
    return rightMeans.clone();
  }

  /** The score {@code 2 cos - r - r} of a left and a right row. */
  double score(int leftRow, int rightRow) {
    double cosine = Kernels.dot(left, leftRow * d, right, rightRow * d, d);
    return 2 * cosine - leftMeans[leftRow] - rightMeans[rightRow];
  }

  /** All pairs (i, j) with j the best for i and i the best for j, by ascending left row. */
  List<Match> mutual() {
    Best forLeft = new Best(leftMeans.length);
    Best forRight = new Best(rightMeans.length);
    ProductBlocks.visit(
        left,
        right,
        d,
        threads,
        (from, to, cosines) -> {
          int m = rightMeans.length;
          Best columns = new Best(m);
          for (int i = from; i < to; i++) {
            for (int j = 0; j < m; j++) {
              double score = 2 * cosines[(i - from) * m + j] - leftMeans[i] - rightMeans[j];
              forLeft.offer(i, score, j);
              columns.offer(j, score, i);
            }
          }
          forRight.merge(columns);
        });
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < leftMeans.length; i++) {
      int j = forLeft.row[i];
      if (forRight.row[j] == i) {
        matches.add(new Match(i, j, forLeft.score[i]));
      }
    }
    return matches;
  }

  /** The best score seen for each row, and the row of the other side that gave it. */
  private static final class Best {
    final double[] score;
    final int[] row;

    Best(int n) {
      score = new double[n];
      row = new int[n];
      Arrays.fill(score, Double.NEGATIVE_INFINITY);
    }

    void offer(int at, double offered, int from) {
      if (offered > score[at]) {
        score[at] = offered;
        row[at] = from;
      }
    }

    /** Blocks come in any order, so the smaller row of a tie is looked for. */
    synchronized void merge(Best other) {
      for (int at = 0; at < score.length; at++) {
        boolean tie = other.score[at] == score[at] && other.row[at] < row[at];
        if (tie || other.score[at] > score[at]) {
          score[at] = other.score[at];
          row[at] = other.row[at];
        }
      }
    }
  }

  private static double[] unit(double[] rows, int d) {
    double[] unit = rows.clone();
    new UnitRows(new double[d]).apply(unit);
    return unit;
  }

  private static double[] means(double[] x, double[] y, int d, int k, int threads) {
    int m = y.length / d;
    int neighbours = Math.min(k, m);
    double[] means = new double[x.length / d];
    ProductBlocks.visit(
        x,
        y,
        d,
        threads,
        (from, to, cosines) -> {
          double[] largest = new double[neighbours];
          for (int i = from; i < to; i++) {
            means[i] = meanOfLargest(cosines, (i - from) * m, m, largest);
          }
        });
    return means;
  }

  /** The mean of the largest of {@code x[start, start + n)}; {@code largest} is room for them. */
  private static double meanOfLargest(double[] x, int start, int n, double[] largest) {
    int k = largest.length;
    Arrays.fill(largest, Double.NEGATIVE_INFINITY); // descending
    for (int t = start; t < start + n; t++) {
      if (x[t] > largest[k - 1]) {
        int p = k - 1;
        for (; p > 0 && largest[p - 1] < x[t]; p--) {
          largest[p] = largest[p - 1];
        }
        largest[p] = x[t];
      }
    }
    double sum = 0;
    for (double value : largest) {
      sum += value;
    }
    return sum / k;
  }
}
