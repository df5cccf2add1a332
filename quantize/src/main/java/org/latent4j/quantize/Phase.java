package org.latent4j.quantize;

/** What a forward pass is for. */
public enum Phase {
  /** Training: random choices are made, and the step can be learned from. */
  TRAINING,
  /** Evaluation: no random choice is made. */
  EVALUATION
}
