package org.latent4j.quantize.disentangle;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.SymmetricEigen;

/**
 * A change of variables of a linear model: weights are {@code basis} times variables, chosen such
 * that the features become uncorrelated and those that follow from others vanish. It changes no
 * prediction that the model can make, and the iterations of a fit become few.
 *
 * @param basis {@code [variables, width]}, one direction a row
 * @param variables at most {@code width}
 * @param width of the features
 */
@SuppressWarnings("ArrayRecordComponent")
record Whitening(double[] basis, int variables, int width) {
  private static final double NEGLIGIBLE = 1e-12;
  private static final int WIDEST = 2048;

  /** The change for features; very wide ones are only scaled, for want of time. */
  static Whitening of(Features features) {
    int width = features.width();
    double[] moments = features.moments();
    if (width > WIDEST) {
      return diagonal(moments, width);
    }
    SymmetricEigen eigen = SymmetricEigen.of(moments, width);
    double[] values = Dense.doubles(eigen.values());
    double[] vectors = Dense.doubles(eigen.vectors());
    eigen.values().close();
    eigen.vectors().close();
    double least = NEGLIGIBLE * values[width - 1];
    int first = 0;
    while (values[first] <= least) {
      first++;
    }
    int variables = width - first;
    double[] basis = new double[variables * width];
    for (int v = 0; v < variables; v++) {
      double scale = 1 / Math.sqrt(values[first + v]);
      for (int j = 0; j < width; j++) {
        basis[v * width + j] = scale * vectors[j * width + first + v];
      }
    }
    return new Whitening(basis, variables, width);
  }

  private static Whitening diagonal(double[] moments, int width) {
    double[] scales = new double[width];
    for (int j = 0; j < width; j++) {
      double square = moments[j * width + j];
      scales[j] = square > 0 ? 1 / Math.sqrt(square) : 0;
    }
    return new Whitening(scales, width, width);
  }

  private boolean isDiagonal() {
    return basis.length == width;
  }

  /** Weights {@code [classes, width]} of variables {@code [classes, variables]}. */
  double[] weights(double[] point, int classes) {
    double[] out = new double[classes * width];
    for (int c = 0; c < classes; c++) {
      for (int v = 0; v < variables; v++) {
        double value = point[c * variables + v];
        if (isDiagonal()) {
          out[c * width + v] = value * basis[v];
        } else {
          Kernels.axpy(value, basis, v * width, out, c * width, width);
        }
      }
    }
    return out;
  }

  /** The derivatives by the variables from those by the weights. */
  void gradient(double[] byWeights, int classes, double[] out) {
    for (int c = 0; c < classes; c++) {
      for (int v = 0; v < variables; v++) {
        out[c * variables + v] =
            isDiagonal()
                ? byWeights[c * width + v] * basis[v]
                : Kernels.dot(basis, v * width, byWeights, c * width, width);
      }
    }
  }
}
