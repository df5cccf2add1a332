package org.latent4j.anchors;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.RandomisedSvd;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The plane through the mean of some rows along their two directions of largest variance. The sign
 * of a direction is chosen so that its largest entry is positive.
 *
 * @param mean the mean row, {@code [d]}
 * @param directions two directions, {@code [2][d]}; zeros where the rows have fewer
 */
@SuppressWarnings("ArrayRecordComponent")
record PrincipalPlane(double[] mean, double[][] directions) {
  private static final int AXES = 2;
  private static final int OVERSAMPLING = 10;
  private static final int ITERATIONS = 6;

  /** The plane of the rows of {@code x} {@code [n, d]}, n of at least 1. */
  static PrincipalPlane of(INDArray x, int threads) {
    Finite.require("PrincipalPlane.of", x);
    double[] mean = ColumnMeans.of(x);
    double[] rows = Dense.doubles(x);
    Translator.add(rows, mean, -1);
    INDArray centred = Dense.of(rows, x.size(0), x.size(1)); // [n, d]
    Svd svd = new RandomisedSvd(AXES, OVERSAMPLING, ITERATIONS, 0, threads).decompose(centred);
    double[] vt = Dense.doubles(svd.vt());
    double[][] directions = new double[AXES][mean.length];
    for (int axis = 0; axis < svd.sigma().length; axis++) {
      System.arraycopy(vt, axis * mean.length, directions[axis], 0, mean.length);
      turn(directions[axis]);
    }
    return new PrincipalPlane(mean, directions);
  }

  private static void turn(double[] direction) {
    double largest = 0;
    for (double value : direction) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    for (int j = 0; j < direction.length && largest < 0; j++) {
      direction[j] = -direction[j];
    }
  }

  /** Where each row lies along an axis, 0 or 1. */
  double[] places(INDArray x, int axis) {
    double[] rows = Dense.doubles(x);
    double[] out = new double[Math.toIntExact(x.size(0))];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        out[i] += (rows[i * mean.length + j] - mean[j]) * directions[axis][j];
      }
    }
    return out;
  }
}
