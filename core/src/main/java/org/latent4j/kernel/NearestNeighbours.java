package org.latent4j.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The k nearest rows of a corpus for each query, exactly. Tiles of scores are ranked while they are
 * in the cache: the matrix {@code [n, m]} of all scores is never held. Beside the inputs it takes
 * one float copy of each (two of {@code DOUBLE} ones for squared distances), 4 MB a thread, and up
 * to 256 MB for queries that are the corpus.
 *
 * <p>Scores are computed in {@code FLOAT}; {@code DOUBLE} inputs are rounded. The tiles only choose
 * candidates, with room for their rounding; scores that depend on the two rows alone decide, for
 * distances added up from the differences. Items of equal score are ordered by row number.
 *
 * @param measure what near means
 * @param k how many for each query, at least 1
 * @param threads Java threads to use; does not change a bit
 */
public record NearestNeighbours(Measure measure, int k, int threads) {
  private static final String NAME = "NearestNeighbours";

  /** Queries of a tile; with many rows OpenBLAS packs the corpus less often. */
  private static final int ROWS = 512;

  private static final int COLUMNS = 1024;

  /** Checks the ranges. */
  public NearestNeighbours {
    Require.atLeast(NAME + ": k", 1, k);
    Require.atLeast(NAME + ": threads", 1, threads);
  }

  /**
   * The k nearest rows of {@code corpus} for each row of {@code queries}, nearest first, with the
   * value of the measure.
   *
   * @param queries {@code [n, d]}; n may be 0
   * @param corpus {@code [m, d]}, m of at least k
   * @throws org.latent4j.error.ShapeException when the widths differ
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   * @throws org.latent4j.error.InputException when k exceeds m, or a squared norm 1e37
   */
  public Ranking search(INDArray queries, INDArray corpus) {
    return rank(queries, corpus, false);
  }

  /**
   * The k nearest other rows for each row of {@code x}: row i is not among the neighbours of row i,
   * an equal row is.
   *
   * @param x {@code [n, d]}, n of at least k + 1
   */
  public Ranking within(INDArray x) {
    return rank(x, x, true);
  }

  private Ranking rank(INDArray queries, INDArray corpus, boolean excludeSelf) {
    try (Scorer scorer = Scorer.of(NAME, measure, queries, corpus)) {
      int n = Math.toIntExact(queries.size(0));
      int m = Math.toIntExact(corpus.size(0));
      Require.between(NAME + ": k", 1, excludeSelf ? m - 1L : m, k);
      int[] ids = new int[Math.multiplyExact(n, k)]; // [n, k]
      float[] scores = new float[ids.length]; // [n, k]
      if (SymmetricScan.pays(scorer, n, k)) {
        new SymmetricScan(scorer, n, k, excludeSelf).run(threads, ids, scores);
      } else {
        scan(scorer, n, m, excludeSelf, ids, scores);
      }
      finish(scores);
      return new Ranking(n, k, ids, scores);
    }
  }

  /** From deciding scores to values of the measure. */
  private void finish(float[] scores) {
    for (int t = 0; t < scores.length; t++) {
      float score = measure.similarity() ? scores[t] : 0f - scores[t];
      scores[t] = measure == Measure.COSINE ? Math.max(-1f, Math.min(1f, score)) : score;
    }
  }

  private void scan(Scorer scorer, int n, int m, boolean excludeSelf, int[] ids, float[] scores) {
    // Fewer queries: smaller blocks, so that there is work for some threads.
    int block = Math.max(64, Math.min(ROWS, (n + 7) / 8));
    Parallel.Block task =
        (from, to) -> {
          Best[] best = scanBlock(scorer, from, to, m, excludeSelf);
          for (int row = from; row < to; row++) {
            best[row - from].write(ids, scores, row * k);
          }
        };
    SingleBlasThread.run(() -> Parallel.blocks(n, block, threads, task));
  }

  private Best[] scanBlock(Scorer scorer, int from, int to, int m, boolean excludeSelf) {
    int rows = to - from;
    Best[] best = new Best[rows];
    Scorer.Judge judge = scorer.judge();
    for (int row = 0; row < rows; row++) {
      int query = from + row;
      best[row] = new Best(k, scorer.margin(query), id -> judge.score(query, id));
    }
    int columns = Math.min(COLUMNS, m);
    float[] tile = new float[rows * columns]; // [rows, columns]
    float[] maxima = Best.room();
    try (FloatPointer scratch = new FloatPointer((long) rows * columns)) {
      for (int item = 0; item < m; item += columns) {
        int count = Math.min(columns, m - item);
        scorer.score(from, rows, item, count, scratch, tile);
        for (int row = 0; row < rows; row++) {
          int start = row * count;
          int self = excludeSelf ? from + row : -1;
          best[row].offer(tile, start, start + count, item, self, maxima);
        }
      }
    }
    return best;
  }
}
