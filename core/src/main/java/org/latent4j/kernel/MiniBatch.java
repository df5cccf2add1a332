package org.latent4j.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mini-batch k-means: each step draws rows, assigns them and moves each centre to the mean of all
 * rows that it was ever given.
 *
 * <p>Source: Sculley, "Web-scale k-means clustering", 2010, algorithm 1, with the moves of a batch
 * taken together.
 */
final class MiniBatch {
  private final ClusterRows rows;
  private final KMeans options;
  private final int threads;
  private final long[] taken;
  private double[] values;

  MiniBatch(ClusterRows rows, KMeans options, double[] values, int threads) {
    this.rows = rows;
    this.options = options;
    this.threads = threads;
    this.values = values;
    this.taken = new long[options.clusters()];
  }

  /** Takes {@code options.iterations()} steps and returns the centres. */
  double[] run(RandomStream stream, KMeans.Listener listener, int restart) {
    int size = Math.min(options.batch(), rows.count());
    for (int step = 1; step <= options.iterations(); step++) {
      double[] batch = draw(stream, size);
      double inertia = step(batch, size);
      double share = (double) rows.count() / size;
      listener.iterated(restart, step, share * inertia / (rows.scale() * rows.scale()));
    }
    return values;
  }

  private double[] draw(RandomStream stream, int size) {
    int d = rows.dimension();
    double[] batch = new double[size * d];
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows.row(stream.below(rows.count())), 0, batch, i * d, d);
    }
    return batch;
  }

  private double step(double[] batch, int size) {
    int d = rows.dimension();
    int[] nearest = new int[size];
    double inertia;
    INDArray array = Dense.of(DataType.DOUBLE, batch, size, d);
    try (ClusterRows drawn = new ClusterRows(array, largest(values), false, threads)) {
      double[] scaled = values.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] *= drawn.scale();
      }
      try (Centres centres = new Centres(drawn, scaled);
          SearchMemory.Pool pool = new SearchMemory.Pool(drawn, options.clusters())) {
        centres.assign(drawn, nearest, pool, threads);
        inertia = centres.inertia(drawn, nearest, threads) / (drawn.scale() * drawn.scale());
      }
    }
    array.close();
    move(batch, nearest);
    return inertia;
  }

  static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private void move(double[] batch, int[] nearest) {
    int d = rows.dimension();
    double[] sums = new double[values.length];
    int[] counts = new int[options.clusters()];
    for (int i = 0; i < nearest.length; i++) {
      counts[nearest[i]]++;
      Kernels.axpy(1, batch, i * d, sums, nearest[i] * d, d);
    }
    double[] next = Arrays.copyOf(values, values.length);
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        long all = taken[c] + counts[c];
        for (int j = c * d; j < (c + 1) * d; j++) {
          next[j] = (values[j] * taken[c] + sums[j]) / all;
        }
        taken[c] = all;
      }
    }
    values = options.finish(next, values, rows);
  }
}
