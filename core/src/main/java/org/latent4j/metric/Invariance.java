package org.latent4j.metric;

import java.util.EnumSet;
import java.util.Set;

/**
 * A class of changes to one of two spaces alone that an index does not notice. {@link #ORTHOGONAL}
 * contains {@link #PERMUTATION}; {@link #INVERTIBLE_LINEAR} contains both and {@link
 * #ISOTROPIC_SCALE}; {@link #AFFINE} contains all.
 *
 * <p>Source: Klabunde et al., "Similarity of neural network models", 2023, arXiv 2305.06329,
 * section 2.3.
 */
public enum Invariance {
  /** Rotations and reflections: X to X Q. */
  ORTHOGONAL('O'),
  /** Another order of the columns: X to X P. */
  PERMUTATION('P'),
  /** One positive factor: X to s X. */
  ISOTROPIC_SCALE('S'),
  /** One vector added to all rows: X to X + 1 bᵀ. */
  TRANSLATION('T'),
  /** An invertible matrix: X to X M. */
  INVERTIBLE_LINEAR('L'),
  /** An invertible matrix and a translation: X to X M + 1 bᵀ. */
  AFFINE('A');

  private final char letter;

  Invariance(char letter) {
    this.letter = letter;
  }

  /**
   * The classes named by their letters (O, P, S, T, L), and those that follow from them: linear and
   * translation together are affine.
   */
  static Set<Invariance> of(String letters) {
    Set<Invariance> out = EnumSet.noneOf(Invariance.class);
    for (Invariance invariance : values()) {
      if (letters.indexOf(invariance.letter) >= 0) {
        out.add(invariance);
      }
    }
    if (out.contains(INVERTIBLE_LINEAR) && out.contains(TRANSLATION)) {
      out.add(AFFINE);
    }
    return Set.copyOf(out);
  }
}
