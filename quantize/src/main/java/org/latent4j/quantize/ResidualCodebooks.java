package org.latent4j.quantize;

import org.latent4j.kernel.Kernels;

/**
 * Stages of codebooks whose centroids add up to a row, and the search for codes: stage by stage the
 * B partial sums of least squared error are kept. By inner products of the row with all centroids
 * and of the centroids with each other, in double. Immutable.
 *
 * <p>Source: Liu, Lu and Qu 2015, "Improved residual vector quantization for high-dimensional
 * approximate nearest neighbor search" (beam search).
 */
final class ResidualCodebooks {
  private final int stages;
  private final int levels;
  private final int width;
  private final double[] centroids; // [stages, levels, width]
  private final double[] products; // [stages levels, stages levels]

  ResidualCodebooks(double[] centroids, int stages, int levels, int width) {
    this.stages = stages;
    this.levels = levels;
    this.width = width;
    this.centroids = centroids;
    int count = stages * levels;
    this.products = new double[Math.multiplyExact(count, count)];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double product = Kernels.dot(centroids, i * width, centroids, j * width, width);
        products[i * count + j] = product;
        products[j * count + i] = product;
      }
    }
  }

  static ResidualCodebooks of(float[] centroids, int stages, int levels) {
    double[] wide = new double[centroids.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = centroids[i];
    }
    return new ResidualCodebooks(wide, stages, levels, centroids.length / stages / levels);
  }

  int stages() {
    return stages;
  }

  int levels() {
    return levels;
  }

  int width() {
    return width;
  }

  /** All centroids {@code [stages, levels, width]}; not to be changed. */
  double[] centroids() {
    return centroids;
  }

  /** Searches codes; for one thread. */
  Coder coder(int beam) {
    return new Coder(beam);
  }

  /** The search for the codes of one row after the other. */
  final class Coder {
    private final int beam;
    private final double[] rowProducts = new double[stages * levels];
    private final double[] candidates = new double[levels];

    private Coder(int beam) {
      this.beam = beam;
    }

    /** Finds the codes of the row {@code x[at, at + width)}: {@code [stages]}. */
    int[] code(double[] x, int at) {
      for (int i = 0; i < rowProducts.length; i++) {
        rowProducts[i] = Kernels.dot(x, at, centroids, i * width, width);
      }
      PartialSums sums = PartialSums.none();
      for (int stage = 0; stage < stages; stage++) {
        sums = extend(sums, stage);
      }
      return sums.best();
    }

    private PartialSums extend(PartialSums before, int stage) {
      PartialSums after = new PartialSums(beam, stage + 1);
      int count = stages * levels;
      int first = stage * levels;
      for (int path = 0; path < before.size(); path++) {
        for (int k = 0; k < levels; k++) {
          int own = (first + k) * count + first + k;
          candidates[k] = before.error(path) + products[own] - 2 * rowProducts[first + k];
        }
        int[] codes = before.codes(path);
        for (int s = 0; s < stage; s++) {
          int row = (s * levels + codes[s]) * count + first;
          Kernels.axpy(2.0, products, row, candidates, 0, levels);
        }
        for (int k = 0; k < levels; k++) {
          after.offer(candidates[k], codes, k);
        }
      }
      return after;
    }
  }
}
