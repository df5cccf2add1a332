package org.latent4j.anchors;

/**
 * Where the statistics of a {@link Scaling} are taken; centring goes by {@link Centering} alone.
 */
public enum FitOn {
  /** Over the centred anchors. */
  ANCHORS,
  /** Over the centred fitting space. */
  SPACE
}
