package org.latent4j.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Cluster centres, prepared for finding the nearest one of many rows. A product in floats leaves of
 * all centres those that can be nearest given its rounding; where these are several, distances in
 * doubles decide. So the answer is that of plain double arithmetic, a row between equal centres
 * going to the smaller one, at the cost of the float product. Close after use.
 */
final class Centres implements AutoCloseable {
  private static final double UNIT = 0x1.0p-24;

  private final int count;
  private final int dimension;
  private final double[] values;
  private final FloatPointer shifted;
  private final float[] halfNorms;
  private double largestNorm;

  /** Takes {@code values [k, d]}, scaled as the rows are. */
  Centres(ClusterRows rows, double[] values) {
    this.dimension = rows.dimension();
    this.count = values.length / dimension;
    this.values = values;
    this.shifted = new FloatPointer((long) count * dimension);
    this.halfNorms = new float[count];
    float[] shift = rows.shift();
    float[] floats = new float[values.length];
    for (int c = 0; c < count; c++) {
      double sum = 0;
      for (int j = 0; j < dimension; j++) {
        double value = values[c * dimension + j] - shift[j];
        floats[c * dimension + j] = (float) value;
        sum += value * value;
      }
      halfNorms[c] = (float) (sum / 2);
      largestNorm = Math.max(largestNorm, Math.sqrt(sum));
    }
    shifted.put(floats);
  }

  /**
   * Writes the nearest centre of each row of [from, to), which the memory has loaded.
   *
   * @param nearest receives the centre of row i at place i
   * @param scores receives half the squared distance less half the squared norm of the shifted row,
   *     nearly
   * @return how many entries of {@code nearest} changed
   */
  int search(
      ClusterRows rows, int from, int to, SearchMemory memory, int[] nearest, float[] scores) {
    int m = to - from;
    memory.multiply(shifted, count, rows.shifted(from), m, dimension);
    memory.findLowest(halfNorms, count, m);
    int changed = 0;
    for (int i = 0; i < m; i++) {
      int best = (int) memory.where[i];
      float margin = margin(rows.norm(from + i));
      scores[from + i] = memory.best[i];
      if (memory.second[i] - memory.best[i] <= margin) {
        best = decide(i, memory.best[i] + margin, memory);
      }
      if (nearest[from + i] != best) {
        nearest[from + i] = best;
        changed++;
      }
    }
    return changed;
  }

  /** Twice the largest error that a score can have. */
  private float margin(float norm) {
    double error = (dimension + 6) * UNIT * largestNorm * (norm + largestNorm);
    return (float) (2 * error * (1 + 0x1.0p-10)) + Float.MIN_NORMAL;
  }

  private int decide(int row, float limit, SearchMemory memory) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < count; c++) {
      if (halfNorms[c] - memory.product(c, row) <= limit) {
        double distance = memory.block.squaredDistance(row, values, c * dimension);
        if (distance < least) {
          least = distance;
          best = c;
        }
      }
    }
    return best;
  }

  /** Writes the nearest centre of every row. */
  void assign(ClusterRows rows, int[] nearest, SearchMemory.Pool pool, int threads) {
    float[] scores = new float[rows.count()];
    Arrays.fill(nearest, -1);
    SingleBlasThread.run(
        () ->
            Parallel.blocks(
                rows.count(),
                pool.blockRows(),
                threads,
                (from, to) -> {
                  SearchMemory memory = pool.take();
                  memory.block.load(from, to);
                  search(rows, from, to, memory, nearest, scores);
                  pool.put(memory);
                }));
  }

  /** The sum over the rows of the squared distance from their centre. */
  double inertia(ClusterRows rows, int[] nearest, int threads) {
    double[] sums = new double[(rows.count() + ClusterRows.BLOCK - 1) / ClusterRows.BLOCK];
    Parallel.blocks(
        rows.count(),
        ClusterRows.BLOCK,
        threads,
        (from, to) -> {
          ClusterRows.Block block = rows.new Block(to - from);
          block.load(from, to);
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += block.squaredDistance(i - from, values, nearest[i] * dimension);
          }
          sums[from / ClusterRows.BLOCK] = sum;
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  @Override
  public void close() {
    shifted.close();
  }
}
