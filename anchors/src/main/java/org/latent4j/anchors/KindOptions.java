package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;

/**
 * The parameters of single kinds.
 *
 * @param p the order of {@link Kind#LP}, at least 1 and finite
 * @param sigma the width of {@link Kind#RBF}, above 0; null for the median distance of two anchors
 * @param neighbours K of {@link Kind#GEODESIC}, at least 1
 * @param ridge λ of {@link Kind#WHITENED} and {@link Kind#MAHALANOBIS}, at least 0: λ tr(Σ) / d is
 *     added to the diagonal of Σ
 */
public record KindOptions(double p, @Nullable Double sigma, int neighbours, double ridge) {
  private static final KindOptions DEFAULT = new KindOptions(3, null, 10, 0);

  /** Checks the ranges. */
  public KindOptions {
    if (!(p >= 1) || Double.isInfinite(p)) {
      throw new InputException("projection lp: p", "a finite number from 1", Double.toString(p));
    }
    if (sigma != null) {
      Require.positive("projection rbf: sigma", sigma);
    }
    Require.atLeast("projection geodesic: neighbours", 1, neighbours);
    Require.notNegative("projection: ridge", ridge);
  }

  /** p = 3, the median σ, 10 neighbours, no ridge. */
  public static KindOptions standard() {
    return DEFAULT;
  }

  /** With another order. */
  public KindOptions withP(double other) {
    return new KindOptions(other, sigma, neighbours, ridge);
  }

  /** With another width. */
  public KindOptions withSigma(@Nullable Double other) {
    return new KindOptions(p, other, neighbours, ridge);
  }

  /** With another number of neighbours. */
  public KindOptions withNeighbours(int other) {
    return new KindOptions(p, sigma, other, ridge);
  }

  /** With another ridge. */
  public KindOptions withRidge(double other) {
    return new KindOptions(p, sigma, neighbours, other);
  }
}
