package org.latent4j.quantize.disentangle;

import java.util.Arrays;

/** The mutual information of latents in 20 bins of equal width and sources as classes. */
final class BinnedInformation {
  private BinnedInformation() {}

  /** {@code [z][s]}, in nats. */
  static double[][] of(Observations data) {
    Labels[] sources = data.labels();
    double[][] out = new double[data.latents().length][sources.length];
    for (int j = 0; j < out.length; j++) {
      Labels latent = Labels.binned(data.latents()[j], Observations.BINS);
      double[] row = out[j];
      Arrays.setAll(row, i -> MutualInformation.plugIn(latent, sources[i]));
    }
    return out;
  }
}
