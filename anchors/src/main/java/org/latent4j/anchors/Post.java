package org.latent4j.anchors;

/** What is done to relative rows last. */
public enum Post {
  /** Nothing. */
  NONE,
  /** Each row is brought to length one; a row of zeros stays. */
  L2,
  /**
   * Each column less its mean and divided by its standard deviation (divisor m - 1; 1 where that is
   * zero), both over the relative rows of the anchors themselves.
   */
  STANDARD
}
