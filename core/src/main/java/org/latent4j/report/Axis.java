package org.latent4j.report;

import org.latent4j.error.InputException;

/**
 * An axis of a chart.
 *
 * @param label what it measures, with the unit, or empty
 * @param logarithmic whether equal steps are equal factors; values of 0 and below have no place
 *     then
 * @param low the lowest value shown, or NaN for that of the data
 * @param high the highest value shown, or NaN for that of the data
 */
public record Axis(String label, boolean logarithmic, double low, double high) {
  /** Checks the range. */
  public Axis {
    if (low >= high || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new InputException("Axis \"" + label + "\"", "finite low < high", low + ", " + high);
    }
    if (logarithmic && (low <= 0 || high <= 0)) {
      throw new InputException("Axis \"" + label + "\"", "low > 0", low + ", " + high);
    }
  }

  /** A linear axis over the range of the data. */
  public static Axis of(String label) {
    return new Axis(label, false, Double.NaN, Double.NaN);
  }

  /** A logarithmic axis over the range of the data. */
  public static Axis log(String label) {
    return new Axis(label, true, Double.NaN, Double.NaN);
  }

  /** The same axis from {@code lowest} to {@code highest}; what lies outside is not drawn. */
  public Axis withRange(double lowest, double highest) {
    return new Axis(label, logarithmic, lowest, highest);
  }

  /** Whether a value has a place on this axis, as far as the axis alone can tell. */
  boolean shows(double value) {
    return Double.isFinite(value)
        && !(logarithmic && value <= 0)
        && !(value < low)
        && !(value > high);
  }
}
