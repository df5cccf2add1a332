package org.latent4j.metric;

import java.util.Arrays;

/** The one-to-one match of rows and columns of the largest sum. */
final class ColumnMatch {
  private ColumnMatch() {}

  /** The column of each row, or -1 for a row that is left over. */
  static int[] largest(Matrix profit) {
    boolean turn = profit.rows() > profit.columns();
    Matrix a = turn ? profit.transposed() : profit;
    int n = a.rows();
    int m = a.columns();
    double[] u = new double[n + 1];
    double[] v = new double[m + 1];
    int[] p = new int[m + 1];
    int[] way = new int[m + 1];
    for (int i = 1; i <= n; i++) {
      p[0] = i;
      int j0 = 0;
      double[] minv = new double[m + 1];
      Arrays.fill(minv, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[m + 1];
      do {
        used[j0] = true;
        int i0 = p[j0];
        double delta = Double.POSITIVE_INFINITY;
        int j1 = 0;
        for (int j = 1; j <= m; j++) {
          if (!used[j]) {
            double cur = -a.at(i0 - 1, j - 1) - u[i0] - v[j];
            if (cur < minv[j]) {
              minv[j] = cur;
              way[j] = j0;
            }
            if (minv[j] < delta) {
              delta = minv[j];
              j1 = j;
            }
          }
        }
        for (int j = 0; j <= m; j++) {
          if (used[j]) {
            u[p[j]] += delta;
            v[j] -= delta;
          } else {
            minv[j] -= delta;
          }
        }
        j0 = j1;
      } while (p[j0] != 0);
      do {
        int j1 = way[j0];
        p[j0] = p[j1];
        j0 = j1;
      } while (j0 != 0);
    }
    int[] rowOf = new int[n];
    for (int j = 1; j <= m; j++) {
      if (p[j] > 0) {
        rowOf[p[j] - 1] = j - 1;
      }
    }
    if (!turn) {
      return rowOf;
    }
    int[] out = new int[profit.rows()];
    Arrays.fill(out, -1);
    for (int i = 0; i < n; i++) {
      out[rowOf[i]] = i;
    }
    return out;
  }
}
