package org.latent4j.metric;

import java.util.Arrays;

/**
 * Comparisons of two lists of k neighbours each, nearest first, that lie in flat arrays from the
 * same position on.
 */
final class NeighbourLists {
  private NeighbourLists() {}

  /**
   * The position in {@code lists[start, start + k)} of a row, counted from {@code start}, or -1.
   */
  static int position(int[] lists, int start, int k, int row) {
    for (int p = 0; p < k; p++) {
      if (lists[start + p] == row) {
        return p;
      }
    }
    return -1;
  }

  /** How many rows are in both lists. */
  static int shared(int[] a, int[] b, int start, int k) {
    int count = 0;
    for (int p = start; p < start + k; p++) {
      count += position(b, start, k, a[p]) >= 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * Σ 2 / ((1 + |a - b|)(a + b)) over shared rows of ranks a and b, by Σ 1/t, t up to their number.
   */
  static double rankSimilarity(int[] a, int[] b, int start, int k) {
    double sum = 0;
    double most = 0;
    int shared = 0;
    for (int p = 0; p < k; p++) {
      int q = position(b, start, k, a[start + p]);
      if (q >= 0) {
        sum += 2.0 / ((1 + Math.abs(p - q)) * (p + q + 2.0));
        shared++;
        most += 1.0 / shared;
      }
    }
    return shared == 0 ? 0 : sum / most;
  }

  /** The length of the longest common subsequence. */
  static int commonSubsequence(int[] a, int[] b, int start, int k) {
    int[] above = new int[k + 1];
    for (int p = 0; p < k; p++) {
      int[] row = new int[k + 1];
      for (int q = 0; q < k; q++) {
        row[q + 1] = a[start + p] == b[start + q] ? above[q] + 1 : Math.max(above[q + 1], row[q]);
      }
      above = row;
    }
    return above[k];
  }

  /** The edit distance of Levenshtein: insertions, deletions and replacements. */
  static int editDistance(int[] a, int[] b, int start, int k) {
    int[] above = new int[k + 1];
    Arrays.setAll(above, q -> q);
    for (int p = 0; p < k; p++) {
      int[] row = new int[k + 1];
      row[0] = p + 1;
      for (int q = 0; q < k; q++) {
        int replaced = above[q] + (a[start + p] == b[start + q] ? 0 : 1);
        row[q + 1] = Math.min(replaced, 1 + Math.min(above[q + 1], row[q]));
      }
      above = row;
    }
    return above[k];
  }

  /** The rows of both lists without repetition: all of the first, then the rest of the second. */
  static int[] union(int[] a, int[] b, int start, int k) {
    int[] out = Arrays.copyOf(Arrays.copyOfRange(a, start, start + k), 2 * k);
    int count = k;
    for (int p = start; p < start + k; p++) {
      if (position(a, start, k, b[p]) < 0) {
        out[count] = b[p];
        count++;
      }
    }
    return Arrays.copyOf(out, count);
  }
}
