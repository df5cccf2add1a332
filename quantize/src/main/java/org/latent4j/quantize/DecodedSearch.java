package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Similarities to the reconstructed rows, which are decoded: for what no faster way is there.
 *
 * @param quantizer decodes
 * @param similarity what is computed
 */
public record DecodedSearch(Quantizer quantizer, Similarity similarity) {
  private static final String NAME = "DecodedSearch";

  /**
   * The k nearest rows of each query, nearest first; of equal ones the smaller id.
   *
   * @param queries {@code [q, dimension]}; q may be 0
   * @param k at least 1; where it exceeds the number of rows, all are returned
   */
  public Neighbors search(INDArray queries, CodeMatrix codes, int k) {
    float[][] rows = CodeSearch.queries(NAME + ".search", queries, quantizer.dimension());
    return CodeSearch.nearest(NAME + ".search", plan(codes), similarity, rows, codes.rows(), k);
  }

  /** The similarities of all rows to each query {@code [q, n]}. */
  public INDArray estimates(INDArray queries, CodeMatrix codes) {
    float[][] rows = CodeSearch.queries(NAME + ".estimates", queries, quantizer.dimension());
    return CodeSearch.all(NAME + ".estimates", plan(codes), rows, codes.rows());
  }

  /** Decodes all rows once. */
  ScanPlan plan(CodeMatrix codes) {
    int d = Math.toIntExact(quantizer.dimension());
    float[] rows = Dense.floats(quantizer.reconstruct(codes)); // [n, d]
    return query -> {
      float length = TableScan.length(query);
      return (from, to, out) -> {
        for (int i = from; i < to; i++) {
          out[i - from] = one(rows, i * d, query, length);
        }
      };
    };
  }

  /** Decodes what it is given. */
  Scanner scanner(float[] query) {
    return (codes, from, to, out) ->
        plan(codes.slice(from, to)).estimates(query).write(0, to - from, out);
  }

  private float one(float[] rows, int at, float[] query, float length) {
    int d = query.length;
    if (similarity == Similarity.L2) {
      return Kernels.squaredEuclidean(query, 0, rows, at, d);
    }
    float product = Kernels.dot(query, 0, rows, at, d);
    if (similarity == Similarity.DOT) {
      return product;
    }
    float norm = length * (float) Math.sqrt(Kernels.dotInDouble(rows, at, rows, at, d));
    return norm == 0 ? 0 : product / norm;
  }
}
