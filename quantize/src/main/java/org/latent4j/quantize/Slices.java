package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Some columns of rows, and back. */
final class Slices {
  private Slices() {}

  /** Columns {@code first} to {@code first + width} in an array of the type of {@code like}. */
  static INDArray of(double[] rows, int n, int d, int first, int width, INDArray like) {
    double[] slice = new double[n * width];
    for (int row = 0; row < n; row++) {
      System.arraycopy(rows, row * d + first, slice, row * width, width);
    }
    return Dense.of(like.dataType(), slice, n, width);
  }

  /** Writes a slice back to its columns. */
  static void put(INDArray slice, double[] rows, int d, int first) {
    int width = (int) slice.size(1);
    double[] values = Dense.doubles(slice);
    for (int row = 0; row < slice.size(0); row++) {
      System.arraycopy(values, row * width, rows, row * d + first, width);
    }
  }
}
