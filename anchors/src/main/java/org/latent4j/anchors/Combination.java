package org.latent4j.anchors;

/** How the standardised relative rows of several kinds become one. */
public enum Combination {
  /** One after the other: q m columns. */
  CONCAT,
  /** Their mean: m columns. */
  MEAN
}
