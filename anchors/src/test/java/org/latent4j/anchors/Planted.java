package org.latent4j.anchors;

import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Spaces with a known map between them: y = s x Q + b. */
final class Planted {
  private Planted() {}

  /** Anisotropic normal rows: the deviation of column j is 1 + j mod 5, its mean j. */
  static INDArray rows(long seed, int n, int d) {
    RandomStream random = new RandomStream(seed);
    double[] out = new double[n * d];
    for (int i = 0; i < out.length; i++) {
      out[i] = random.normal() * (1 + i % d % 5) + i % d;
    }
    return Dense.of(out, n, d);
  }

  /** An orthogonal matrix with the determinant asked for, {@code [d, d]}. */
  static INDArray orthogonal(long seed, int d, boolean reflection) {
    double[] q = new RandomStream(seed).orthogonal(d);
    if (Orientation.reflects(Dense.of(q, d, d)) != reflection) {
      for (int j = 0; j < d; j++) {
        q[j] = -q[j];
      }
    }
    return Dense.of(q, d, d);
  }

  /** The largest entry of a - b. */
  static double difference(INDArray a, INDArray b) {
    double[] left = Dense.doubles(a);
    double[] right = Dense.doubles(b);
    if (left.length != right.length) {
      throw new AssertionError(left.length + " values against " + right.length);
    }
    double largest = 0;
    for (int i = 0; i < left.length; i++) {
      largest = Math.max(largest, Math.abs(left[i] - right[i]));
    }
    return largest;
  }
}
