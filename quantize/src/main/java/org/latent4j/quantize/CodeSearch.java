package org.latent4j.quantize;

import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.Ranking;
import org.latent4j.kernel.TopK;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scans all rows for each query; the queries are shared among threads. */
final class CodeSearch {
  private CodeSearch() {}

  /** The k nearest rows by a plan, best first, of equal ones the smaller id. */
  static Neighbors nearest(
      String operation, ScanPlan plan, Similarity similarity, float[][] queries, long rows, int k) {
    Require.atLeast(operation + ": k", 1, k);
    int n = Math.toIntExact(rows);
    int kept = Math.min(k, n);
    int[] ids = new int[Math.multiplyExact(queries.length, kept)]; // [q, kept]
    float[] scores = new float[ids.length]; // [q, kept]
    if (kept > 0) {
      Parallel.blocks(
          queries.length,
          1,
          Threads.all(),
          (from, to) -> {
            float[] all = scan(operation, plan, queries[from], n);
            Ranking ranking =
                similarity.isDistance()
                    ? TopK.smallest(all, n, kept, 1)
                    : TopK.largest(all, n, kept, 1);
            System.arraycopy(ranking.ids(), 0, ids, from * kept, kept);
            System.arraycopy(ranking.scores(), 0, scores, from * kept, kept);
          });
    }
    return new Neighbors(queries.length, kept, ids, scores);
  }

  /** All estimates {@code [q, n]}. */
  static INDArray all(String operation, ScanPlan plan, float[][] queries, long rows) {
    int n = Math.toIntExact(rows);
    float[] out = new float[Math.multiplyExact(queries.length, n)]; // [q, n]
    Parallel.blocks(
        queries.length,
        1,
        Threads.all(),
        (from, to) ->
            System.arraycopy(scan(operation, plan, queries[from], n), 0, out, from * n, n));
    return Dense.of(out, queries.length, n);
  }

  /** The rows of a finite matrix of that width, as floats. */
  static float[][] queries(String operation, INDArray queries, long width) {
    Finite.require(operation, Require.matrix(operation, queries, width));
    float[][] rows = new float[Math.toIntExact(queries.size(0))][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Dense.floats(queries, i, i + 1L);
    }
    return rows;
  }

  /** A copy of a finite query of that width. */
  static float[] query(String operation, float[] query, long width) {
    if (query.length != width) {
      throw new org.latent4j.error.ShapeException(
          operation, "[" + width + "]", "[" + query.length + "]");
    }
    return Finite.require(operation, query, Math.max(1, query.length)).clone();
  }

  private static float[] scan(String operation, ScanPlan plan, float[] query, int n) {
    float[] out = new float[n]; // [n]
    plan.estimates(query).write(0, n, out);
    for (int i = 0; i < n; i++) {
      if (!Float.isFinite(out[i])) {
        throw new InputException(
            operation, "finite estimates", out[i] + " for row " + i + " (values too large)");
      }
    }
    return out;
  }
}
