package org.latent4j.quantize.disentangle;

import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The FactorVAE score: how surely the latent that varies least among rows that share the value of a
 * source tells which source that is, by majority vote.
 *
 * <p>Source: Kim and Mnih 2018, "Disentangling by factorising", arXiv 1802.05983, section 4.
 *
 * @param score the accuracy on fresh votes; 0 when no latent is active
 * @param active how many latents have a standard deviation of at least 0.05 and vote
 */
public record FactorVae(double score, int active) {
  private static final int BATCH = 64;
  private static final int TRAINING = 10_000;
  private static final int EVALUATION = 5_000;
  private static final double LEAST = 0.05;

  /**
   * Votes with rows drawn from the given ones.
   *
   * @param sources {@code [n, s]}; numbers are put into 20 bins
   * @param latents {@code [n, z]}, n at least 2
   */
  public static FactorVae of(INDArray sources, INDArray latents, Seed seed) {
    return of(Observations.of("FactorVae", sources, latents, false), seed);
  }

  static FactorVae of(Observations data, Seed seed) {
    int z = data.latents().length;
    double[] variances = new double[z];
    int active = 0;
    for (int j = 0; j < z; j++) {
      double deviation = MutualInformation.deviation(data.latents()[j]);
      double variance = deviation * deviation * data.rows() / Math.max(1, data.rows() - 1);
      variances[j] = Math.sqrt(variance) >= LEAST ? variance : Double.NaN;
      active += variances[j] > 0 ? 1 : 0;
    }
    if (active == 0) {
      return new FactorVae(0, 0);
    }
    RowsByValue rows = new RowsByValue(data.labels());
    int[][] training = votes(data, rows, variances, TRAINING, seed.child("training").stream());
    int[][] fresh = votes(data, rows, variances, EVALUATION, seed.child("evaluation").stream());
    int right = 0;
    for (int j = 0; j < z; j++) {
      int best = 0;
      for (int i = 1; i < training.length; i++) {
        best = training[i][j] > training[best][j] ? i : best;
      }
      right += fresh[best][j];
    }
    return new FactorVae((double) right / EVALUATION, active);
  }

  private static int[][] votes(
      Observations data, RowsByValue rows, double[] variances, int count, RandomStream random) {
    int[][] votes = new int[data.labels().length][variances.length];
    int[] batch = new int[BATCH];
    for (int vote = 0; vote < count; vote++) {
      int source = rows.source(random);
      int first = rows.row(random);
      for (int t = 0; t < BATCH; t++) {
        batch[t] = rows.like(source, first, random);
      }
      votes[source][steadiest(data.latents(), batch, variances)]++;
    }
    return votes;
  }

  private static int steadiest(double[][] latents, int[] batch, double[] variances) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < latents.length; j++) {
      if (Double.isNaN(variances[j])) {
        continue;
      }
      double mean = 0;
      for (int row : batch) {
        mean += latents[j][row] / BATCH;
      }
      double sum = 0;
      for (int row : batch) {
        sum += (latents[j][row] - mean) * (latents[j][row] - mean);
      }
      double share = sum / (BATCH - 1) / variances[j];
      if (best < 0 || share < least) {
        least = share;
        best = j;
      }
    }
    return best;
  }
}
