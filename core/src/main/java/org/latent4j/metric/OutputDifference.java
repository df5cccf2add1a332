package org.latent4j.metric;

import java.util.List;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/** Comparisons of two spaces of one width, entry by entry: what two networks put out. */
public final class OutputDifference {
  private OutputDifference() {}

  static List<SimilarityIndex> all() {
    return List.of(meanCosine(), meanSquaredError(), jensenShannon(), disagreement());
  }

  /** {@code mean-cosine}: the mean cosine of x_i and y_i; 0 for a row of zeros. */
  public static SimilarityIndex meanCosine() {
    return Definition.similarity(
            "mean-cosine",
            -1,
            1,
            "S",
            pair -> {
              Matrix x = pair.x.unit();
              Matrix y = pair.y.unit();
              double sum = 0;
              for (int i = 0; i < x.rows(); i++) {
                sum += x.dot(i, y, i);
              }
              return Value.of(sum / x.rows());
            })
        .with(Trait.ONE_WIDTH);
  }

  /** {@code mean-squared-error}: the mean of the squared differences of all entries. */
  public static SimilarityIndex meanSquaredError() {
    return Definition.distance(
            "mean-squared-error",
            Double.POSITIVE_INFINITY,
            "",
            pair -> {
              double[] x = pair.x.raw().values();
              double[] y = pair.y.raw().values();
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += (x[i] - y[i]) * (x[i] - y[i]);
              }
              return Value.of(sum / x.length);
            })
        .with(Trait.ONE_WIDTH);
  }

  /**
   * {@code jensen-shannon}: the mean over rows of the divergence of Jensen and Shannon, in bits, of
   * the softmax of x_i and that of y_i. (Not its root.)
   *
   * <p>Source: Lin, "Divergence measures based on the Shannon entropy", 1991, section IV.
   */
  public static SimilarityIndex jensenShannon() {
    return Definition.distance(
            "jensen-shannon",
            1,
            "",
            pair -> {
              double sum = 0;
              for (int i = 0; i < pair.size(); i++) {
                sum += divergence(softmax(pair.x.raw(), i), softmax(pair.y.raw(), i));
              }
              return Value.of(sum / pair.size());
            })
        .with(Trait.ONE_WIDTH);
  }

  private static double[] softmax(Matrix x, int i) {
    int start = x.start(i);
    double largest = x.values()[start + argMax(x, i)];
    double[] out = new double[x.columns()];
    double sum = 0;
    for (int j = 0; j < out.length; j++) {
      out[j] = Math.exp(x.values()[start + j] - largest);
      sum += out[j];
    }
    for (int j = 0; j < out.length; j++) {
      out[j] /= sum;
    }
    return out;
  }

  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      double mean = (p[j] + q[j]) / 2;
      sum += term(p[j], mean) + term(q[j], mean);
    }
    return sum / 2 / Math.log(2);
  }

  private static double term(double p, double mean) {
    return p == 0 ? 0 : p * Math.log(p / mean);
  }

  /** {@code disagreement}: the share of rows whose largest entries stand in different columns. */
  public static SimilarityIndex disagreement() {
    return Definition.distance(
            "disagreement",
            1,
            "S",
            pair -> {
              int count = 0;
              for (int i = 0; i < pair.size(); i++) {
                count += argMax(pair.x.raw(), i) == argMax(pair.y.raw(), i) ? 0 : 1;
              }
              return Value.of(count / (double) pair.size());
            })
        .with(Trait.ONE_WIDTH);
  }

  /** The column of the largest entry, of equal ones the first. */
  private static int argMax(Matrix x, int i) {
    int best = 0;
    for (int j = 1; j < x.columns(); j++) {
      if (x.at(i, j) > x.at(i, best)) {
        best = j;
      }
    }
    return best;
  }
}
