package org.latent4j.metric;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * Retrieval across two spaces of one width: row x_i is the query, the rows of Y are searched by
 * cosine, and y_i is what should be found. Its rank is 1, plus the number of nearer rows, plus half
 * of the number of others that are as near. Not symmetric. Neither side's scale matters.
 *
 * <p>Source: Moschella et al., "Relative representations enable zero-shot latent space
 * communication", 2022, arXiv 2209.15430, section 4.1 (MRR, Jaccard).
 */
public final class CrossRetrieval {
  private CrossRetrieval() {}

  static List<SimilarityIndex> all(IndexOptions options) {
    int k = options.k();
    return List.of(mrr(), mrrAtK(k), top1(), topK(k), crossJaccard(k));
  }

  private static Definition meanOverRanks(String name, DoubleUnaryOperator ofRank) {
    return retrieval(
        name,
        pair -> {
          double sum = 0;
          for (double rank : pair.ranks()) {
            sum += ofRank.applyAsDouble(rank);
          }
          return Value.of(sum / pair.size());
        });
  }

  private static Definition retrieval(String name, Definition.Formula formula) {
    return Definition.similarity(name, 0, 1, "S", formula)
        .with(Trait.ASYMMETRIC)
        .with(Trait.ONE_WIDTH);
  }

  /** {@code mrr}: the mean of 1/rank. */
  public static SimilarityIndex mrr() {
    return meanOverRanks("mrr", rank -> 1 / rank);
  }

  /** {@code mrr-at-k}: the mean of 1/rank, 0 beyond rank k. */
  public static SimilarityIndex mrrAtK(int k) {
    return meanOverRanks("mrr-at-k", rank -> rank <= k ? 1 / rank : 0).fromNeighbours(k);
  }

  /** {@code top-1}: the share of rows of rank 1. */
  public static SimilarityIndex top1() {
    return meanOverRanks("top-1", rank -> rank <= 1 ? 1 : 0);
  }

  /** {@code top-k}: the share of rows of a rank up to k. */
  public static SimilarityIndex topK(int k) {
    return meanOverRanks("top-k", rank -> rank <= k ? 1 : 0).fromNeighbours(k);
  }

  /**
   * {@code cross-jaccard}: the mean Jaccard similarity of the k rows of Y nearest to x_i and the k
   * rows of Y nearest to y_i, y_i itself among them.
   */
  public static SimilarityIndex crossJaccard(int k) {
    return retrieval(
            "cross-jaccard",
            pair -> {
              int[] a = pair.rightNeighboursOfLeft(k);
              int[] b = NearestRows.of(pair.y.unit(), pair.y.unit(), false, k, pair.threads);
              double sum = 0;
              for (int start = 0; start < a.length; start += k) {
                int shared = NeighbourLists.shared(a, b, start, k);
                sum += shared / (double) (2 * k - shared);
              }
              return Value.of(sum / pair.size());
            })
        .fromNeighbours(k);
  }
}
