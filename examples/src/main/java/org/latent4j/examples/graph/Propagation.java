package org.latent4j.examples.graph;

import org.latent4j.SparseRows;

/**
 * The matrix by which a graph convolution mixes neighbours: D^-1/2 (A + I) D^-1/2, where D holds
 * the row sums of A + I.
 *
 * <p>Source: Kipf and Welling 2016, arXiv 1609.02907, equation 2.
 */
final class Propagation {
  private Propagation() {}

  /**
   * The matrix for a graph, {@code [n, n]}, {@code DOUBLE}, symmetric.
   *
   * @param links {@code [n, n]}, symmetric, without loops, no value below 0
   */
  static SparseRows of(SparseRows links) {
    int n = (int) links.rows();
    double[] roots = new double[n]; // of the degrees with the loop
    for (int row = 0; row < n; row++) {
      double degree = 1;
      for (int at = links.start(row); at < links.start(row + 1L); at++) {
        degree += links.value(at);
      }
      roots[row] = Math.sqrt(degree);
    }
    long[] starts = new long[n + 1];
    int[] columns = new int[Math.toIntExact(links.nonZeros() + n)];
    double[] values = new double[columns.length];
    int count = 0;
    for (int row = 0; row < n; row++) {
      int at = links.start(row);
      int end = links.start(row + 1L);
      boolean looped = false;
      while (at < end || !looped) {
        boolean loop = !looped && (at == end || links.column(at) > row);
        int column = loop ? row : links.column(at);
        columns[count] = column;
        values[count++] = (loop ? 1 : links.value(at)) / (roots[row] * roots[column]);
        looped |= loop;
        at += loop ? 0 : 1;
      }
      starts[row + 1] = count;
    }
    return SparseRows.of(n, starts, columns, values);
  }
}
