package org.latent4j.quantize;

import java.util.Arrays;
import org.latent4j.Seed;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Clustering;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.KMeans;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A codebook of moving averages: a count N and a sum m of rows a code, of which the vectors are
 * {@code m / ((N + eps) / (sum N + K eps) sum N)}.
 *
 * <p>Source: van den Oord et al. 2017, arXiv 1711.00937, appendix A.
 */
final class MovingCodebook {
  private static final int START_ITERATIONS = 10;

  private final VqQuantization settings;
  private final int d;
  private final double[] vectors; // [K, d], shared with the training
  private final double[] counts; // [K]
  private final double[] sums; // [K, d]

  MovingCodebook(VqQuantization settings, int d, double[] vectors) {
    this.settings = settings;
    this.d = d;
    this.vectors = vectors;
    this.counts = new double[settings.codes()];
    this.sums = vectors.clone();
    Arrays.fill(counts, 1);
  }

  double[] counts() {
    return counts;
  }

  double[] sums() {
    return sums;
  }

  void resume(double[] clusterSize, double[] embedAverage) {
    if (clusterSize.length != counts.length || embedAverage.length != sums.length) {
      throw new ShapeException(
          "VqTraining: moving averages",
          counts.length + " counts and " + sums.length + " sums",
          clusterSize.length + " and " + embedAverage.length);
    }
    System.arraycopy(clusterSize, 0, counts, 0, counts.length);
    System.arraycopy(embedAverage, 0, sums, 0, sums.length);
  }

  /**
   * Starts from random rows of a batch, moved by Lloyd's iteration where there are enough of them;
   * the counts and sums are then those of the clusters.
   */
  void cluster(Batch batch, Seed seed) {
    int codes = counts.length;
    double[] start = new double[vectors.length];
    int[] chosen = choose(batch.n(), codes, seed.stream());
    for (int k = 0; k < codes; k++) {
      System.arraycopy(batch.values(), chosen[k] * d, start, k * d, d);
    }
    if (batch.n() >= codes) {
      INDArray x = batch.doubles();
      Clustering found =
          KMeans.of(codes)
              .withIterations(START_ITERATIONS)
              .withSpherical(settings.cosine())
              .withEmptyClusters(KMeans.EmptyClusters.KEEP)
              .fit(x, Dense.of(start, codes, d), seed.value(), Threads.all());
      start = Dense.doubles(found.centroids());
      int[] sizes = found.counts();
      Arrays.setAll(counts, k -> Math.max(1, sizes[k]));
    }
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = start[i];
      sums[i] = start[i] * counts[i / d];
    }
  }

  /** Moves counts and sums to those of a batch, and the vectors after them. */
  void update(Batch batch, int[] codes) {
    double keep = settings.decay();
    double[] found = new double[counts.length];
    double[] added = new double[sums.length];
    for (int row = 0; row < batch.n(); row++) {
      found[codes[row]]++;
      for (int i = 0; i < d; i++) {
        added[codes[row] * d + i] += batch.values()[row * d + i];
      }
    }
    for (int k = 0; k < counts.length; k++) {
      counts[k] = keep * counts[k] + (1 - keep) * found[k];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = keep * sums[i] + (1 - keep) * added[i];
    }
    place();
  }

  private void place() {
    double total = Arrays.stream(counts).sum();
    double epsilon = settings.epsilon();
    for (int k = 0; k < counts.length; k++) {
      double smoothed = (counts[k] + epsilon) / (total + counts.length * epsilon) * total;
      for (int i = k * d; i < (k + 1) * d; i++) {
        vectors[i] = smoothed == 0 ? vectors[i] : sums[i] / smoothed;
      }
    }
    if (settings.cosine()) {
      System.arraycopy(UnitRows.of(vectors, d, 1).values(), 0, vectors, 0, vectors.length);
    }
  }

  /** Codes whose count is below the threshold take random rows of the batch. */
  void replaceDead(Batch batch, RandomStream random) {
    double threshold = settings.deadThreshold();
    int dead = (int) Arrays.stream(counts).filter(count -> count < threshold).count();
    if (dead == 0) {
      return;
    }
    int[] rows = choose(batch.n(), dead, random);
    int next = 0;
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] < threshold) {
        int row = rows[next++];
        counts[k] = threshold;
        for (int i = 0; i < d; i++) {
          vectors[k * d + i] = batch.values()[row * d + i];
          sums[k * d + i] = threshold * vectors[k * d + i];
        }
      }
    }
  }

  /** Distinct rows; with repeats only where there are too few. */
  private static int[] choose(int n, int wanted, RandomStream random) {
    if (wanted <= n) {
      return Arrays.copyOf(random.permutation(n), wanted);
    }
    int[] rows = new int[wanted];
    Arrays.setAll(rows, i -> random.below(n));
    return rows;
  }
}
