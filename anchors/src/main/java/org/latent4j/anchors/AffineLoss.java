package org.latent4j.anchors;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean squared error of x W + b over all entries of the pairs, and its gradient. W and b are
 * one matrix {@code [d + 1, d']}, for rows of x with a 1 behind.
 */
final class AffineLoss {
  private final INDArray rows; // [n, d + 1]
  private final INDArray gram; // [d + 1, d + 1], where that is smaller; else the rows again
  private final double[] cross; // [d + 1, d']
  private final double squares; // of Y
  private final int n;
  private final int height;
  private final int width;
  private final int threads;

  AffineLoss(PairedRows pairs) {
    int d = pairs.inputDimension();
    this.n = pairs.size();
    this.height = d + 1;
    this.width = pairs.dimension();
    this.threads = pairs.threads();
    double[] padded = new double[n * height];
    for (int i = 0; i < n; i++) {
      System.arraycopy(pairs.x(), i * d, padded, i * height, d);
      padded[i * height + d] = 1;
    }
    this.rows = Dense.of(padded, n, height);
    this.gram = n > height ? Gemm.product(Gemm.Form.TN, rows, rows, threads) : rows;
    this.cross = Dense.doubles(Gemm.product(Gemm.Form.TN, rows, pairs.right(), threads));
    double sum = 0;
    for (double value : pairs.y()) {
      sum += value * value;
    }
    this.squares = sum;
  }

  /** The loss at a point, and its gradient there. */
  static final class Point {
    private final double value;
    private final double[] gradient;

    private Point(double value, double[] gradient) {
      this.value = value;
      this.gradient = gradient;
    }

    double value() {
      return value;
    }

    double[] gradient() {
      return gradient;
    }
  }

  Point at(double[] weight) {
    double[] gradient = smoothed(weight);
    double loss = squares;
    double factor = 2.0 / n / width;
    for (int i = 0; i < gradient.length; i++) {
      loss += weight[i] * (gradient[i] - 2 * cross[i]);
      gradient[i] = factor * (gradient[i] - cross[i]);
    }
    return new Point(loss / n / width, gradient);
  }

  /** X'X W, {@code [d + 1, d']}. */
  private double[] smoothed(double[] weight) {
    INDArray w = Dense.of(weight, height, width);
    INDArray product = Gemm.product(gram, w, threads);
    w.close();
    double[] out;
    if (gram == rows) {
      INDArray back = Gemm.product(Gemm.Form.TN, rows, product, threads);
      out = Dense.doubles(back);
      back.close();
    } else {
      out = Dense.doubles(product);
    }
    product.close();
    return out;
  }
}
