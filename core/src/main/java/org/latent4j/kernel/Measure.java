package org.latent4j.kernel;

/** How near two vectors are: a similarity, where larger is nearer, or a distance. */
public enum Measure {
  /** Cosine of the angle, in [-1, 1]; 0 where a vector is zero. */
  COSINE(true),
  /** The inner product. */
  INNER_PRODUCT(true),
  /** The square of the Euclidean distance. */
  SQUARED_EUCLIDEAN(false),
  /** The sum of the absolute differences, L1. */
  MANHATTAN(false),
  /** The largest absolute difference, L-infinity. */
  CHEBYSHEV(false);

  private final boolean similarity;

  Measure(boolean similarity) {
    this.similarity = similarity;
  }

  /** Whether larger is nearer. */
  public boolean similarity() {
    return similarity;
  }

  /** Whether a product of matrices gives all scores. */
  boolean byProduct() {
    return this == COSINE || this == INNER_PRODUCT || this == SQUARED_EUCLIDEAN;
  }
}
