package org.latent4j.metric;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.latent4j.kernel.Assignment;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * Distances of two spaces after the best rotation, and what else needs one. X_c, Y_c are centred;
 * X̃, Ỹ centred and of Frobenius norm 1; ‖·‖_* is the nuclear norm. Spaces of different widths are
 * compared as if the narrower had further columns of zeros.
 *
 * <p>Source: Williams, Kunz, Kornblith and Linderman, "Generalized shape metrics on neural
 * representations", 2021, arXiv 2110.14739; Ding, Denain and Steinhardt, "Grounding representation
 * similarity with statistical testing", 2021, arXiv 2108.01661, section 2.
 */
public final class ShapeDistance {
  private ShapeDistance() {}

  static List<SimilarityIndex> all() {
    return List.of(
        procrustes(),
        procrustesSquared(),
        procrustesSizeShape(),
        angularShape(),
        permutationProcrustes(),
        alignedCosine());
  }

  /** {@code procrustes}: sqrt(2 - 2 ‖X̃ᵀỸ‖_*), a metric. */
  public static SimilarityIndex procrustes() {
    return Definition.distance(
            "procrustes", Math.sqrt(2), "OPST", pair -> normalised(pair, Math::sqrt))
        .with(Trait.METRIC);
  }

  /** {@code procrustes-squared}: 2 - 2 ‖X̃ᵀỸ‖_*; its square root is the metric. */
  public static SimilarityIndex procrustesSquared() {
    return Definition.distance("procrustes-squared", 2, "OPST", pair -> normalised(pair, d -> d));
  }

  /** {@code procrustes-size-shape}: sqrt(‖X_c‖² + ‖Y_c‖² - 2 ‖X_cᵀY_c‖_*), a metric. */
  public static SimilarityIndex procrustesSizeShape() {
    return Definition.distance(
            "procrustes-size-shape",
            Double.POSITIVE_INFINITY,
            "OPT",
            pair -> Value.of(Math.sqrt(pair.centredAlignment().squaredDistance(1, 1))))
        .with(Trait.METRIC);
  }

  /** {@code angular-shape}: acos ‖X̃ᵀỸ‖_*, a metric, by the half-angle where it is small. */
  public static SimilarityIndex angularShape() {
    return Definition.distance(
            "angular-shape",
            Math.PI / 2,
            "OPST",
            pair -> normalised(pair, d -> 2 * Math.asin(Math.sqrt(d) / 2)))
        .with(Trait.METRIC);
  }

  private static Value normalised(Pair pair, DoubleUnaryOperator of) {
    Alignment best = pair.centredAlignment();
    if (!(best.normX() > 0) || !(best.normY() > 0)) {
      return Value.none("all rows are equal on one side");
    }
    double squared = best.squaredDistance(1 / best.normX(), 1 / best.normY());
    return Value.of(of.applyAsDouble(Math.max(0, Math.min(2, squared))));
  }

  /**
   * {@code permutation-procrustes}: the least ‖X - Y P‖ over permutations P of the columns, not
   * centred, by assignment on XᵀY; a metric.
   */
  public static SimilarityIndex permutationProcrustes() {
    return Definition.distance(
            "permutation-procrustes",
            Double.POSITIVE_INFINITY,
            "P",
            pair -> Value.of(permuted(pair.x.raw(), pair.y.raw(), pair.threads)))
        .with(Trait.METRIC);
  }

  private static double permuted(Matrix x, Matrix y, int threads) {
    Matrix products = x.transposedTimes(y, threads);
    int[] columns =
        Assignment.maximum(products.values(), products.rows(), products.columns()).columns();
    boolean[] taken = new boolean[y.columns()];
    double sum = 0;
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < x.rows(); i++) {
        double difference = x.at(i, j) - (columns[j] < 0 ? 0 : y.at(i, columns[j]));
        sum += difference * difference;
      }
      if (columns[j] >= 0) {
        taken[columns[j]] = true;
      }
    }
    for (int j = 0; j < taken.length; j++) {
      for (int i = 0; i < y.rows() && !taken[j]; i++) {
        sum += y.at(i, j) * y.at(i, j);
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * {@code aligned-cosine}: the mean cosine of row i of X R and of Y with R the orthogonal polar
   * factor of XᵀY, not centred. Rows of zeros are left out, which the note says.
   *
   * <p>Source: Hamilton, Leskovec and Jurafsky, "Diachronic word embeddings", 2016, arXiv
   * 1605.09096.
   */
  public static SimilarityIndex alignedCosine() {
    return Definition.similarity(
        "aligned-cosine", -1, 1, "OPS", pair -> pair.rawAlignment().meanCosine());
  }
}
