package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of rows, and rows of length one for the cosine. */
final class Centroid {
  private static final int BLOCK = 4096;

  private Centroid() {}

  /** The mean of the rows, or of their directions {@code [d]}. */
  static float[] of(INDArray x, boolean directions) {
    int d = Math.toIntExact(x.size(1));
    double[] sums = new double[d];
    for (long from = 0; from < x.size(0); from += BLOCK) {
      float[] rows = Dense.floats(x, from, Math.min(x.size(0), from + BLOCK));
      for (int at = 0; at < rows.length; at += d) {
        if (directions) {
          direct(rows, at, d);
        }
        Kernels.add(rows, at, sums, 0, d);
      }
    }
    float[] mean = new float[d];
    for (int j = 0; j < d; j++) {
      mean[j] = (float) (sums[j] / x.size(0));
    }
    return mean;
  }

  /** Brings the row {@code x[at, at + d)} to length one; zero stays zero. */
  static void direct(float[] x, int at, int d) {
    double norm = Math.sqrt(Kernels.dotInDouble(x, at, x, at, d));
    for (int j = at; j < at + d && norm > 0; j++) {
      x[j] = (float) (x[j] / norm);
    }
  }

  /** The query itself, or a copy of length one. */
  static float[] query(float[] query, Similarity similarity) {
    if (similarity != Similarity.COSINE) {
      return query;
    }
    float[] unit = query.clone();
    direct(unit, 0, unit.length);
    return unit;
  }
}
