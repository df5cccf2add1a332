package org.latent4j.examples.graph;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.latent4j.SparseRows;

/** Puts the columns of every row of a CSR matrix in order, as Python's files need not have them. */
final class RowOrder {
  private RowOrder() {}

  /**
   * The matrix with ascending columns.
   *
   * @throws org.latent4j.error.InputException for starts that do not ascend, a column twice in a
   *     row or outside
   */
  static SparseRows sorted(long columns, long[] starts, int[] indices, double[] values) {
    int[] sortedIndices = indices.clone();
    double[] sortedValues = values.clone();
    for (int row = 0; row + 1 < starts.length; row++) {
      long from = starts[row];
      long to = starts[row + 1];
      boolean usable = from >= 0 && from <= to && to <= Math.min(indices.length, values.length);
      if (!usable) {
        break; // SparseRows says what is wrong
      }
      int[] order =
          IntStream.range((int) from, (int) to)
              .boxed()
              .sorted(Comparator.comparingInt(at -> indices[at]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i = 0; i < order.length; i++) {
        sortedIndices[(int) from + i] = indices[order[i]];
        sortedValues[(int) from + i] = values[order[i]];
      }
    }
    return SparseRows.of(columns, starts, sortedIndices, sortedValues);
  }
}
