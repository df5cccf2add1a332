package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * k-means clustering: k centres that nearly minimise the sum of squared distances of the rows from
 * their nearest one. Lloyd's iteration or mini-batches, Euclidean or spherical, from k-means++ or
 * given centres, with restarts. Same data, options and seed give the same bits for any number of
 * threads.
 *
 * <p>Rows are assigned as in double arithmetic, whatever their type; a row between equal centres
 * goes to the smaller one. Memory: one float for each value beside the data.
 *
 * <p>Source: Lloyd, "Least squares quantization in PCM", 1982; Dhillon and Modha, "Concept
 * decompositions for large sparse text data using clustering", 2001 (spherical).
 *
 * @param clusters k, at least 1 and at most the number of rows
 * @param iterations at most this many iterations, or exactly this many mini-batches; at least 1
 * @param tolerance Lloyd stops when the centres' squared movement in total is at most this share of
 *     the mean variance of the columns; 0: only when no assignment changes
 * @param restarts runs from different starts, of which the one of least inertia is kept; at least 1
 * @param batch rows of a mini-batch; 0: Lloyd on all rows
 * @param spherical whether rows and centres count by direction alone: both are divided by their
 *     norm, so that the nearest centre is the one of largest cosine. A row of zeros stays zero.
 * @param emptyClusters what becomes of a centre that no row is nearest to
 */
