package org.latent4j.quantize.disentangle;

import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LogisticModel;
import org.latent4j.kernel.LogisticRegression;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The BetaVAE score: how often a linear classifier tells, from the mean absolute difference of 64
 * pairs of latents that share the value of a source, which source that is.
 *
 * <p>Source: Higgins et al. 2017, "beta-VAE: learning basic visual concepts with a constrained
 * variational framework", appendix A.4.
 */
public final class BetaVae {
  private static final int BATCH = 64;
  private static final int TRAINING = 10_000;
  private static final int EVALUATION = 5_000;
  private static final LogisticRegression MODEL = new LogisticRegression(1, 1000, 1e-6);

  private BetaVae() {}

  /**
   * The accuracy on fresh pairs, 0 to 1.
   *
   * @param sources {@code [n, s]}, s at least 2; numbers are put into 20 bins
   * @param latents {@code [n, z]}
   */
  public static double score(INDArray sources, INDArray latents, Run run) {
    return score(Observations.of("BetaVae", sources, latents, false), run);
  }

  static double score(Observations data, Run run) {
    int s = data.labels().length;
    if (s < 2) {
      throw new org.latent4j.error.InputException("BetaVae", "at least 2 sources", s + " source");
    }
    RowsByValue rows = new RowsByValue(data.labels());
    int[] labels = new int[TRAINING];
    INDArray x = // [training, z]
        differences(data, rows, labels, run.seed().child("training").stream());
    LogisticModel model = MODEL.fit(x, labels, s, run.threads());
    int[] asked = new int[EVALUATION];
    INDArray fresh = // [evaluation, z]
        differences(data, rows, asked, run.seed().child("evaluation").stream());
    double[] shares = Dense.doubles(model.probabilities(fresh));
    int right = 0;
    for (int i = 0; i < EVALUATION; i++) {
      int best = 0;
      for (int c = 1; c < s; c++) {
        best = shares[i * s + c] > shares[i * s + best] ? c : best;
      }
      right += best == asked[i] ? 1 : 0;
    }
    return (double) right / EVALUATION;
  }

  private static INDArray differences(
      Observations data, RowsByValue rows, int[] labels, RandomStream random) {
    double[][] latents = data.latents();
    int z = latents.length;
    double[] out = new double[labels.length * z];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.source(random);
      for (int t = 0; t < BATCH; t++) {
        int left = rows.row(random);
        int right = rows.like(labels[i], left, random);
        for (int j = 0; j < z; j++) {
          out[i * z + j] += Math.abs(latents[j][left] - latents[j][right]) / BATCH;
        }
      }
    }
    return Dense.of(out, labels.length, z);
  }
}
