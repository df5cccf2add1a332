package org.latent4j.testkit;

/** What a subject says of {@code DOUBLE} input; a test declares it. */
public enum DoubleRows {
  /** Accepted: {@code DOUBLE} in, {@code DOUBLE} out. */
  STAY_DOUBLE,
  /** Accepted and rounded: {@code DOUBLE} in, {@code FLOAT} out. */
  BECOME_FLOAT,
  /** Refused with an {@link org.latent4j.error.InputException} that names the type. */
  REFUSED
}
