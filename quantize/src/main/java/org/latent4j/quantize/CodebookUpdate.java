package org.latent4j.quantize;

/** How a codebook learns. */
public enum CodebookUpdate {
  /** Each vector is a moving average of the rows that were nearest to it. */
  MOVING_AVERAGE,
  /** By the gradient of the loss that draws vectors to rows. */
  GRADIENT,
  /** It stays. */
  FROZEN
}