public record KMeans(
    int clusters,
    int iterations,
    double tolerance,
    int restarts,
    int batch,
    boolean spherical,
    EmptyClusters emptyClusters) {
  private static final String NAME = "KMeans";

  /** What becomes of a centre that no row is nearest to. */
  public enum EmptyClusters {
    /** It moves to the row that is farthest from its own centre. */
    REPAIR,
    /** It stays where it is. */
    KEEP
  }

  /** Is told of each iteration, on the calling thread. */
  @FunctionalInterface
  public interface Listener {
    /**
     * An iteration was done.
     *
     * @param restart from 0
     * @param iteration from 1
     * @param inertia the sum of squared distances before the centres moved, nearly; for
     *     mini-batches as extrapolated from the batch
     */
    void iterated(int restart, int iteration, double inertia);
  }

  /** Checks the ranges. */
  public KMeans {
    Require.atLeast(NAME + ": clusters", 1, clusters);
    Require.atLeast(NAME + ": iterations", 1, iterations);
    Require.notNegative(NAME + ": tolerance", tolerance);
    Require.atLeast(NAME + ": restarts", 1, restarts);
    Require.atLeast(NAME + ": batch", 0, batch);
  }

  /** Lloyd, at most 300 iterations, until nothing changes, one start, empty clusters repaired. */
  public static KMeans of(int clusters) {
    return new KMeans(clusters, 300, 0, 1, 0, false, EmptyClusters.REPAIR);
  }

  /** The same with another limit of iterations. */
  public KMeans withIterations(int limit) {
    return new KMeans(clusters, limit, tolerance, restarts, batch, spherical, emptyClusters);
  }

  /** The same with another tolerance. */
  public KMeans withTolerance(double share) {
    return new KMeans(clusters, iterations, share, restarts, batch, spherical, emptyClusters);
  }

  /** The same with another number of restarts. */
  public KMeans withRestarts(int count) {
    return new KMeans(clusters, iterations, tolerance, count, batch, spherical, emptyClusters);
  }

  /** The same with mini-batches of {@code rows}; 0: Lloyd on all rows. */
  public KMeans withBatch(int rows) {
    return new KMeans(clusters, iterations, tolerance, restarts, rows, spherical, emptyClusters);
  }

  /** The same with or without regard to the norms of the rows. */
  public KMeans withSpherical(boolean only) {
    return new KMeans(clusters, iterations, tolerance, restarts, batch, only, emptyClusters);
  }

  /** The same with another treatment of empty clusters. */
  public KMeans withEmptyClusters(EmptyClusters treatment) {
    return new KMeans(clusters, iterations, tolerance, restarts, batch, spherical, treatment);
  }

  /** Clusters the rows of {@code x} without telling anyone; see the method with a listener. */
  public Clustering fit(INDArray x, long seed, int threads) {
    return fit(x, seed, threads, (restart, iteration, inertia) -> {});
  }

  /**
   * Clusters the rows of {@code x} from k-means++ starts.
   *
   * @param x {@code [n, d]}, n at least k, d at least 1
   * @param seed restart i takes the i-th child of it
   * @param threads at least 1
   * @throws ShapeException when {@code x} is not a matrix with columns
   * @throws InputException when there are fewer rows than clusters
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public Clustering fit(INDArray x, long seed, int threads, Listener listener) {
    check(x, threads);
    try (ClusterRows rows = new ClusterRows(x, 0, spherical, threads)) {
      Clustering best = null;
      for (int restart = 0; restart < restarts; restart++) {
        RandomStream stream = new RandomStream(child(seed, restart));
        double[] start = chosen(rows, new PlusPlus(rows, stream, threads).choose(clusters));
        Clustering found = run(rows, x.dataType(), start, stream, threads, listener, restart);
        best = best == null || found.inertia() < best.inertia() ? found : best;
      }
      if (best == null) {
        throw new IllegalStateException("no restart out of " + restarts);
      }
      return best;
    }
  }

  /** Clusters {@code rows} rows of {@code columns} floats in row-major order. */
  public Clustering fit(float[] values, int rows, int columns, long seed, int threads) {
    return fit(Dense.of(values, rows, columns), seed, threads);
  }

  /**
   * Clusters the rows of {@code x} from given centres, once, whatever {@code restarts} says.
   *
   * @param initial {@code [k, d]}, of either type
   * @param seed seed of the mini-batches; of no effect without
   * @throws ShapeException when {@code initial} is not [k, d]; otherwise as the method without it
   */
  public Clustering fit(INDArray x, INDArray initial, long seed, int threads, Listener listener) {
    check(x, threads);
    Require.matrix(NAME + ": initial", initial, x.size(1));
    if (initial.size(0) != clusters) {
      throw new ShapeException(
          NAME + ": initial",
          "[" + clusters + ", " + x.size(1) + "]",
          Arrays.toString(initial.shape()));
    }
    Finite.require(NAME + ": initial", initial);
    double[] start = Dense.doubles(initial);
    double largest = MiniBatch.largest(start);
    try (ClusterRows rows = new ClusterRows(x, largest, spherical, threads)) {
      scale(start, spherical ? ClusterRows.scale(largest) : rows.scale());
      RandomStream stream = new RandomStream(child(seed, 0));
      return run(rows, x.dataType(), finish(start, start, rows), stream, threads, listener, 0);
    }
  }

  /** Clusters the rows of {@code x} from given centres; see the method with a listener. */
  public Clustering fit(INDArray x, INDArray initial, long seed, int threads) {
    return fit(x, initial, seed, threads, (restart, iteration, inertia) -> {});
  }

  /** The rows that k-means++ chooses to start from, in the order of the choice. */
  public int[] start(INDArray x, long seed, int threads) {
    check(x, threads);
    try (ClusterRows rows = new ClusterRows(x, 0, spherical, threads)) {
      return new PlusPlus(rows, new RandomStream(child(seed, 0)), threads).choose(clusters);
    }
  }

  /**
   * For each row of {@code x [n, d]} the nearest of {@code centroids [k, d]} in Euclidean distance,
   * as in double arithmetic; of equal ones the smaller. n may be 0.
   */
  public static int[] assign(INDArray x, INDArray centroids, int threads) {
    String operation = NAME + ".assign";
    Require.matrix(operation, x, -1);
    Require.matrix(operation + ": centroids", centroids, x.size(1));
    Require.atLeast(operation + ": threads", 1, threads);
    Require.atLeast(operation + ": centroids", 1, centroids.size(0));
    Finite.require(operation, x);
    Finite.require(operation + ": centroids", centroids);
    int[] nearest = new int[Math.toIntExact(x.size(0))];
    if (nearest.length == 0 || x.size(1) == 0) {
      return nearest;
    }
    double[] values = Dense.doubles(centroids);
    double largest = MiniBatch.largest(values);
    try (ClusterRows rows = new ClusterRows(x, largest, false, threads)) {
      scale(values, rows.scale());
      int k = Math.toIntExact(centroids.size(0));
      try (Centres centres = new Centres(rows, values);
          SearchMemory.Pool pool = new SearchMemory.Pool(rows, k)) {
        centres.assign(rows, nearest, pool, threads);
      }
    }
    return nearest;
  }

  private void check(INDArray x, int threads) {
    Require.matrix(NAME, x, -1);
    Require.atLeast(NAME + ": threads", 1, threads);
    Require.atLeast(NAME + ": columns", 1, x.size(1));
    if (x.size(0) < clusters) {
      throw new InputException(
          NAME, "at least " + clusters + " rows for as many clusters", x.size(0) + " rows");
    }
    Finite.require(NAME, x);
  }

  private Clustering run(
      ClusterRows rows,
      DataType type,
      double[] start,
      RandomStream stream,
      int threads,
      Listener listener,
      int restart) {
    try (SearchMemory.Pool pool = new SearchMemory.Pool(rows, clusters)) {
      if (batch == 0) {
        Lloyd lloyd = new Lloyd(rows, this, start, pool, threads);
        lloyd.run(listener, restart);
        return found(rows, type, lloyd, lloyd.iterations(), threads, restart);
      }
      MiniBatch miniBatch = new MiniBatch(rows, this, start, threads);
      Lloyd lloyd = new Lloyd(rows, this, miniBatch.run(stream, listener, restart), pool, threads);
      lloyd.settle();
      return found(rows, type, lloyd, iterations, threads, restart);
    }
  }

  private Clustering found(
      ClusterRows rows, DataType type, Lloyd lloyd, int done, int threads, int restart) {
    int[] nearest = lloyd.nearest();
    double squared = rows.scale() * rows.scale();
    try (Centres centres = new Centres(rows, lloyd.values())) {
      double inertia = centres.inertia(rows, nearest, threads) / squared;
      double[] values = lloyd.values().clone();
      scale(values, 1 / rows.scale());
      INDArray centroids = Dense.of(type, values, clusters, rows.dimension());
      return new Clustering(centroids, nearest, inertia, done, restart);
    }
  }

  /** Makes centres of means: of unit norm where spherical, and as precise as the rows are. */
  double[] finish(double[] means, double[] former, ClusterRows rows) {
    int d = rows.dimension();
    for (int c = 0; spherical && c < clusters; c++) {
      double norm = Math.sqrt(Kernels.dot(means, c * d, means, c * d, d));
      for (int j = c * d; j < (c + 1) * d; j++) {
        means[j] = norm == 0 ? former[j] : means[j] / norm;
      }
    }
    for (int i = 0; !rows.isDouble() && i < means.length; i++) {
      means[i] = (float) means[i];
    }
    return means;
  }

  private double[] chosen(ClusterRows rows, int[] chosen) {
    int d = rows.dimension();
    double[] values = new double[clusters * d];
    for (int c = 0; c < clusters; c++) {
      System.arraycopy(rows.row(chosen[c]), 0, values, c * d, d);
    }
    return finish(values, values, rows);
  }

  private static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  /** The i-th child of a seed, as {@code org.latent4j.Seed} defines it. */
  private static long child(long seed, long i) {
    return RandomStream.mix(
        RandomStream.mix(seed + 2 * RandomStream.GAMMA) + i * RandomStream.GAMMA);
  }
}
