package org.latent4j.anchors;

/** What rows and anchors are divided by, after centring and before they are compared. */
public enum Scaling {
  /** Nothing. */
  NONE,
  /** Each column by its standard deviation (divisor n - 1); where that is zero, by 1. */
  STD,
  /** Everything by the mean length of a row. */
  ISOTROPIC,
  /** Each row by its own length; a row of zeros stays. */
  L2
}
