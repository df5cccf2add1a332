package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learns a {@link ProductQuantizer}: k-means on each slice of the columns, from k-means++ starts.
 * At most 256 rows a centroid are used, drawn by the seed; fewer than 39 a centroid are warned of
 * through the run's progress.
 *
 * <p>Source: Jégou, Douze and Schmid, "Product quantization for nearest neighbor search", 2011.
 *
 * @param positions m, the number of slices; must divide the width of the rows
 * @param bits of a code: 4 or 8
 * @param iterations of Lloyd at most, at least 1
 * @param similarity what a search with the quantizer estimates
 */
public record ProductQuantization(int positions, int bits, int iterations, Similarity similarity)
    implements Estimator<ProductQuantizer> {
  private static final String NAME = "ProductQuantization";

  /** Checks the ranges. */
  public ProductQuantization {
    Require.atLeast(NAME + ": positions", 1, positions);
    checkBits(NAME + ": bits", bits);
    Require.atLeast(NAME + ": iterations", 1, iterations);
  }

  /** 25 iterations, squared distances. */
  public static ProductQuantization of(int positions, int bits) {
    return new ProductQuantization(positions, bits, 25, Similarity.L2);
  }

  /**
   * Learns the codebooks.
   *
   * @throws InputException for fewer rows than codes, and when the positions do not divide d
   */
  @Override
  public ProductQuantizer fit(INDArray x, Run run) {
    INDArray rows = TrainingRows.of(NAME + ".fit", x, 1 << bits, run);
    checkWidth(NAME + ".fit", rows.size(1), positions);
    Codebooks books =
        CodebookTraining.run("pq", rows, positions, 1 << bits, iterations, null, run.child("pq"));
    rows.close();
    return new ProductQuantizer(books, similarity, false);
  }

  static void checkBits(String name, int bits) {
    if (bits != 4 && bits != 8) {
      throw new InputException(name, "4 or 8", Integer.toString(bits));
    }
  }

  static void checkWidth(String operation, long width, int positions) {
    if (width % positions != 0) {
      throw new InputException(
          operation, "a width divisible by the " + positions + " positions", width + " columns");
    }
  }
}
