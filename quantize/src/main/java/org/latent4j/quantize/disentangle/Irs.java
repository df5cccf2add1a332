package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The interventional robustness score: how little a latent moves while its source stays, against
 * how far it moves at all.
 *
 * <p>Source: Suter et al. 2019, "Robustly disentangled causal mechanisms", arXiv 1811.00007,
 * section 4; the 99th percentile as disentanglement_lib.
 */
public final class Irs {
  private static final double SHARE = 0.99;

  private Irs() {}

  /**
   * The score, at most 1; latents that are constant do not count, and when all are it is 0.
   *
   * @param sources {@code [n, s]}; numbers are put into 20 bins
   * @param latents {@code [n, z]}
   */
  public static double score(INDArray sources, INDArray latents) {
    return score(Observations.of("Irs", sources, latents, false));
  }

  static double score(Observations data) {
    double sum = 0;
    double weights = 0;
    for (double[] latent : data.latents()) {
      if (!(MutualInformation.deviation(latent) > 0)) {
        continue;
      }
      double mean = mean(latent);
      double most = Arrays.stream(latent).map(value -> Math.abs(value - mean)).max().orElse(0);
      double best = Double.NEGATIVE_INFINITY;
      for (Labels source : data.labels()) {
        best = Math.max(best, 1 - deviation(latent, source) / most);
      }
      sum += most * best;
      weights += most;
    }
    return weights > 0 ? sum / weights : 0;
  }

  /** The mean over the classes of the percentile of distances from the mean of the class. */
  private static double deviation(double[] latent, Labels source) {
    double[][] groups = new double[source.count()][];
    int[] sizes = source.sizes();
    Arrays.setAll(groups, c -> new double[sizes[c]]);
    int[] filled = new int[sizes.length];
    for (int i = 0; i < latent.length; i++) {
      int c = source.codes()[i];
      groups[c][filled[c]++] = latent[i];
    }
    double sum = 0;
    int present = 0;
    for (double[] group : groups) {
      if (group.length > 0) {
        double mean = mean(group);
        double[] distances = Arrays.stream(group).map(v -> Math.abs(v - mean)).sorted().toArray();
        sum += Quantile.of(distances, SHARE);
        present++;
      }
    }
    return sum / present;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
