package org.latent4j.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean cross-entropy of softmax(x Wᵀ + b) with a ridge on W, as a function of W {@code [k, d]}
 * followed by b {@code [k]}. Close after use.
 */
final class SoftmaxLoss implements Lbfgs.Objective, AutoCloseable {
  private static final int BLOCK = 1024;

  private final FloatRows rows;
  private final int[] labels;
  private final int classes;
  private final int dimension;
  private final double ridge;
  private final int threads;
  private final double[][] gradients;
  private final double[] losses;

  SoftmaxLoss(INDArray x, int[] labels, int classes, double ridge, int threads) {
    this.rows = new FloatRows(x);
    this.labels = labels;
    this.classes = classes;
    this.dimension = Math.toIntExact(x.size(1));
    this.ridge = ridge;
    this.threads = threads;
    int parts = (labels.length + BLOCK - 1) / BLOCK;
    this.gradients = new double[parts][classes * (dimension + 1)];
    this.losses = new double[parts];
  }

  @Override
  public double evaluate(double[] point, double[] gradient) {
    int n = labels.length;
    SingleBlasThread.run(
        () -> Parallel.blocks(n, BLOCK, threads, (from, to) -> evaluate(point, from, to)));
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int b = 0; b < losses.length; b++) {
      loss += losses[b] / n;
      Kernels.axpy(1.0 / n, gradients[b], 0, gradient, 0, gradient.length);
    }
    int weights = classes * dimension;
    double square = Kernels.dot(point, 0, point, 0, weights);
    Kernels.axpy(ridge / n, point, 0, gradient, 0, weights);
    return loss + ridge / n * square / 2;
  }

  private void evaluate(double[] point, int from, int to) {
    int m = to - from;
    double[] x = new double[m * dimension];
    rows.readDoubles((long) from * dimension, x.length, x);
    double[] gradient = gradients[from / BLOCK];
    double[] scores = new double[m * classes];
    int weights = classes * dimension;
    try (DoublePointer px = new DoublePointer(Math.max(1, x.length));
        DoublePointer pw = new DoublePointer(Math.max(1, weights));
        DoublePointer ps = new DoublePointer(scores.length)) {
      int width = Math.max(1, dimension);
      px.put(x, 0, x.length);
      pw.put(point, 0, weights);
      Gemm.multiply(
          Gemm.Form.NT, m, classes, dimension, 1d, px, width, pw, width, 0d, ps, classes, 1);
      ps.get(scores);
      losses[from / BLOCK] = residuals(scores, point, from, m, gradient);
      ps.put(scores, 0, scores.length);
      Gemm.multiply(
          Gemm.Form.TN, classes, dimension, m, 1d, ps, classes, px, width, 0d, pw, width, 1);
      pw.get(gradient, 0, weights);
    }
  }

  /** Turns scores into probabilities less the labels; adds them up as the bias's gradient. */
  private double residuals(double[] scores, double[] point, int from, int m, double[] gradient) {
    int bias = classes * dimension;
    Arrays.fill(gradient, bias, bias + classes, 0);
    double loss = 0;
    for (int i = 0; i < m; i++) {
      int start = i * classes;
      for (int c = 0; c < classes; c++) {
        scores[start + c] += point[bias + c];
      }
      double label = scores[start + labels[from + i]];
      loss += softmax(scores, start, classes) - label;
      scores[start + labels[from + i]] -= 1;
      Kernels.axpy(1, scores, start, gradient, bias, classes);
    }
    return loss;
  }

  /** Softmax in place, and the logarithm of the sum of the exponentials. */
  static double softmax(double[] x, int start, int count) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = start; c < start + count; c++) {
      highest = Math.max(highest, x[c]);
    }
    double sum = 0;
    for (int c = start; c < start + count; c++) {
      x[c] = StrictMath.exp(x[c] - highest);
      sum += x[c];
    }
    for (int c = start; c < start + count; c++) {
      x[c] /= sum;
    }
    return highest + StrictMath.log(sum);
  }

  @Override
  public void close() {
    rows.close();
  }
}
