package org.latent4j.kernel;

import org.latent4j.error.Require;

/**
 * The k best of each row, best first: where they stand and how they score. Of equal scores the
 * smaller id comes first.
 */
public final class Ranking {
  private final int rows;
  private final int k;
  private final int[] ids; // [rows, k]
  private final float[] scores; // [rows, k]

  Ranking(int rows, int k, int[] ids, float[] scores) {
    this.rows = rows;
    this.k = k;
    this.ids = ids;
    this.scores = scores;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** How many are kept of each row. */
  public int k() {
    return k;
  }

  /** The id in place {@code place} (0: the best) of row {@code row}. */
  public int id(int row, int place) {
    return ids[index(row, place)];
  }

  /** The score in place {@code place} (0: the best) of row {@code row}. */
  public float score(int row, int place) {
    return scores[index(row, place)];
  }

  /** All ids, {@code [rows, k]} row by row; the array itself, not a copy. */
  public int[] ids() {
    return ids;
  }

  /** All scores, {@code [rows, k]} row by row; the array itself, not a copy. */
  public float[] scores() {
    return scores;
  }

  private int index(int row, int place) {
    Require.between("Ranking: row", 0, rows - 1L, row);
    Require.between("Ranking: place", 0, k - 1L, place);
    return row * k + place;
  }
}
