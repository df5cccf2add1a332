package org.latent4j.metric;

import java.util.List;
import org.latent4j.error.Require;
import org.latent4j.metric.Definition.Trait;
import org.latent4j.metric.Definition.Value;

/**
 * How well linear maps of one space predict the other, and how far the spaces they span overlap. Q
 * are left singular vectors (those above the cutoff max(n, d) eps σ₁), ‖·‖ is the Frobenius norm.
 */
public final class LinearMap {
  private LinearMap() {}

  static List<SimilarityIndex> all(IndexOptions options) {
    return List.of(linearRegression(), eigenspaceOverlap(), gulp(options.lambda()));
  }

  /**
   * {@code linear-regression}: R² of X from Y by least squares, ‖Q_yᵀX_c‖² / ‖X_c‖². Not symmetric;
   * it notices no invertible map of Y either.
   *
   * <p>Source: Kornblith et al., 2019, arXiv 1905.00414, section 3.
   */
  public static SimilarityIndex linearRegression() {
    return Definition.similarity("linear-regression", 0, 1, "OPST", LinearMap::determination)
        .with(Trait.ASYMMETRIC);
  }

  private static Value determination(Pair pair) {
    double[] sigma = pair.x.centredBasis().sigma();
    Matrix overlap = pair.overlap();
    double explained = 0;
    for (int i = 0; i < overlap.rows(); i++) {
      explained += sigma[i] * sigma[i] * overlap.dot(i, overlap, i);
    }
    return Value.ratio(explained, Sums.ofProducts(sigma, sigma), "the variance of the left space");
  }

  /**
   * {@code eigenspace-overlap}: ‖Q_xᵀQ_y‖² / max(d, d'), not centred.
   *
   * <p>Source: May, Zhang, Dao and Ré, "On the downstream performance of compressed word
   * embeddings", 2019, arXiv 1909.01264, definition 1.
   */
  public static SimilarityIndex eigenspaceOverlap() {
    return Definition.similarity(
        "eigenspace-overlap",
        0,
        1,
        "OPSL",
        pair ->
            Value.of(
                pair.x
                        .rawBasis()
                        .u()
                        .transposedTimes(pair.y.rawBasis().u(), pair.threads)
                        .squaredNorm()
                    / Math.max(pair.x.width, pair.y.width)));
  }

  /**
   * {@code gulp}: the distance of the ridge predictors of all bounded functions, sqrt(Σ w_x² + Σ
   * w_y² - 2 Σ w_{x,i} w_{y,j} ⟨u_i, v_j⟩²) with u, v the left singular vectors of the centred
   * spaces, w = e / (e + λ) and e the eigenvalues of the covariance after scaling to ‖X_c‖² = n. A
   * metric; at λ = 0 it notices no invertible map.
   *
   * <p>Source: Boix-Adsera et al., "GULP: a prediction-based metric between representations", 2022,
   * arXiv 2210.06545, definition 1 and lemma 1. ReSi 24ab9e5 returns the square, which is no
   * metric.
   *
   * @param lambda the ridge λ, at least 0
   */
  public static SimilarityIndex gulp(double lambda) {
    Require.notNegative("gulp: lambda", lambda);
    return Definition.distance(
            "gulp",
            Double.POSITIVE_INFINITY,
            lambda == 0 ? "OPSTL" : "OPST",
            pair -> gulp(pair, lambda))
        .with(Trait.METRIC);
  }

  private static Value gulp(Pair pair, double lambda) {
    Basis x = pair.x.centredBasis();
    Basis y = pair.y.centredBasis();
    if (x.rank() == 0 || y.rank() == 0) {
      return Value.none("all rows are equal on one side");
    }
    double[] wx = weights(x, lambda);
    double[] wy = weights(y, lambda);
    Matrix overlap = pair.overlap();
    double both = 0;
    for (int i = 0; i < wx.length; i++) {
      for (int j = 0; j < wy.length; j++) {
        both += wx[i] * wy[j] * overlap.at(i, j) * overlap.at(i, j);
      }
    }
    double squared = Sums.ofProducts(wx, wx) + Sums.ofProducts(wy, wy) - 2 * both;
    return Value.of(Math.sqrt(Math.max(0, squared)));
  }

  private static double[] weights(Basis basis, double lambda) {
    double total = basis.squaredNorm();
    double[] out = new double[basis.rank()];
    for (int i = 0; i < out.length; i++) {
      double e = basis.sigma()[i] * basis.sigma()[i] / total;
      out[i] = e / (e + lambda);
    }
    return out;
  }
}
