package org.latent4j.quantize;

import org.latent4j.kernel.CodeColumns;
import org.latent4j.kernel.Kernels;

/**
 * Estimates by tables of one query: for each position what each of its codes adds. They are those
 * of the reconstructed rows: the cosine too, by the norms of the reconstructions.
 *
 * <p>Source: Jégou, Douze and Schmid, "Product quantization for nearest neighbor search", 2011
 * (asymmetric distances).
 *
 * @param metric makes the tables
 * @param dimension the width of queries
 * @param similarity what is estimated
 * @param fast whether tables are rounded to 8 bits, see {@link FastScanTables}
 */
record TableScan(SliceMetric metric, int dimension, Similarity similarity, boolean fast) {
  /** Lays rows out for many queries. */
  ScanPlan plan(CodeMatrix codes) {
    int n = Math.toIntExact(codes.rows());
    CodeColumns columns = CodeColumns.of(codes.bytes(), n, codes.space().bytesPerRow());
    float[] norms = new float[0];
    if (similarity == Similarity.COSINE) {
      norms = new float[n];
      norms(codes, 0, n, norms);
    }
    float[] all = norms;
    return query -> estimates(columns, all, query);
  }

  private RowEstimates estimates(CodeColumns columns, float[] norms, float[] query) {
    SliceTables tables = tables(query);
    RowEstimates sums;
    if (fast) {
      FastScanTables rounded = FastScanTables.of(tables);
      sums =
          (from, to, out) ->
              columns.sumNibbles(rounded.tables(), rounded.base(), rounded.step(), from, to, out);
    } else {
      float[] exact = tables.byBytes();
      sums = (from, to, out) -> columns.sum(exact, 0, from, to, out);
    }
    if (similarity != Similarity.COSINE) {
      return sums;
    }
    float length = length(query);
    return (from, to, out) -> {
      sums.write(from, to, out);
      divide(out, to - from, norms, from, length);
    };
  }

  /** A scanner of rows as they lie. */
  Scanner scanner(float[] query, CodeSpace space, String operation) {
    if (fast) {
      return (codes, from, to, out) ->
          plan(CodedRows.check(operation, codes, space).slice(from, to))
              .estimates(query)
              .write(0, to - from, out);
    }
    SliceTables tables = tables(query);
    float[] exact = tables.byBytes();
    float length = length(query);
    return (codes, from, to, out) -> {
      CodedRows.check(operation, codes, space);
      org.latent4j.error.Require.between(operation + ": to", from, codes.rows(), to);
      SliceTables.sum(exact, tables.width(), codes.bytes(), 0, from, to, out);
      if (similarity == Similarity.COSINE) {
        float[] norms = new float[to - from];
        norms(codes, from, to, norms);
        divide(out, to - from, norms, 0, length);
      }
    };
  }

  /** The tables of a query; for the cosine those of the inner product. */
  SliceTables tables(float[] query) {
    return metric.tables(query, similarity == Similarity.L2 ? Similarity.L2 : Similarity.DOT);
  }

  /** Norms of the reconstructed rows: their distances from zero. */
  private void norms(CodeMatrix codes, int from, int to, float[] out) {
    SliceTables squares = metric.tables(new float[dimension], Similarity.L2);
    SliceTables.sum(squares.byBytes(), squares.width(), codes.bytes(), 0, from, to, out);
    for (int i = 0; i < to - from; i++) {
      out[i] = (float) Math.sqrt(out[i]);
    }
  }

  /** From inner products to cosines; 0 where a norm is 0. */
  static void divide(float[] products, int count, float[] norms, int first, float length) {
    for (int i = 0; i < count; i++) {
      float norm = norms[first + i] * length;
      products[i] = norm == 0 ? 0 : products[i] / norm;
    }
  }

  /** The norm of a query. */
  static float length(float[] query) {
    return (float) Math.sqrt(Kernels.dotInDouble(query, 0, query, 0, query.length));
  }
}
