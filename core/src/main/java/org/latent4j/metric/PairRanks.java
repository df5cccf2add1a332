package org.latent4j.metric;

/**
 * Ranks of paired rows in retrieval by cosine: 1, plus the rows that are nearer, plus half of the
 * others that are as near. So a space whose rows are all equal gives (n + 1) / 2 and not 1.
 */
final class PairRanks {
  private PairRanks() {}

  /** The rank of row i of {@code items} for row i of {@code queries}; both unit rows. */
  static double[] of(Matrix queries, Matrix items, int threads) {
    double[] out = new double[queries.rows()];
    RowProducts.visit(
        queries,
        items,
        threads,
        (i, cosines, start) -> {
          double own = cosines[start + i];
          int nearer = 0;
          int tied = -1; // the row itself
          for (int j = 0; j < items.rows(); j++) {
            double difference = cosines[start + j] - own;
            if (difference > NearestRows.TIE) {
              nearer++;
            } else if (difference >= -NearestRows.TIE) {
              tied++;
            }
          }
          out[i] = 1 + nearer + tied / 2.0;
        });
    return out;
  }
}
