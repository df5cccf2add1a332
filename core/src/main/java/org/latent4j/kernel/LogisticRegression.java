package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Multinomial logistic regression: minimises the sum over the rows of -log p(label | row) plus
 * ridge / 2 times the sum of the squared weights, with p the softmax of x Wᵀ + b. The bias is not
 * penalised. Computed in double precision, by {@link Lbfgs} from zero; same bits for any number of
 * threads.
 *
 * <p>With a ridge above 0 the weights are unique; the bias up to a constant, which is chosen so
 * that its mean is 0. With ridge 0 and separable classes there is no minimum and the iterations end
 * at their limit.
 *
 * @param ridge at least 0; scikit-learn's 1 / C
 * @param iterations at most this many iterations of L-BFGS, at least 1
 * @param gradientTolerance done when no entry of the gradient, divided by the number of rows, is
 *     larger than this
 */
public record LogisticRegression(double ridge, int iterations, double gradientTolerance) {
  private static final String NAME = "LogisticRegression";

  /** Checks the ranges. */
  public LogisticRegression {
    Require.notNegative(NAME + ": ridge", ridge);
    Require.atLeast(NAME + ": iterations", 1, iterations);
    Require.notNegative(NAME + ": gradientTolerance", gradientTolerance);
  }

  /** At most 1,000 iterations, until the mean gradient is at most 1e-6 everywhere. */
  public static LogisticRegression of(double ridge) {
    return new LogisticRegression(ridge, 1000, 1e-6);
  }

  /**
   * Fits a model.
   *
   * @param x {@code [n, d]}, at least one row; better conditioned when its columns are centred and
   *     of similar scale
   * @param labels n of them, 0 to classes - 1
   * @param classes at least 2
   * @param threads at least 1; does not change a bit
   * @throws org.latent4j.error.ShapeException when {@code x} is not a matrix
   * @throws InputException for another number of labels, or one out of range, naming its row
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public LogisticModel fit(INDArray x, int[] labels, int classes, int threads) {
    Require.matrix(NAME, x, -1);
    Require.atLeast(NAME + ": rows", 1, x.size(0));
    Require.atLeast(NAME + ": classes", 2, classes);
    Require.atLeast(NAME + ": threads", 1, threads);
    if (labels.length != x.size(0)) {
      throw new InputException(NAME, x.size(0) + " labels", Integer.toString(labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      Require.between(NAME + ": label of row " + i, 0, classes - 1, labels[i]);
    }
    Finite.require(NAME, x);
    int d = Math.toIntExact(x.size(1));
    Lbfgs lbfgs = new Lbfgs(10, iterations, gradientTolerance);
    try (SoftmaxLoss loss = new SoftmaxLoss(x, labels, classes, ridge, threads)) {
      Minimum minimum = lbfgs.minimise(loss, new double[classes * (d + 1)]);
      double[] weights = Arrays.copyOf(minimum.point(), classes * d);
      double[] bias = Arrays.copyOfRange(minimum.point(), classes * d, classes * (d + 1));
      double mean = Arrays.stream(bias).sum() / classes;
      for (int c = 0; c < classes; c++) {
        bias[c] -= mean;
      }
      return new LogisticModel(
          Dense.of(weights, classes, d),
          Dense.of(bias, classes),
          minimum.value() * labels.length,
          minimum.iterations(),
          minimum.end() == Lbfgs.End.CONVERGED);
    }
  }
}
