package org.latent4j.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A measure between all rows of two matrices, written out. */
public final class Pairwise {
  private static final int ROWS = 512;
  private static final int COLUMNS = 1024;
  private static final String NAME = "Pairwise";

  /** Distances below this many margins of their rounding are added up from the differences. */
  private static final float CLOSE = 1000;

  private Pairwise() {}

  /**
   * The measure between each row of {@code x} and each row of {@code y}: similarities for {@link
   * Measure#COSINE} and {@link Measure#INNER_PRODUCT}, distances for the others. Squared distances
   * of close rows are added up from the differences, so that they do not drown in rounding. See
   * {@link NearestNeighbours} where only the nearest are wanted.
   *
   * @param measure what is measured
   * @param x {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, finite; d at least 1; squared norms
   *     up to 1e37
   * @param y {@code [m, d]} of the same type
   * @param threads Java threads to use; does not change a bit
   * @return {@code [n, m]} of the type of the inputs
   * @throws org.latent4j.error.ShapeException when the widths differ
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   * @throws InputException when the types differ, or for a squared norm above 1e37
   */
  public static INDArray between(Measure measure, INDArray x, INDArray y, int threads) {
    if (x.dataType() != y.dataType()) {
      throw new InputException(NAME, "equal types", x.dataType() + " and " + y.dataType());
    }
    if (x.dataType() == DataType.DOUBLE) {
      Scorer.check(NAME, x, y);
      return DoublePairwise.between(NAME, measure, x, y, threads);
    }
    return floats(measure, x, y, threads);
  }

  private static INDArray floats(Measure measure, INDArray x, INDArray y, int threads) {
    try (Scorer scorer = Scorer.of(NAME, measure, x, y)) {
      int n = Math.toIntExact(x.size(0));
      int m = Math.toIntExact(y.size(0));
      INDArray out = Dense.zeros(DataType.FLOAT, n, m);
      if (n > 0 && m > 0) {
        FloatPointer target = new FloatPointer(Dense.address(out));
        boolean euclidean = measure == Measure.SQUARED_EUCLIDEAN;
        Parallel.Block task =
            (from, to) -> {
              for (int item = 0; item < m; item += COLUMNS) {
                int count = Math.min(COLUMNS, m - item);
                float[] tile = tile(scorer, from, to, item, count, euclidean);
                for (int row = from; row < to; row++) {
                  target.getPointer((long) row * m + item).put(tile, (row - from) * count, count);
                }
              }
            };
        SingleBlasThread.run(() -> Parallel.blocks(n, ROWS, threads, task));
      }
      return out;
    }
  }

  private static float[] tile(
      Scorer scorer, int from, int to, int item, int count, boolean euclidean) {
    float[] tile = new float[(to - from) * count]; // [to - from, count]
    try (FloatPointer scratch = new FloatPointer(tile.length)) {
      scorer.score(from, to - from, item, count, scratch, tile);
    }
    Scorer.Judge judge = scorer.judge();
    for (int t = 0; t < tile.length; t++) {
      int query = from + t / count;
      tile[t] = scorer.value(query, tile[t]);
      if (euclidean && tile[t] < CLOSE * scorer.margin(query)) {
        tile[t] = 0f - judge.score(query, item + t % count);
      }
    }
    return tile;
  }
}
