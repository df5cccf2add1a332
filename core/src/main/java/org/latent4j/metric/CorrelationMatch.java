package org.latent4j.metric;

import java.util.List;
import org.latent4j.kernel.Assignment;
import org.latent4j.metric.Definition.Value;

/**
 * Matches of single columns by their Pearson correlation, sign included. A constant column
 * correlates with none (0), which the note says.
 *
 * <p>Source: Li, Yosinski, Clune, Lipson and Hopcroft, "Convergent learning", 2015, arXiv
 * 1511.07543, section 3.
 */
public final class CorrelationMatch {
  private CorrelationMatch() {}

  static List<SimilarityIndex> all() {
    return List.of(hard(), soft());
  }

  /**
   * {@code hard-correlation-match}: the mean correlation of the min(d, d') pairs of columns of the
   * best one-to-one match.
   */
  public static SimilarityIndex hard() {
    return Definition.similarity(
        "hard-correlation-match",
        -1,
        1,
        "PST",
        pair -> {
          Matrix correlations = correlations(pair);
          int[] columns =
              Assignment.maximum(correlations.values(), correlations.rows(), correlations.columns())
                  .columns();
          double sum = 0;
          for (int i = 0; i < columns.length; i++) {
            sum += columns[i] < 0 ? 0 : correlations.at(i, columns[i]);
          }
          return value(pair, sum / Math.min(correlations.rows(), correlations.columns()));
        });
  }

  /**
   * {@code soft-correlation-match}: every column takes its best; half of the mean over the columns
   * of X plus the mean over those of Y.
   */
  public static SimilarityIndex soft() {
    return Definition.similarity(
        "soft-correlation-match",
        -1,
        1,
        "PST",
        pair -> {
          Matrix correlations = correlations(pair);
          double both = meanOfRowMaxima(correlations) + meanOfRowMaxima(correlations.transposed());
          return value(pair, both / 2);
        });
  }

  private static Value value(Pair pair, double number) {
    int constant = constantColumns(pair.x) + constantColumns(pair.y);
    return new Value(number, constant == 0 ? "" : constant + " constant columns match none");
  }

  private static int constantColumns(Side side) {
    return UnitRows.zeros(side.centred().transposed());
  }

  /** {@code [d, d']}. */
  private static Matrix correlations(Pair pair) {
    Matrix left = UnitRows.of(pair.x.centred().transposed()); // [d, n]
    Matrix right = UnitRows.of(pair.y.centred().transposed()); // [d', n]
    return left.timesTransposed(right, pair.threads);
  }

  private static double meanOfRowMaxima(Matrix values) {
    double sum = 0;
    for (int i = 0; i < values.rows(); i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < values.columns(); j++) {
        largest = Math.max(largest, values.at(i, j));
      }
      sum += largest;
    }
    return sum / values.rows();
  }
}
