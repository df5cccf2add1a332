package org.latent4j.metric;

import java.util.List;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * Comparisons of two spaces by the k nearest other rows of each row by cosine. N(i) and N'(i) are
 * these lists in the one and in the other space, nearest first; of equal cosines the smaller row
 * comes first. k is fewer than there are rows. No n x n matrix is held.
 *
 * <p>Source: Klabunde et al., "ReSi: a comprehensive benchmark for representational similarity
 * measures", 2024, arXiv 2408.00531; Wang et al., "Towards understanding the instability of network
 * embedding", 2020 (Jaccard, rank similarity, second-order cosine after Hamilton et al., 2016,
 * arXiv 1606.02821); Huh et al., 2024, arXiv 2405.07987 (mutual, cycle, longest common subsequence,
 * edit).
 */
public final class Neighbourhoods {
  private Neighbourhoods() {}

  static List<SimilarityIndex> all(IndexOptions options) {
    int k = options.k();
    return List.of(
        mutualKnn(k),
        jaccard(k),
        rankSimilarity(k),
        secondOrderCosine(k),
        lcsKnn(k),
        editKnn(k),
        cycleKnn(k));
  }

  /** A figure of one row from its two lists, which begin at {@code start}. */
  @FunctionalInterface
  private interface OfRow {
    double value(int[] a, int[] b, int start);
  }

  private static Definition meanOverRows(String name, int k, OfRow of) {
    return similarity(
        name,
        k,
        pair -> {
          int[] a = pair.x.neighbours(k);
          int[] b = pair.y.neighbours(k);
          double sum = 0;
          for (int start = 0; start < a.length; start += k) {
            sum += of.value(a, b, start);
          }
          return Value.of(sum / pair.size());
        });
  }

  private static Definition similarity(String name, int k, Definition.Formula formula) {
    return Definition.similarity(name, 0, 1, "OPS", formula).fromNeighbours(k);
  }

  /** {@code mutual-knn}: the mean of |N ∩ N'| / k. */
  public static SimilarityIndex mutualKnn(int k) {
    return meanOverRows(
        "mutual-knn", k, (a, b, start) -> NeighbourLists.shared(a, b, start, k) / (double) k);
  }

  /** {@code jaccard}: the mean of |N ∩ N'| / |N ∪ N'|. */
  public static SimilarityIndex jaccard(int k) {
    return meanOverRows(
        "jaccard",
        k,
        (a, b, start) -> {
          int shared = NeighbourLists.shared(a, b, start, k);
          return shared / (double) (2 * k - shared);
        });
  }

  /**
   * {@code rank-similarity}: the mean over rows of Σ 2 / ((1 + |a - b|)(a + b)) over the rows of N
   * ∩ N' with ranks a and b from 1 on, divided by Σ 1/t for t up to |N ∩ N'|; 0 where nothing is
   * shared.
   */
  public static SimilarityIndex rankSimilarity(int k) {
    return meanOverRows(
        "rank-similarity", k, (a, b, start) -> NeighbourLists.rankSimilarity(a, b, start, k));
  }

  /** {@code lcs-knn}: the mean length of the longest common subsequence of N and N', by k. */
  public static SimilarityIndex lcsKnn(int k) {
    return meanOverRows(
        "lcs-knn",
        k,
        (a, b, start) -> NeighbourLists.commonSubsequence(a, b, start, k) / (double) k);
  }

  /** {@code edit-knn}: 1 minus the mean edit distance of N and N', by k. */
  public static SimilarityIndex editKnn(int k) {
    return meanOverRows(
        "edit-knn",
        k,
        (a, b, start) -> 1 - NeighbourLists.editDistance(a, b, start, k) / (double) k);
  }

  /**
   * {@code second-order-cosine}: the mean over rows i of the cosine between the cosine distances of
   * i to the rows of N ∪ N' in the one space and in the other; 0 where all of these are 0 in one of
   * them.
   */
  public static SimilarityIndex secondOrderCosine(int k) {
    return similarity(
        "second-order-cosine",
        k,
        pair -> {
          int[] a = pair.x.neighbours(k);
          int[] b = pair.y.neighbours(k);
          double sum = 0;
          for (int i = 0; i < pair.size(); i++) {
            sum += secondOrder(pair, i, NeighbourLists.union(a, b, i * k, k));
          }
          return Value.of(sum / pair.size());
        });
  }

  private static double secondOrder(Pair pair, int i, int[] rows) {
    double both = 0;
    double left = 0;
    double right = 0;
    for (int j : rows) {
      double u = distance(pair.x.unit(), i, j);
      double v = distance(pair.y.unit(), i, j);
      both += u * v;
      left += u * u;
      right += v * v;
    }
    return left > 0 && right > 0 ? both / (Math.sqrt(left) * Math.sqrt(right)) : 0;
  }

  private static double distance(Matrix unit, int i, int j) {
    double distance = 1 - unit.dot(i, unit, j);
    return distance <= NearestRows.TIE ? 0 : distance;
  }

  /**
   * {@code cycle-knn}: the share of rows i that are in N(j) for some j in N'(i), N in the left and
   * N' in the right space. Not symmetric; a space with itself need not give 1.
   */
  public static SimilarityIndex cycleKnn(int k) {
    return similarity("cycle-knn", k, pair -> cycles(pair, k)).with(Trait.ASYMMETRIC);
  }

  private static Value cycles(Pair pair, int k) {
    int[] a = pair.x.neighbours(k);
    int[] b = pair.y.neighbours(k);
    int count = 0;
    for (int i = 0; i < pair.size(); i++) {
      boolean back = false;
      for (int p = i * k; p < (i + 1) * k && !back; p++) {
        back = NeighbourLists.position(a, b[p] * k, k, i) >= 0;
      }
      count += back ? 1 : 0;
    }
    return Value.of(count / (double) pair.size());
  }
}
