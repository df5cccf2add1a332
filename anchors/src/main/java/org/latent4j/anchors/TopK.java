package org.latent4j.anchors;

import org.latent4j.error.Require;

/**
 * The k nearest anchors of each row, nearest first: of a similarity those of the largest values, of
 * a distance those of the smallest. Of equal values the smaller column comes first.
 */
public final class TopK {
  private final int rows;
  private final int k;
  private final int[] ids; // [rows, k]
  private final double[] scores; // [rows, k]

  TopK(int rows, int k, int[] ids, double[] scores) {
    this.rows = rows;
    this.k = k;
    this.ids = ids;
    this.scores = scores;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** How many there are for each row. */
  public int k() {
    return k;
  }

  /** The column in place {@code place} (0: the nearest) of a row. */
  public int id(int row, int place) {
    return ids[at(row, place)];
  }

  /** The value in place {@code place} (0: the nearest) of a row. */
  public double score(int row, int place) {
    return scores[at(row, place)];
  }

  /** All columns, {@code [rows, k]} row by row; a copy. */
  public int[] ids() {
    return ids.clone();
  }

  /** All values, {@code [rows, k]} row by row; a copy. */
  public double[] scores() {
    return scores.clone();
  }

  private int at(int row, int place) {
    Require.between("TopK: row", 0, rows - 1L, row);
    Require.between("TopK: place", 0, k - 1L, place);
    return row * k + place;
  }
}
