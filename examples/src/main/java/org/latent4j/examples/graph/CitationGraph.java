package org.latent4j.examples.graph;

import java.util.Arrays;
import java.util.List;
import org.latent4j.SparseRows;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;

/**
 * Papers, the words they use, who cites whom, and the field of each.
 *
 * @param words {@code [n, w]}, one row a paper, n at least 1 and w 1 to 2^20
 * @param links {@code [n, n]}, symmetric, without loops, 1 where one cites the other
 * @param fields of the papers, n numbers in [0, n)
 * @param names of the papers, n, all different
 */
public record CitationGraph(SparseRows words, SparseRows links, int[] fields, List<String> names) {
  private static final long MOST_WORDS = 1 << 20;

  /** Copies the fields and names, checks sizes and ranges. */
  public CitationGraph {
    fields = fields.clone();
    names = List.copyOf(names);
    Require.between("CitationGraph: words", 1, MOST_WORDS, words.columns());
    Require.atLeast("CitationGraph: papers", 1, words.rows());
    long[] counts = {links.rows(), links.columns(), fields.length, names.size()};
    for (long count : counts) {
      if (count != words.rows()) {
        throw new ShapeException(
            "CitationGraph",
            "links [n, n], n fields and n names for n = " + words.rows() + " papers",
            Arrays.toString(counts));
      }
    }
    for (int i = 0; i < fields.length; i++) {
      Require.between("CitationGraph: field of row " + i, 0, fields.length - 1L, fields[i]);
    }
  }

  /**
   * A graph of links that may point one way.
   *
   * @param citations {@code [n, n]}; any value but 0 is a link, loops are left out
   */
  public static CitationGraph of(
      SparseRows words, SparseRows citations, int[] fields, List<String> names) {
    return new CitationGraph(words, symmetric(citations), fields, names);
  }

  /** The number of papers, n. */
  public int size() {
    return fields.length;
  }

  /** The number of pairs that are linked. */
  public long edges() {
    return links.nonZeros() / 2;
  }

  /** The number of fields: the largest and one more. */
  public int classes() {
    return Arrays.stream(fields).max().orElse(0) + 1;
  }

  private static SparseRows symmetric(SparseRows citations) {
    if (citations.rows() != citations.columns()) {
      throw new ShapeException(
          "CitationGraph.of: links",
          "[n, n]",
          "[" + citations.rows() + ", " + citations.columns() + "]");
    }
    SparseRows back = citations.transposed();
    int n = (int) citations.rows();
    long[] starts = new long[n + 1];
    int[] columns = new int[Math.toIntExact(2 * citations.nonZeros())];
    int count = 0;
    for (int row = 0; row < n; row++) {
      int a = citations.start(row);
      int b = back.start(row);
      int endA = citations.start(row + 1L);
      int endB = back.start(row + 1L);
      while (a < endA || b < endB) {
        int left = a < endA ? citations.column(a) : n;
        int right = b < endB ? back.column(b) : n;
        int next = Math.min(left, right);
        boolean linked = left == next && citations.value(a) != 0;
        linked |= right == next && back.value(b) != 0;
        a += left == next ? 1 : 0;
        b += right == next ? 1 : 0;
        if (linked && next != row) {
          columns[count++] = next;
        }
      }
      starts[row + 1] = count;
    }
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return SparseRows.of(n, starts, Arrays.copyOf(columns, count), ones);
  }
}
