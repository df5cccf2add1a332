package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The fast way of a plain kind for rows of {@code FLOAT}: products in single precision. */
@FunctionalInterface
interface FloatRelation {
  /**
   * Relates rows.
   *
   * @param x {@code [n, d] FLOAT}, n of at least 1
   * @param out {@code [n, m] FLOAT}, dense, overwritten
   * @param threads Java threads to use; does not change a bit
   * @return whether it is done; false where only doubles can hold what is in between
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  boolean write(INDArray x, INDArray out, int threads);

  /** Whether squares of numbers can be floats, and their sums too. */
  static boolean fit(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest < 1e15;
  }

  /** The fast way of a projection, where it has one. */
  static @Nullable FloatRelation of(RelativeProjection projection, FitState state) {
    if (!projection.isPlain() || state.anchors().starts() != null) {
      return null;
    }
    return switch (projection.kind()) {
      case COSINE, INNER, ANGULAR -> FloatProducts.of(projection, state);
      case EUCLIDEAN, RBF -> FloatDistances.of(projection, state);
      case L1, LINF -> FloatDifferences.of(projection, state);
      default -> null;
    };
  }
}
