package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sources and latents for tests. */
final class Samples {
  private Samples() {}

  /** Classes {@code [n, counts.length]}, uniform. */
  static INDArray classes(long seed, int n, int... counts) {
    RandomStream random = new RandomStream(seed);
    int[][] out = new int[n][counts.length];
    for (int[] row : out) {
      Arrays.setAll(row, i -> random.below(counts[i]));
    }
    return Nd4j.createFromArray(out);
  }

  /** Each source with normal noise of some deviation, {@code [n, s]}. */
  static INDArray noisy(INDArray sources, double noise, long seed) {
    RandomStream random = new RandomStream(seed);
    double[] values = Dense.doubles(sources.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE));
    for (int i = 0; i < values.length; i++) {
      values[i] += noise * random.normal();
    }
    return Dense.of(values, sources.size(0), sources.size(1));
  }

  static INDArray normals(long seed, int n, int d) {
    RandomStream random = new RandomStream(seed);
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.normal();
    }
    return Dense.of(values, n, d);
  }

  /** The columns of a matrix in another order, each times a factor. */
  static INDArray columns(INDArray x, int[] order, double... factors) {
    double[] all = Dense.doubles(x);
    int n = (int) x.size(0);
    int d = (int) x.size(1);
    double[] out = new double[n * order.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < order.length; j++) {
        out[i * order.length + j] = factors[j] * all[i * d + order[j]];
      }
    }
    return Dense.of(out, n, order.length);
  }
}
