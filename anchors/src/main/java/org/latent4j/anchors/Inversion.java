package org.latent4j.anchors;

import org.latent4j.error.Require;

/**
 * How a row is found whose relative row is known; Â are the unit anchors of the target space.
 *
 * <p>Source: Maiorca et al., "Latent space translation via inverse relative projection", 2024,
 * arXiv 2406.15057, section 3.
 */
public sealed interface Inversion {
  /** r (Âᵀ)⁺, the pseudo-inverse with singular values up to max(m, d) eps of the largest as 0. */
  record Pinv() implements Inversion {}

  /**
   * r Â (ÂᵀÂ + λ tr(ÂᵀÂ) / d I)⁻¹.
   *
   * @param lambda λ, at least 0; 0 is the pseudo-inverse
   */
  record Ridge(double lambda) implements Inversion {
    /** Checks λ. */
    public Ridge {
      Require.notNegative("Inversion.Ridge: lambda", lambda);
    }
  }

  /**
   * The mean of the pseudo-inverses of random subsets of the anchors.
   *
   * @param count ω, how many subsets, at least 1
   * @param size anchors in each, at least 1 and at most m
   * @param seed subset i are the first {@code size} entries of a permutation by its child i
   */
  record Subsets(int count, int size, long seed) implements Inversion {
    /** Checks the ranges. */
    public Subsets {
      Require.atLeast("Inversion.Subsets: count", 1, count);
      Require.atLeast("Inversion.Subsets: size", 1, size);
    }

    /** Subsets from seed 0. */
    public Subsets(int count, int size) {
      this(count, size, 0);
    }
  }
}
