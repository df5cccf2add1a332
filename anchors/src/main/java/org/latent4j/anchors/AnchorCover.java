package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well anchors serve a space, on its unit rows, uncentred: how far a row can be from its
 * nearest anchor, and how far the anchors' directions are from depending on each other.
 *
 * @param radius the largest Euclidean distance of a unit row to its nearest unit anchor, 0 to 2
 * @param condition the largest over the smallest singular value of the unit anchors, at least 1;
 *     infinite where they depend on each other
 */
public record AnchorCover(double radius, double condition) {
  /** From this cosine on a distance is added up from differences, for 1 - cosine cancels. */
  private static final double CLOSE = 0.999;

  /**
   * Measures anchors.
   *
   * @param anchors looked up by key in the space
   * @param threads does not change a bit
   */
  public static AnchorCover of(LatentSpace space, AnchorSet anchors, int threads) {
    UnitVectors rows = UnitVectors.of(space);
    INDArray vectors = anchors.in(space); // [m, d]
    UnitVectors unit = UnitVectors.of(vectors);
    INDArray directions = unit.select(java.util.stream.IntStream.range(0, unit.size()).toArray());
    double[] squared = squaredDistances(rows, unit, threads);
    double largest = 0;
    for (double value : squared) {
      largest = Math.max(largest, value);
    }
    return new AnchorCover(Math.sqrt(largest), LinearAlgebra.condition(directions));
  }

  private static double[] squaredDistances(UnitVectors rows, UnitVectors anchors, int threads) {
    double[] squared = new double[rows.size()];
    boolean[] row = rows.nonZero();
    boolean[] anchor = anchors.nonZero();
    int m = anchors.size();
    ProductBlocks.visit(
        rows.values(),
        anchors.values(),
        rows.dimension(),
        threads,
        (from, to, cosines) -> {
          for (int i = from; i < to; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < m; j++) {
              double cosine = cosines[(i - from) * m + j];
              double norms = (row[i] ? 1 : 0) + (anchor[j] ? 1 : 0);
              least =
                  Math.min(
                      least, cosine < CLOSE ? norms - 2 * cosine : squared(rows, i, anchors, j));
            }
            squared[i] = Math.max(0, least);
          }
        });
    return squared;
  }

  private static double squared(UnitVectors rows, int i, UnitVectors anchors, int j) {
    int d = rows.dimension();
    double[] difference = new double[d];
    for (int t = 0; t < d; t++) {
      difference[t] = rows.values()[i * d + t] - anchors.values()[j * d + t];
    }
    return Kernels.dot(difference, 0, difference, 0, d);
  }
}
