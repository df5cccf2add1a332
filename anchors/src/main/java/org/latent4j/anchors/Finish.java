package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;
import org.latent4j.error.Require;

/**
 * What is done to relative rows once they are there, in this order.
 *
 * @param quantising rounding, or null for none
 * @param sparsity what is kept of a row, or null for all
 * @param post what is done last
 */
public record Finish(@Nullable Quantising quantising, @Nullable Sparsity sparsity, Post post) {
  private static final Finish NONE = new Finish(null, null, Post.NONE);

  /** Relative rows as they are. */
  public static Finish none() {
    return NONE;
  }

  /** Whether nothing is done. */
  boolean isNone() {
    return equals(NONE);
  }

  /**
   * Rounding.
   *
   * @param how the rule
   * @param bin b, above 0
   */
  public record Quantising(Quantised how, double bin) {
    /** Checks the bin. */
    public Quantising {
      Require.positive("projection: bin", bin);
    }
  }

  /**
   * Keeps of v = max(r, 0) the k largest values of a row (of equal ones the smaller anchor), raises
   * them to a power and brings the row to length one.
   *
   * <p>Source: Norelli et al., "ASIF: coupled data turns unimodal models to multimodal without
   * training", 2022, arXiv 2210.01738, section 2.
   *
   * @param topK k, at least 1 and at most the number of columns
   * @param exponent the power, above 0
   */
  public record Sparsity(int topK, double exponent) {
    /** Checks the ranges. */
    public Sparsity {
      Require.atLeast("projection: top-k", 1, topK);
      Require.positive("projection: exponent", exponent);
    }
  }
}
