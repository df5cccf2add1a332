package org.latent4j.quantize.disentangle;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LogisticModel;
import org.latent4j.kernel.LogisticRegression;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a linear classifier reads each source from the latents: the area under its ROC curve,
 * one class against the rest, on average over classes and sources. It learns from the first two
 * thirds of the rows and is tested on the rest.
 *
 * <p>Source: Ridgeway and Mozer 2018, arXiv 1802.05312, section 3; logistic regression with C = 1
 * on standardised latents as disentanglement_lib.
 */
public final class ExplicitnessAuc {
  private static final LogisticRegression MODEL = new LogisticRegression(1, 1000, 1e-6);

  private ExplicitnessAuc() {}

  /**
   * The score, 0.5 for chance, 1 at best.
   *
   * @param sources {@code [n, s]}; numbers are put into 20 bins
   * @param latents {@code [n, z]}, n at least 2
   * @param threads at least 1; does not change a bit
   */
  public static double score(INDArray sources, INDArray latents, int threads) {
    return score(Observations.of("ExplicitnessAuc", sources, latents, false), threads);
  }

  static double score(Observations data, int threads) {
    Split split = Split.of(data.rows());
    Observations training = split.trainingOf(data);
    Observations test = split.testOf(data);
    INDArray x = standardised(training, training); // [training, z]
    INDArray seen = standardised(test, training); // [test, z]
    double sum = 0;
    for (int i = 0; i < data.labels().length; i++) {
      int classes = data.labels()[i].count();
      LogisticModel model = MODEL.fit(x, training.labels()[i].codes(), classes, threads);
      double[] shares = Dense.doubles(model.probabilities(seen));
      sum += areas(shares, test.labels()[i]);
    }
    return sum / data.labels().length;
  }

  /** The latents less the means of others, over their deviations. */
  private static INDArray standardised(Observations data, Observations by) {
    int z = data.latents().length;
    double[] out = new double[data.rows() * z];
    for (int j = 0; j < z; j++) {
      double mean = 0;
      for (double value : by.latents()[j]) {
        mean += value / by.rows();
      }
      double deviation = MutualInformation.deviation(by.latents()[j]);
      for (int row = 0; row < data.rows(); row++) {
        double difference = data.latents()[j][row] - mean;
        out[row * z + j] = deviation > 0 ? difference / deviation : 0;
      }
    }
    return Dense.of(out, data.rows(), z);
  }

  /** The mean area over the classes that some but not all rows have; 0.5 where there are none. */
  private static double areas(double[] shares, Labels labels) {
    double sum = 0;
    int counted = 0;
    int[] sizes = labels.sizes();
    for (int c = 0; c < labels.count(); c++) {
      if (sizes[c] == 0 || sizes[c] == labels.rows()) {
        continue;
      }
      double[] column = new double[labels.rows()];
      for (int row = 0; row < column.length; row++) {
        column[row] = shares[row * labels.count() + c];
      }
      sum += area(column, labels.codes(), c, sizes[c]);
      counted++;
    }
    return counted == 0 ? 0.5 : sum / counted;
  }

  /** The share of pairs of a member and another row that are ranked rightly, ties by half. */
  static double area(double[] scores, int[] codes, int member, int members) {
    SortedColumn sorted = SortedColumn.of(scores);
    int n = scores.length;
    double ranks = 0;
    int start = 0;
    while (start < n) {
      int end = start;
      int inside = 0;
      while (end < n && sorted.values()[end] == sorted.values()[start]) {
        inside += codes[sorted.rows()[end]] == member ? 1 : 0;
        end++;
      }
      ranks += inside * (start + end + 1) / 2.0;
      start = end;
    }
    return (ranks - members * (members + 1.0) / 2) / ((double) members * (n - members));
  }
}
