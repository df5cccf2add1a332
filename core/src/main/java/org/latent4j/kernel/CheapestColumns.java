package org.latent4j.kernel;

import java.util.Arrays;

/**
 * The columns that an assignment of n rows needs: each row's n + 1 cheapest. The other rows take n
 * - 1 columns at most, so every row finds a free one among them that is no dearer than any other,
 * and its price of 0 also bounds what the row pays for a column that was left out. Worth while
 * where the rows prefer the same few columns, which is also where the search for paths is slow.
 */
final class CheapestColumns {
  private CheapestColumns() {}

  /** The columns to keep, ascending; none where leaving the others out does not pay. */
  static int[] of(double[][] costs, int m) {
    int wanted = costs.length + 1;
    if (wanted > m / 2) {
      return new int[0];
    }
    boolean[] kept = new boolean[m];
    int count = 0;
    for (int i = 0; i < costs.length; i++) {
      count += keep(costs[i], m, wanted, kept);
      if (count > m / 2) {
        return new int[0];
      }
    }
    int[] columns = new int[count];
    int next = 0;
    for (int j = 0; j < m; j++) {
      if (kept[j]) {
        columns[next++] = j;
      }
    }
    return columns;
  }

  /** Marks a row's cheapest columns, of equal ones the first, and returns how many were new. */
  private static int keep(double[] row, int m, int wanted, boolean[] kept) {
    double[] sorted = row.clone();
    Arrays.sort(sorted);
    double dearest = sorted[wanted - 1];
    int left = wanted;
    for (int t = 0; t < wanted && sorted[t] < dearest; t++) {
      left--;
    }
    int count = 0;
    for (int j = 0; j < m; j++) {
      boolean equal = row[j] == dearest && left > 0;
      left -= equal ? 1 : 0;
      if ((row[j] < dearest || equal) && !kept[j]) {
        kept[j] = true;
        count++;
      }
    }
    return count;
  }

  /** Only the given columns of a row. */
  static double[] select(double[] row, int[] columns) {
    double[] out = new double[columns.length];
    for (int t = 0; t < columns.length; t++) {
      out[t] = row[columns[t]];
    }
    return out;
  }
}
