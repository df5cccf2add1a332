package org.latent4j.kernel;

import java.util.Arrays;

/**
 * Lloyd's iteration: every row goes to its nearest centre, every centre to the mean of its rows.
 *
 * <p>The rows are cut into segments that do not depend on the number of threads; each adds up its
 * own sums, which are then combined in order.
 */
final class Lloyd {
  private final ClusterRows rows;
  private final KMeans options;
  private final SearchMemory.Pool pool;
  private final int threads;
  private final int segmentRows;
  private final double[][] sums;
  private final int[][] counts;
  private final int[] changes;
  private final float[] scores;
  private final int[] nearest;
  private double[] values;
  private int iterations;

  /**
   * Starts from centres {@code values [k, d]}, scaled as the rows are.
   *
   * @param values taken over
   */
  Lloyd(ClusterRows rows, KMeans options, double[] values, SearchMemory.Pool pool, int threads) {
    this.rows = rows;
    this.pool = pool;
    this.options = options;
    this.threads = threads;
    this.values = values;
    int n = rows.count();
    int k = options.clusters();
    // Sums take k rows of memory for each segment: no more of it than a quarter of the data.
    int most = Math.max(1, Math.min(32, n / (4 * Math.max(k, ClusterRows.BLOCK))));
    int block = pool.blockRows();
    this.segmentRows = ((n + most - 1) / most + block - 1) / block * block;
    int segments = (n + segmentRows - 1) / segmentRows;
    this.sums = new double[segments][k * rows.dimension()];
    this.counts = new int[segments][k];
    this.changes = new int[segments];
    this.scores = new float[n];
    this.nearest = new int[n];
    Arrays.fill(nearest, -1);
  }

  double[] values() {
    return values;
  }

  int[] nearest() {
    return nearest;
  }

  int iterations() {
    return iterations;
  }

  /** Iterates until the options say stop; the assignments are then those to the last centres. */
  void run(KMeans.Listener listener, int restart) {
    double enough = options.tolerance() * variance();
    while (iterations < options.iterations()) {
      try (Centres centres = new Centres(rows, values)) {
        int changed = assign(centres);
        iterations++;
        listener.iterated(restart, iterations, inertia() / (rows.scale() * rows.scale()));
        combine();
        boolean repaired = options.emptyClusters() == KMeans.EmptyClusters.REPAIR && repair();
        if (changed == 0 && !repaired) {
          return;
        }
      }
      double[] next = means();
      double movement = squaredDifference(values, next);
      values = next;
      if (movement <= enough && options.tolerance() > 0) {
        break;
      }
    }
    try (Centres centres = new Centres(rows, values)) {
      centres.assign(rows, nearest, pool, threads);
    }
  }

  /** Assigns all rows to the centres as they are; empty ones move first where they are repaired. */
  void settle() {
    int[] before;
    boolean repaired;
    try (Centres centres = new Centres(rows, values)) {
      assign(centres);
      combine();
      before = counts[0].clone();
      repaired = options.emptyClusters() == KMeans.EmptyClusters.REPAIR && repair();
    }
    if (!repaired) {
      return;
    }
    int d = rows.dimension();
    double[] next = values.clone();
    for (int c = 0; c < before.length; c++) {
      if (before[c] == 0 && counts[0][c] > 0) {
        System.arraycopy(sums[0], c * d, next, c * d, d);
      }
    }
    values = options.finish(next, values, rows);
    try (Centres centres = new Centres(rows, values)) {
      centres.assign(rows, nearest, pool, threads);
    }
  }

  /** Moves every row to its nearest centre and adds the rows of each segment up. */
  private int assign(Centres centres) {
    SingleBlasThread.run(
        () ->
            Parallel.blocks(
                rows.count(),
                segmentRows,
                threads,
                (from, to) -> assign(centres, from, to, from / segmentRows)));
    int changed = 0;
    for (int change : changes) {
      changed += change;
    }
    return changed;
  }

  private void assign(Centres centres, int from, int to, int segment) {
    int d = rows.dimension();
    int block = pool.blockRows();
    double[] sum = sums[segment];
    int[] count = counts[segment];
    Arrays.fill(sum, 0);
    Arrays.fill(count, 0);
    int changed = 0;
    SearchMemory memory = pool.take();
    for (int start = from; start < to; start += block) {
      int end = Math.min(to, start + block);
      memory.block.load(start, end);
      changed += centres.search(rows, start, end, memory, nearest, scores);
      for (int i = start; i < end; i++) {
        count[nearest[i]]++;
        memory.block.addTo(i - start, sum, nearest[i] * d);
      }
    }
    pool.put(memory);
    changes[segment] = changed;
  }

  /** Adds the other segments to the first, in order. */
  private void combine() {
    for (int s = 1; s < sums.length; s++) {
      Kernels.axpy(1, sums[s], 0, sums[0], 0, sums[0].length);
      for (int c = 0; c < counts[0].length; c++) {
        counts[0][c] += counts[s][c];
      }
    }
  }

  /**
   * Gives each empty cluster the row that is farthest from its centre (of equal ones the first),
   * unless that row is alone in its cluster or lies on its centre.
   */
  private boolean repair() {
    boolean repaired = false;
    for (int c = 0; c < options.clusters(); c++) {
      if (counts[0][c] == 0) {
        int row = farthest();
        if (row < 0 || !move(row, c)) {
          return repaired;
        }
        repaired = true;
      }
    }
    return repaired;
  }

  private int farthest() {
    int farthest = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      double distance = scores[i] + 0.5 * rows.norm(i) * rows.norm(i);
      if (distance > most && counts[0][nearest[i]] > 1) {
        most = distance;
        farthest = i;
      }
    }
    return farthest;
  }

  private boolean move(int row, int cluster) {
    int d = rows.dimension();
    int former = nearest[row];
    ClusterRows.Block block = rows.new Block(1);
    block.load(row, row + 1);
    if (block.squaredDistance(0, values, former * d) == 0) {
      return false;
    }
    double[] exact = rows.row(row);
    Kernels.axpy(-1, exact, 0, sums[0], former * d, d);
    Kernels.axpy(1, exact, 0, sums[0], cluster * d, d);
    counts[0][former]--;
    counts[0][cluster]++;
    nearest[row] = cluster;
    // It now lies on its centre, so it is not taken again.
    scores[row] = Float.NEGATIVE_INFINITY;
    return true;
  }

  /** The means of the clusters; an empty one keeps its centre. */
  private double[] means() {
    int d = rows.dimension();
    double[] means = values.clone();
    for (int c = 0; c < counts[0].length; c++) {
      if (counts[0][c] > 0) {
        for (int j = 0; j < d; j++) {
          means[c * d + j] = sums[0][c * d + j] / counts[0][c];
        }
      }
    }
    return options.finish(means, values, rows);
  }

  private double inertia() {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += 2.0 * scores[i] + (double) rows.norm(i) * rows.norm(i);
    }
    return Math.max(0, sum);
  }

  /** Mean over the columns of their variance. */
  private double variance() {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += (double) rows.norm(i) * rows.norm(i);
    }
    return sum / scores.length / rows.dimension();
  }

  private static double squaredDifference(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
