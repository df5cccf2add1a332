package org.latent4j.metric;

import java.util.List;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * Canonical correlations ρ: the singular values of Q_xᵀQ_y, Q the left singular vectors of a
 * centred space (those above the cutoff max(n, d) eps σ₁). There are min(r, r') of them, r the
 * ranks.
 */
public final class CanonicalCorrelation {
  private static final double VARIANCE = 0.99;

  private CanonicalCorrelation() {}

  static List<SimilarityIndex> all() {
    return List.of(cca(), ccaSquared(), svcca(), pwcca());
  }

  /** {@code cca}: the mean of ρ. */
  public static SimilarityIndex cca() {
    return Definition.similarity("cca", 0, 1, "OPSTL", pair -> mean(pair.overlap()));
  }

  /**
   * {@code cca-squared}: the mean of ρ².
   *
   * <p>Source: Kornblith et al., "Similarity of neural network representations revisited", 2019,
   * arXiv 1905.00414, section 3.
   */
  public static SimilarityIndex ccaSquared() {
    return Definition.similarity(
        "cca-squared",
        0,
        1,
        "OPSTL",
        pair -> {
          Matrix overlap = pair.overlap();
          int count = Math.min(overlap.rows(), overlap.columns());
          return count == 0 ? noVariance() : Value.of(overlap.squaredNorm() / count);
        });
  }

  /**
   * {@code svcca}: {@code cca} of the smallest number of singular directions of each space that
   * hold at least 99 % of its Σσ².
   *
   * <p>Source: Raghu et al., "SVCCA", 2017, arXiv 1706.05806, section 2. ReSi 24ab9e5 compares a
   * share of the variance with 0.99 times its total and keeps one direction.
   */
  public static SimilarityIndex svcca() {
    return Definition.similarity(
        "svcca",
        0,
        1,
        "OPST",
        pair ->
            mean(pair.overlap().corner(kept(pair.x.centredBasis()), kept(pair.y.centredBasis()))));
  }

  private static int kept(Basis basis) {
    double total = basis.squaredNorm();
    double sum = 0;
    int count = 0;
    while (count < basis.rank() && sum < VARIANCE * total) {
      sum += basis.sigma()[count] * basis.sigma()[count];
      count++;
    }
    return count;
  }

  private static Value mean(Matrix overlap) {
    int count = Math.min(overlap.rows(), overlap.columns());
    return count == 0 ? noVariance() : Value.of(Sums.of(Basis.singularValues(overlap)) / count);
  }

  private static Value noVariance() {
    return Value.none("all rows are equal on one side");
  }

  /**
   * {@code pwcca}: Σ α ρ / Σ α with α_i = Σ_j |⟨h_i, x_j⟩|, h = Q_x U the canonical variates of X
   * (U of Q_xᵀQ_y = U Σ Vᵀ) and x_j the columns of X_c. Not symmetric.
   *
   * <p>Source: Morcos, Raghu and Bengio, "Insights on representational similarity in neural
   * networks with canonical correlation", 2018, arXiv 1806.05759, section 2.2. google/svcca applies
   * the directions without the inverse square root and adds the means back.
   */
  public static SimilarityIndex pwcca() {
    return Definition.similarity("pwcca", 0, 1, "PST", CanonicalCorrelation::weighted)
        .with(Trait.ASYMMETRIC);
  }

  private static Value weighted(Pair pair) {
    Basis x = pair.x.centredBasis();
    Basis y = pair.y.centredBasis();
    if (x.rank() == 0 || y.rank() == 0) {
      return noVariance();
    }
    Basis variates = Basis.thin(pair.overlap()); // U [r, min(r, r')]
    Matrix turned = variates.u().transposedTimes(x.v().withColumnsTimes(x.sigma()).transposed(), 1);
    double weighted = 0;
    double weights = 0;
    for (int i = 0; i < turned.rows(); i++) {
      double alpha = 0;
      for (int j = 0; j < turned.columns(); j++) {
        alpha += Math.abs(turned.at(i, j));
      }
      weighted += alpha * variates.sigma()[i];
      weights += alpha;
    }
    String note =
        x.rank() + y.rank() > pair.size()
            ? "ranks "
                + x.rank()
                + " + "
                + y.rank()
                + " exceed "
                + pair.size()
                + " rows: several correlations are 1 and the value depends on the basis"
            : "";
    return new Value(weighted / weights, note);
  }
}
