package org.latent4j.anchors;

/** How the relative rows of several heads become one. */
public enum Pool {
  /** One after the other: h m columns. */
  CONCAT,
  /** Their mean: m columns. */
  MEAN,
  /** Their sum: m columns. */
  SUM,
  /** The largest of them for each anchor: m columns. */
  MAX
}
