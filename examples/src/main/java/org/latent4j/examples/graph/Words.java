package org.latent4j.examples.graph;

import org.latent4j.SparseRows;
import org.latent4j.kernel.RandomStream;

/** The sparse inputs of the first layer {@code [n, w]}, whole or with words dropped. */
final class Words {
  private final long columns;
  private final long[] starts;
  private final int[] indices;
  private final double[] values;
  private final Product whole;

  /** The words of papers. */
  Words(SparseRows rows) {
    this.columns = rows.columns();
    this.starts = new long[(int) rows.rows() + 1];
    for (int row = 0; row < starts.length; row++) {
      starts[row] = rows.start(row);
    }
    this.indices = new int[(int) rows.nonZeros()];
    this.values = new double[indices.length];
    for (int at = 0; at < indices.length; at++) {
      indices[at] = rows.column(at);
      values[at] = rows.value(at);
    }
    this.whole = Product.of(SparseRows.of(columns, starts, indices, values));
  }

  /** All words. */
  Product whole() {
    return whole;
  }

  /** The words that a dropout leaves. */
  Product dropped(Dropout dropout, RandomStream random) {
    double[] left = dropout.factors(values.length, random);
    for (int at = 0; at < left.length; at++) {
      left[at] *= values[at];
    }
    return Product.of(SparseRows.of(columns, starts, indices, left));
  }
}
