package org.latent4j.metric;

import java.util.Locale;

/** Which values of an index say that two spaces are more alike. */
public enum Direction {
  /** A higher value: a similarity. */
  HIGHER,
  /** A lower value: a distance. */
  LOWER;

  /** Whether {@code value} says at least as much alikeness as {@code other}; false for NaN. */
  public boolean asGood(double value, double other) {
    return this == HIGHER ? value >= other : value <= other;
  }

  /** The word used in reports, {@code higher} or {@code lower}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
