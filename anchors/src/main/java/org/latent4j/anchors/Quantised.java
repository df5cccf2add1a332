package org.latent4j.anchors;

/** How values are brought near the multiples of a bin b, with t = r / b. */
public enum Quantised {
  /** To the nearest multiple, of two equally near ones to the even one. */
  BIN,
  /** b (t - sin(2πt) / 2π), which is smooth. */
  SMOOTH
}
