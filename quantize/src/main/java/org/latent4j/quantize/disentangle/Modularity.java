package org.latent4j.quantize.disentangle;

import org.latent4j.error.InputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How much each latent tells of one source only, by the squares of binned mutual information.
 *
 * <p>Source: Ridgeway and Mozer 2018, "Learning deep disentangled embeddings with the F-statistic
 * loss", arXiv 1802.05312, section 3.
 */
public final class Modularity {
  private Modularity() {}

  /**
   * The score, 0 to 1; a latent that tells nothing counts 0.
   *
   * @param sources {@code [n, s]}, s at least 2; numbers are put into 20 bins
   * @param latents {@code [n, z]}
   */
  public static double score(INDArray sources, INDArray latents) {
    return score(Observations.of("Modularity", sources, latents, false));
  }

  static double score(Observations data) {
    int s = data.labels().length;
    if (s < 2) {
      throw new InputException("Modularity", "at least 2 sources", s + " source");
    }
    double sum = 0;
    double[][] information = BinnedInformation.of(data);
    for (double[] row : information) {
      double most = 0;
      double all = 0;
      for (double value : row) {
        most = Math.max(most, value * value);
        all += value * value;
      }
      sum += most > 0 ? 1 - (all - most) / (most * (s - 1)) : 0;
    }
    return sum / information.length;
  }
}
