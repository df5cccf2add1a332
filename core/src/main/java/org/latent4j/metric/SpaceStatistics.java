package org.latent4j.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * Differences of one figure of each space; the rows need not be paired.
 *
 * <p>Source: Wang et al., "Towards understanding the instability of network embedding", 2020
 * (magnitude, concentricity); Wang and Isola, "Understanding contrastive representation learning
 * through alignment and uniformity on the hypersphere", 2020, arXiv 2005.10242 (uniformity).
 */
public final class SpaceStatistics {
  private SpaceStatistics() {}

  static List<SimilarityIndex> all() {
    return List.of(magnitudeDifference(), uniformityDifference(), concentricityDifference());
  }

  private static Definition difference(
      String name, double most, String flags, ToDoubleFunction<Side> of) {
    return Definition.distance(
        name,
        most,
        flags,
        pair -> Value.of(Math.abs(of.applyAsDouble(pair.x) - of.applyAsDouble(pair.y))));
  }

  /** {@code magnitude-difference}: | ‖x̄‖ - ‖ȳ‖ |, the norms of the mean rows. */
  public static SimilarityIndex magnitudeDifference() {
    return difference(
        "magnitude-difference",
        Double.POSITIVE_INFINITY,
        "OP",
        side -> UnitRows.norm(mean(side), 0));
  }

  /**
   * {@code uniformity-difference}: |U(X) - U(Y)| with U = log of the mean of exp(-2 ‖x_i - x_j‖²)
   * over all i and j, i = j among them.
   */
  public static SimilarityIndex uniformityDifference() {
    return difference(
            "uniformity-difference",
            Double.POSITIVE_INFINITY,
            "OPT",
            side -> {
              double[] squares = side.squaredDistances().values();
              double sum =
                  Sums.of(
                      squares.length,
                      1 << 14,
                      side.threads,
                      (from, to) -> {
                        double part = 0;
                        for (int p = from; p < to; p++) {
                          part += Math.exp(-2 * squares[p]);
                        }
                        return part;
                      });
              double n = side.rows;
              return Math.log((2 * sum + n) / (n * n));
            })
        .with(Trait.ALL_PAIRS);
  }

  /**
   * {@code concentricity-difference}: the difference of the mean cosines of the rows with the mean
   * row; 0 for a row or a mean of zeros.
   */
  public static SimilarityIndex concentricityDifference() {
    return difference(
        "concentricity-difference",
        2,
        "OPS",
        side -> {
          Matrix unit = side.unit();
          Matrix direction = UnitRows.of(mean(side));
          double sum = 0;
          for (int i = 0; i < side.rows; i++) {
            sum += unit.dot(i, direction, 0);
          }
          return sum / side.rows;
        });
  }

  private static Matrix mean(Side side) {
    return new Matrix(side.mean(), 1, side.width);
  }
}
