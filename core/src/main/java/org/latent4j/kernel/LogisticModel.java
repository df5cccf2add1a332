package org.latent4j.kernel;

import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fitted multinomial logistic regression.
 *
 * @param weights {@code [classes, d]}, {@code DOUBLE}
 * @param bias {@code [classes]}, {@code DOUBLE}, of mean 0
 * @param loss the minimised sum, ridge included
 * @param iterations how many iterations were done
 * @param converged whether the gradient is within the tolerance
 */
public record LogisticModel(
    INDArray weights, INDArray bias, double loss, int iterations, boolean converged) {
  private static final String NAME = "LogisticModel";
  private static final int BLOCK = 1024;

  /** How many classes there are. */
  public int classes() {
    return Math.toIntExact(weights.size(0));
  }

  /**
   * The probability of each class {@code [n, classes]}, of the type of x; rows sum to 1.
   *
   * @param x {@code [n, d]}; n may be 0
   * @throws org.latent4j.error.ShapeException for another width
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public INDArray probabilities(INDArray x) {
    return Dense.of(x.dataType(), softmax(x), x.size(0), classes()); // [n, classes]
  }

  /** For each row of {@code x [n, d]} its most probable class; of equal ones the smaller. */
  public int[] classify(INDArray x) {
    double[] p = softmax(x);
    int k = classes();
    int[] out = new int[p.length / k];
    for (int i = 0; i < out.length; i++) {
      for (int c = 1; c < k; c++) {
        if (p[i * k + c] > p[i * k + out[i]]) {
          out[i] = c;
        }
      }
    }
    return out;
  }

  private double[] softmax(INDArray x) {
    Require.matrix(NAME, x, weights.size(1));
    Finite.require(NAME, x);
    int n = Math.toIntExact(x.size(0));
    int k = classes();
    int d = Math.toIntExact(weights.size(1));
    double[] w = Dense.doubles(weights);
    double[] b = Dense.doubles(bias);
    double[] out = new double[Math.multiplyExact(n, k)];
    try (FloatRows rows = new FloatRows(x)) {
      double[] block = new double[Math.min(n, BLOCK) * d];
      for (int from = 0; from < n; from += BLOCK) {
        int to = Math.min(n, from + BLOCK);
        rows.readDoubles((long) from * d, (to - from) * d, block);
        for (int i = from; i < to; i++) {
          for (int c = 0; c < k; c++) {
            out[i * k + c] = b[c] + Kernels.dot(w, c * d, block, (i - from) * d, d);
          }
          SoftmaxLoss.softmax(out, i * k, k);
        }
      }
    }
    return out;
  }
}
