package org.latent4j.quantize;

/** How a gradient passes the choice of the nearest vector. */
public enum GradientEstimator {
  /** As if the output were the row. */
  STRAIGHT_THROUGH,
  /**
   * As if the output were the row, rotated and stretched onto its vector by fixed amounts.
   *
   * <p>Source: Fifty et al. 2024, arXiv 2410.06424, section 4.
   */
  ROTATION
}
