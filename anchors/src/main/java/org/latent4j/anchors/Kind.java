package org.latent4j.anchors;

import java.util.Arrays;
import java.util.Locale;
import org.latent4j.error.InputException;

/**
 * What a relative row says of a row x and an anchor a, after centring and scaling; x̂ and â are x
 * and a brought to length one. Each stays the same when rows and anchors are moved together by the
 * maps that are named.
 */
public enum Kind {
  /** x̂·â: orthogonal maps, scales, a scale of each row; translations when centred. */
  COSINE(true),
  /** x·a: orthogonal maps; translations when centred. */
  INNER(true),
  /** The angle of x and a as a share of π: as {@link #COSINE}. */
  ANGULAR(false),
  /** |x - a|: orthogonal maps, translations. */
  EUCLIDEAN(false),
  /** The sum of the absolute differences: signed permutations, translations. */
  L1(false),
  /** The largest absolute difference: signed permutations, translations. */
  LINF(false),
  /** The Minkowski distance of order p: signed permutations, translations. */
  LP(false),
  /** exp(-|x - a|² / 2σ²): isometries, with the default σ scales too. */
  RBF(true),
  /** The length of the shortest path through the neighbour graph of the fitting space. */
  GEODESIC(false),
  /**
   * x A⁺, the coordinates of x in the anchors: invertible linear maps where the anchors span the
   * space, else orthogonal ones; translations when centred.
   */
  BASIS(true),
  /** (x - μ) Σ⁻¹ (a - μ)ᵀ, μ and Σ of the fitting space: invertible affine maps. */
  WHITENED(true),
  /** sqrt((x - a) Σ⁻¹ (x - a)ᵀ): invertible affine maps. */
  MAHALANOBIS(false);

  private final boolean similarity;

  Kind(boolean similarity) {
    this.similarity = similarity;
  }

  /** Whether larger is nearer. */
  public boolean similarity() {
    return similarity;
  }

  /** The name in commands and files, such as {@code cosine}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that label.
   *
   * @throws InputException for another word; lists all
   */
  public static Kind named(String label) {
    for (Kind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new InputException(
        "projection", Arrays.stream(values()).map(Kind::label).toList().toString(), label);
  }

  /** Whether it looks at the mean and covariance of the fitting space, whatever the centring. */
  boolean ofCovariance() {
    return this == WHITENED || this == MAHALANOBIS;
  }
}
