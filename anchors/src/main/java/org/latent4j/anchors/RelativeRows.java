package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.nd4j.linalg.api.ndarray.INDArray;

/** All rows of a space by their cosines to some of them, centred on those, in double. */
final class RelativeRows {
  private final double[] rows; // [n, d]
  private final int n;
  private final int d;
  private final int threads;

  /**
   * Copies the vectors.
   *
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  RelativeRows(LatentSpace space, int threads) {
    INDArray vectors = space.vectors();
    Finite.require("space '" + space.name() + "'", vectors);
    this.rows = Dense.doubles(vectors);
    this.n = Math.toIntExact(space.size());
    this.d = Math.toIntExact(space.dimension());
    this.threads = threads;
  }

  /** The number of rows. */
  int size() {
    return n;
  }

  /** The cosines to the rows {@code anchors}, {@code [n, m]}. */
  double[] to(int... anchors) {
    int m = anchors.length;
    double[] mean = new double[d];
    double[] unitAnchors = new double[m * d];
    for (int j = 0; j < m; j++) {
      System.arraycopy(rows, anchors[j] * d, unitAnchors, j * d, d);
      for (int t = 0; t < d; t++) {
        mean[t] += unitAnchors[j * d + t] / m;
      }
    }
    double[] unit = rows.clone();
    new UnitRows(mean).apply(unit);
    new UnitRows(mean).apply(unitAnchors);
    double[] cosines = new double[Math.multiplyExact(n, m)];
    Gemm.multiply(Form.NT, n, m, d, 1.0, unit, unitAnchors, 0.0, cosines, threads);
    return cosines;
  }
}
