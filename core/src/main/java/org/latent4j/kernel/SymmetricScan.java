package org.latent4j.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The nearest rows of a matrix to its own rows, where a score counts for both rows of a pair: only
 * the tiles on and above the diagonal are computed. Rows of a tile are searched as always; its
 * columns are searched row by row, each value against the threshold of its column.
 *
 * <p>The order in which threads get at a row's best ones varies, what comes out does not: the
 * deciding scores are those of the pairs, and the k best of a set do not depend on its order.
 */
final class SymmetricScan {
  private static final int ROWS = 512;

  /** Most memory for what is kept of all rows. */
  private static final long MOST_BYTES = 1L << 28;

  private final Scorer scorer;
  private final int n;
  private final boolean excludeSelf;
  private final Best[][] best; // one array for each block of rows, which is also its lock

  SymmetricScan(Scorer scorer, int n, int k, boolean excludeSelf) {
    this.scorer = scorer;
    this.n = n;
    this.excludeSelf = excludeSelf;
    this.best = new Best[(n + ROWS - 1) / ROWS][];
    for (int block = 0; block < best.length; block++) {
      Scorer.Judge judge = scorer.judge();
      Best[] rows = new Best[Math.min(ROWS, n - block * ROWS)];
      for (int row = 0; row < rows.length; row++) {
        int query = block * ROWS + row;
        rows[row] = new Best(k, scorer.margin(query), id -> judge.score(query, id));
      }
      best[block] = rows;
    }
  }

  /** Whether it can be used, saves work and fits into memory. */
  static boolean pays(Scorer scorer, int n, int k) {
    return scorer.symmetric() && n >= 2 * ROWS && n * (2L * k + 80) * Long.BYTES <= MOST_BYTES;
  }

  /** Writes the k best of each row, {@code [n, k]}. */
  void run(int threads, int[] ids, float[] scores) {
    int blocks = best.length;
    SingleBlasThread.run(
        () -> {
          // First the diagonal: it gives every row a threshold.
          Parallel.blocks(blocks, 1, threads, (from, to) -> scanDiagonal(from));
          // Then one strip above it at a time: long ones first, so that the threads end together.
          Parallel.blocks(blocks, 1, threads, (from, to) -> scanStrip(from));
        });
    Parallel.blocks(
        blocks,
        1,
        threads,
        (block, to) -> {
          int k = ids.length / n;
          for (int row = 0; row < best[block].length; row++) {
            best[block][row].write(ids, scores, (block * ROWS + row) * k);
          }
        });
  }

  private void scanDiagonal(int block) {
    try (Room room = new Room()) {
      scan(block, block, room);
    }
  }

  private void scanStrip(int block) {
    try (Room room = new Room()) {
      for (int other = block + 1; other < best.length; other++) {
        scan(block, other, room);
      }
    }
  }

  /** What one thread needs to work on tiles. */
  private static final class Room implements AutoCloseable {
    private final FloatPointer scratch = new FloatPointer((long) ROWS * ROWS);
    private final float[] tile = new float[ROWS * ROWS]; // [rows, columns]
    private final float[] thresholds = new float[ROWS]; // [columns]
    private final float[] maxima = Best.room();

    @Override
    public void close() {
      scratch.close();
    }
  }

  private void scan(int block, int other, Room room) {
    int rows = best[block].length;
    int columns = best[other].length;
    scorer.score(block * ROWS, rows, other * ROWS, columns, room.scratch, room.tile);
    synchronized (best[block]) {
      for (int row = 0; row < rows; row++) {
        int self = excludeSelf ? block * ROWS + row : -1;
        int start = row * columns;
        best[block][row].offer(room.tile, start, start + columns, other * ROWS, self, room.maxima);
      }
    }
    if (block != other) {
      synchronized (best[other]) {
        scanColumns(best[other], block * ROWS, rows, room);
      }
    }
  }

  private static void scanColumns(Best[] targets, int firstId, int rows, Room room) {
    int columns = targets.length;
    for (int column = 0; column < columns; column++) {
      room.thresholds[column] = targets[column].threshold();
    }
    Primitives loops = Kernels.primitives();
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      int column = loops.nextAbove(room.tile, start, room.thresholds, 0, columns);
      while (column < columns) {
        targets[column].offer(room.tile[start + column], firstId + row);
        room.thresholds[column] = targets[column].threshold();
        column = loops.nextAbove(room.tile, start, room.thresholds, column + 1, columns);
      }
    }
  }
}
