package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.kernel.ClassRows;
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

  /** The score of a class that there is not: its share is none. */
  private static final double NONE = -1e300;

  /** Products of sums stay below it until their logarithm is taken. */
  private static final double LARGE = 1e250;

  private final Features features;
  private final Whitening whitening;
  private final Labels labels;
  private final double[] classWeights;
  private final int threads;
  private final double[] offsets;
  private final double total;
  private final int block;
  private final int lanes;
  private final double[] fixed; // [width, lanes], the part of the gradient that no weight changes
  private final double[][] gradients; // [blocks][width, lanes]
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
    this.lanes = ClassRows.lanes(labels.count());
    this.gradients = new double[blocks][features.width() * lanes];
    this.losses = new double[blocks];
    this.fixed = fixed();
  }

  /** The products of features with what rows count in their own class, added up. */
  private double[] fixed() {
    double[] own = new double[STRETCH * lanes];
    double[] out = new double[features.width() * lanes];
    int[] codes = labels.codes();
    for (int from = 0; from < codes.length; from += STRETCH) {
      int m = Math.min(STRETCH, codes.length - from);
      Arrays.fill(own, 0);
      for (int i = 0; i < m; i++) {
        own[i * lanes + codes[from + i]] = classWeights[codes[from + i]];
      }
      features.addProducts(own, lanes, from, from + m, out);
    }
    return out;
  }

  @Override
  public double evaluate(double[] point, double[] gradient) {
    double[] weights = weights(point);
    Parallel.blocks(labels.rows(), block, threads, (from, to) -> add(weights, from, to));
    double loss = losses[0] - Kernels.dot(weights, 0, fixed, 0, fixed.length);
    double[] sums = gradients[0];
    for (int b = 1; b < losses.length; b++) {
      loss += losses[b];
      Kernels.axpy(1, gradients[b], 0, sums, 0, sums.length);
    }
    Kernels.axpy(-1, fixed, 0, sums, 0, sums.length);
    whitening.gradient(byClass(sums), labels.count(), gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= total;
    }
    return loss / total;
  }

  /** The mean log loss, every row counted once. */
  double plain(double[] point) {
    double[] weights = weights(point);
    int[] codes = labels.codes();
    double[] scores = new double[STRETCH * lanes];
    double[] tops = new double[STRETCH];
    double[] sums = new double[STRETCH];
    double loss = 0;
    for (int from = 0; from < codes.length; from += STRETCH) {
      int m = Math.min(STRETCH, codes.length - from);
      features.scores(weights, lanes, from, from + m, scores);
      for (int i = 0; i < m; i++) {
        loss -= scores[i * lanes + codes[from + i]];
      }
      ClassRows.softmax(scores, lanes, m, sums, tops, sums);
      for (int i = 0; i < m; i++) {
        loss += tops[i] + Math.log(sums[i]);
      }
    }
    return loss / codes.length;
  }

  /** The weights at a point, {@code [width, lanes]}. */
  private double[] weights(double[] point) {
    int classes = labels.count();
    double[] byClass = whitening.weights(point, classes);
    Kernels.axpy(1, offsets, 0, byClass, 0, byClass.length);
    int width = features.width();
    double[] out = new double[width * lanes];
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < width; j++) {
        out[j * lanes + c] = byClass[c * width + j];
      }
    }
    Arrays.fill(out, (width - 1) * lanes + classes, width * lanes, NONE);
    return out;
  }

  private double[] byClass(double[] byFeature) {
    int width = features.width();
    double[] out = new double[labels.count() * width];
    for (int c = 0; c < labels.count(); c++) {
      for (int j = 0; j < width; j++) {
        out[c * width + j] = byFeature[j * lanes + c];
      }
    }
    return out;
  }

  private void add(double[] weights, int start, int end) {
    int[] codes = labels.codes();
    double[] gradient = gradients[start / block];
    Arrays.fill(gradient, 0);
    double[] scores = new double[STRETCH * lanes];
    double[] counts = new double[STRETCH];
    double[] tops = new double[STRETCH];
    double[] sums = new double[STRETCH];
    double[] products = new double[classWeights.length]; // of a class's sums: few logarithms
    Arrays.fill(products, 1);
    double loss = 0;
    for (int from = start; from < end; from += STRETCH) {
      int m = Math.min(STRETCH, end - from);
      features.scores(weights, lanes, from, from + m, scores);
      for (int i = 0; i < m; i++) {
        counts[i] = classWeights[codes[from + i]];
      }
      ClassRows.softmax(scores, lanes, m, counts, tops, sums);
      for (int i = 0; i < m; i++) {
        int code = codes[from + i];
        loss += counts[i] * tops[i];
        products[code] *= sums[i];
        if (products[code] > LARGE) {
          loss += counts[i] * Math.log(products[code]);
          products[code] = 1;
        }
      }
      features.addProducts(scores, lanes, from, from + m, gradient);
    }
    for (int c = 0; c < products.length; c++) {
      loss += classWeights[c] * Math.log(products[c]);
    }
    losses[start / block] = loss;
  }
}
