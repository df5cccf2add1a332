package org.latent4j.quantize.disentangle;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Separated attribute predictability: how much better the best latent alone predicts a source than
 * the second, on average over the sources. Sources that are numbers are predicted by squared
 * correlation on all rows, classes by a linear support vector machine that learns from the first
 * two thirds of the rows and is tested on the rest.
 *
 * <p>Source: Kumar et al. 2018, "Variational inference of disentangled latent concepts from
 * unlabeled observations", arXiv 1711.00848, section 3.
 */
public final class Sap {
  private static final double LEAST_VARIANCE = 1e-12;

  private Sap() {}

  /**
   * The score, 0 to 1.
   *
   * @param sources {@code [n, s]}, numbers of {@code FLOAT} or {@code DOUBLE}, else classes
   * @param latents {@code [n, z]}
   */
  public static double score(INDArray sources, INDArray latents) {
    return score(Observations.of("Sap", sources, latents, false));
  }

  static double score(Observations data) {
    int z = data.latents().length;
    int s = data.sources().length;
    double[][] scores = data.continuous() ? correlations(data) : accuracies(data);
    double sum = 0;
    for (int i = 0; i < s; i++) {
      double first = Double.NEGATIVE_INFINITY;
      double second = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < z; j++) {
        double score = scores[i][j];
        second = Math.max(second, Math.min(first, score));
        first = Math.max(first, score);
      }
      sum += z > 1 ? first - second : first;
    }
    return sum / s;
  }

  private static double[][] correlations(Observations data) {
    double[][] out = new double[data.sources().length][data.latents().length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] = correlation(data.latents()[j], data.sources()[i]);
      }
    }
    return out;
  }

  private static double correlation(double[] latent, double[] source) {
    int n = latent.length;
    double a = 0;
    double b = 0;
    for (int row = 0; row < n; row++) {
      a += latent[row] / n;
      b += source[row] / n;
    }
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int row = 0; row < n; row++) {
      aa += (latent[row] - a) * (latent[row] - a);
      bb += (source[row] - b) * (source[row] - b);
      ab += (latent[row] - a) * (source[row] - b);
    }
    double variance = aa / (n - 1);
    return variance > LEAST_VARIANCE && bb > 0 ? ab * ab / (aa * bb) : 0;
  }

  private static double[][] accuracies(Observations data) {
    Split split = Split.of(data.rows());
    Observations training = split.trainingOf(data);
    Observations test = split.testOf(data);
    double[][] out = new double[data.sources().length][data.latents().length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out[i].length; j++) {
        SupportVectors machine = SupportVectors.of(training.latents()[j], training.labels()[i]);
        out[i][j] = machine.accuracy(test.latents()[j], test.labels()[i]);
      }
    }
    return out;
  }
}
