package org.latent4j.quantize;

import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;

/**
 * The k nearest coded rows of each query, nearest first; of equal scores the smaller id first.
 *
 * @param queries the number of queries
 * @param k how many there are for each, at most the number of rows
 * @param ids {@code [queries, k]} row by row
 * @param scores {@code [queries, k]} row by row: squared distances ascending, or inner products or
 *     cosines descending
 */
public record Neighbors(int queries, int k, int[] ids, float[] scores) {
  /** Checks the sizes. */
  public Neighbors {
    Require.atLeast("Neighbors: queries", 0, queries);
    Require.atLeast("Neighbors: k", 0, k);
    if (ids.length != (long) queries * k || scores.length != ids.length) {
      throw new ShapeException(
          "Neighbors",
          queries + " x " + k + " ids and scores",
          ids.length + " and " + scores.length);
    }
  }

  /** The id in place {@code place} (0: the nearest) for a query. */
  public int id(int query, int place) {
    return ids[index(query, place)];
  }

  /** The score in place {@code place} (0: the nearest) for a query. */
  public float score(int query, int place) {
    return scores[index(query, place)];
  }

  private int index(int query, int place) {
    Require.between("Neighbors: query", 0, queries - 1L, query);
    Require.between("Neighbors: place", 0, k - 1L, place);
    return query * k + place;
  }
}
