package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows to code: normal numbers whose columns hang together and vary by more than a little. */
final class ScanRows {
  private ScanRows() {}

  /** Rows of one distribution, whatever the seed: {@code [n, d]}. */
  static INDArray of(long seed, int n, int d) {
    float[] mixing = new RandomStream(77).normals(d * d);
    float[] source = new RandomStream(seed).normals(n * d);
    float[] out = new float[n * d];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        float part = source[i * d + k] / (1 + k);
        for (int j = 0; j < d; j++) {
          out[i * d + j] += part * mixing[k * d + j];
        }
      }
    }
    return Dense.of(out, n, d);
  }

  /** One row. */
  static float[] row(INDArray x, int i) {
    return Dense.floats(x, i, i + 1L);
  }

  /** Squared error of what the codes stand for, over the squared distance from the mean. */
  static double relativeError(INDArray x, Quantizer quantizer) {
    double[] rows = Dense.doubles(x);
    double[] values = Dense.doubles(quantizer.encode(x));
    int d = (int) x.size(1);
    double[] mean = new double[d];
    for (int i = 0; i < rows.length; i++) {
      mean[i % d] += rows[i] / x.size(0);
    }
    double error = 0;
    double variance = 0;
    for (int i = 0; i < rows.length; i++) {
      error += (rows[i] - values[i]) * (rows[i] - values[i]);
      variance += (rows[i] - mean[i % d]) * (rows[i] - mean[i % d]);
    }
    return error / variance;
  }
}
