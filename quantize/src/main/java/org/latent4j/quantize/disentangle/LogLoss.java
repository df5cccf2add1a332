package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.Lbfgs;
import org.latent4j.kernel.Parallel;

/**
 * The mean log loss of a multinomial logistic model as a function of its variables {@code [classes,
 * variables]}. Rows go through in fixed blocks, whose results are added in order. Weights that are
 * known to fall without end ({@link Features#offsets}) begin far below 0: the search would take
 * hundreds of steps to get there.
 */
final class LogLoss implements Lbfgs.Objective {
  private static final int STRETCH = 256;
  private static final int BLOCK = 2048;
  private static final int MOST_BLOCKS = 32;

  private final Features features;
  private final Whitening whitening;
  private final Labels labels;
  private final double[] classWeights;
  private final int threads;
  private final double[] offsets;
  private final double total;
  private final int block;
  private final double[][] gradients;
  private final double[] losses;

  /**
   * A loss.
   *
   * @param classWeights what a row of each class counts
   */
  LogLoss(
      Features features, Whitening whitening, Labels labels, double[] classWeights, int threads) {
    this.features = features;
    this.whitening = whitening;
    this.labels = labels;
    this.classWeights = classWeights;
    this.threads = threads;
    this.offsets = features.offsets(labels);
    int n = labels.rows();
    double sum = 0;
    int[] sizes = labels.sizes();
    for (int c = 0; c < sizes.length; c++) {
      sum += sizes[c] * classWeights[c];
    }
    this.total = sum;
    this.block = Math.max(BLOCK, (n + MOST_BLOCKS - 1) / MOST_BLOCKS);
    int blocks = (n + block - 1) / block;
    this.gradients = new double[blocks][labels.count() * features.width()];
    this.losses = new double[blocks];
  }

  @Override
  public double evaluate(double[] point, double[] gradient) {
    double[] weights = weights(point);
    Parallel.blocks(labels.rows(), block, threads, (from, to) -> add(weights, from, to));
    double loss = losses[0];
    double[] sums = gradients[0];
    for (int b = 1; b < losses.length; b++) {
      loss += losses[b];
      Kernels.axpy(1, gradients[b], 0, sums, 0, sums.length);
    }
    whitening.gradient(sums, labels.count(), gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= total;
    }
    return loss / total;
  }

  /** The mean log loss, every row counted once. */
  double plain(double[] point) {
    double[] weights = weights(point);
    int classes = labels.count();
    double loss = 0;
    double[] scores = new double[classes * STRETCH];
    double[] work = new double[2 * STRETCH];
    for (int from = 0; from < labels.rows(); from += STRETCH) {
      int m = Math.min(STRETCH, labels.rows() - from);
      features.scores(weights, classes, from, from + m, scores);
      for (int i = 0; i < m; i++) {
        loss -= scores[labels.codes()[from + i] * m + i];
      }
      Exponential.softmax(scores, classes, m, work);
      for (int i = 0; i < m; i++) {
        loss += work[i];
      }
    }
    return loss / labels.rows();
  }

  private double[] weights(double[] point) {
    double[] weights = whitening.weights(point, labels.count());
    Kernels.axpy(1, offsets, 0, weights, 0, weights.length);
    return weights;
  }

  private void add(double[] weights, int start, int end) {
    int classes = labels.count();
    double[] gradient = gradients[start / block];
    Arrays.fill(gradient, 0);
    double[] scores = new double[classes * STRETCH];
    double[] work = new double[2 * STRETCH];
    double loss = 0;
    for (int from = start; from < end; from += STRETCH) {
      int m = Math.min(STRETCH, end - from);
      features.scores(weights, classes, from, from + m, scores);
      int[] codes = labels.codes();
      for (int i = 0; i < m; i++) {
        loss -= classWeights[codes[from + i]] * scores[codes[from + i] * m + i];
      }
      Exponential.softmax(scores, classes, m, work);
      for (int i = 0; i < m; i++) {
        int code = codes[from + i];
        loss += classWeights[code] * work[i];
        scores[code * m + i] -= 1;
        work[i] = classWeights[code];
      }
      for (int c = 0; c < classes; c++) {
        for (int i = 0; i < m; i++) {
          scores[c * m + i] *= work[i];
        }
      }
      features.addProducts(scores, classes, from, from + m, gradient);
    }
    losses[start / block] = loss;
  }
}
