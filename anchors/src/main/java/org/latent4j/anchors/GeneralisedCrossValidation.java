package org.latent4j.anchors;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The error that leaving rows out would show, for any ridge penalty, from one decomposition: {@code
 * (|R|^2 / n) / (1 - (1 + sum s^2 / (s^2 + l t)) / n)^2}. The 1 is the mean.
 *
 * <p>Source: Golub, Heath and Wahba 1979, equation 1.4.
 */
final class GeneralisedCrossValidation {
  private static final int STEPS = 17;

  private final int n;
  private final double[] squares; // squared singular values of X
  private final double[] along; // squared length of Y along each left singular vector
  private final double outside; // squared length of Y outside of all of them

  private GeneralisedCrossValidation(int n, double[] squares, double[] along, double outside) {
    this.n = n;
    this.squares = squares;
    this.along = along;
    this.outside = outside;
  }

  /**
   * Prepares the errors of all penalties.
   *
   * @param svd of the centred X
   * @param coordinates U'Y of the centred Y
   */
  static GeneralisedCrossValidation of(PairedRows pairs, Svd svd, INDArray coordinates) {
    double[] squares = svd.sigma();
    double[] along = new double[squares.length];
    double[] values = Dense.doubles(coordinates);
    int width = pairs.dimension();
    for (int i = 0; i < values.length; i++) {
      along[i / width] += values[i] * values[i];
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    INDArray inside = Gemm.product(svd.u(), coordinates, pairs.threads()); // [n, d']
    double[] rest = Dense.doubles(pairs.right());
    double[] part = Dense.doubles(inside);
    double outside = 0;
    for (int i = 0; i < rest.length; i++) {
      outside += (rest[i] - part[i]) * (rest[i] - part[i]);
    }
    return new GeneralisedCrossValidation(pairs.size(), squares, along, outside);
  }

  /** The penalty of the grid with the smallest error, the larger one of equals. */
  double smallest(double unit) {
    double best = Double.POSITIVE_INFINITY;
    double chosen = 0;
    for (int step = 0; step < STEPS; step++) {
      double lambda = Math.pow(10, -6 + step / 2.0);
      double error = error(lambda * unit);
      // Where no row is left over every error is 0 / 0, and the largest penalty is taken.
      if (error <= best || !(best < Double.POSITIVE_INFINITY)) {
        best = Double.isNaN(error) ? best : error;
        chosen = lambda;
      }
    }
    return chosen;
  }

  private double error(double penalty) {
    double freedom = 1;
    double residual = outside;
    for (int i = 0; i < squares.length; i++) {
      double kept = squares[i] == 0 ? 0 : squares[i] / (squares[i] + penalty);
      freedom += kept;
      residual += (1 - kept) * (1 - kept) * along[i];
    }
    double left = 1 - freedom / n;
    return residual / n / (left * left);
  }
}
