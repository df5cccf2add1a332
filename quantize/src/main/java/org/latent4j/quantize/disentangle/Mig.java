package org.latent4j.quantize.disentangle;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mutual information gap: how much more the best latent tells of a source than the second, over
 * the source's entropy, on average over the sources.
 *
 * <p>Source: Chen et al. 2018, "Isolating sources of disentanglement in variational autoencoders",
 * arXiv 1802.04942, equation 6; latents in 20 bins as disentanglement_lib.
 */
public final class Mig {
  private Mig() {}

  /**
   * The score, 0 to 1.
   *
   * @param sources {@code [n, s]}, classes of a whole-number type; numbers are put into 20 bins
   * @param latents {@code [n, z]}
   */
  public static double score(INDArray sources, INDArray latents) {
    return score(Observations.of("Mig", sources, latents, false));
  }

  static double score(Observations data) {
    double[][] information = BinnedInformation.of(data);
    int s = data.labels().length;
    double sum = 0;
    for (int i = 0; i < s; i++) {
      double first = 0;
      double second = 0;
      for (double[] row : information) {
        if (row[i] > first) {
          second = first;
          first = row[i];
        } else {
          second = Math.max(second, row[i]);
        }
      }
      double entropy = data.labels()[i].entropy();
      sum += entropy > 0 ? (first - second) / entropy : 0;
    }
    return sum / s;
  }
}
