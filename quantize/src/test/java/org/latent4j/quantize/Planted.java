package org.latent4j.quantize;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows whose structure is known. */
final class Planted {
  private Planted() {}

  /** Normal rows. */
  static INDArray normal(int n, int d, RandomStream random) {
    return Dense.of(random.normals(n * d), n, d);
  }

  /** Rows near one of {@code clusters} normal centres, in turn. */
  static INDArray clusters(int n, int d, int clusters, double noise, RandomStream random) {
    float[] centres = random.normals(clusters * d);
    float[] rows = random.normals(n * d);
    for (int i = 0; i < rows.length; i++) {
      int row = i / d;
      rows[i] = (float) (noise * rows[i] + 3 * centres[row % clusters * d + i % d]);
    }
    return Dense.of(rows, n, d);
  }
}
