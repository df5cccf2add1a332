package org.latent4j.anchors;

import org.jspecify.annotations.Nullable;

/** Centring and scaling. */
final class Frame implements RowMap {
  private final double[] mean; // [d]
  private final double @Nullable [] scale; // [d]
  private final boolean unit;
  private final boolean shifts;

  /**
   * Subtracts, divides, and brings rows to length one, in this order.
   *
   * @param mean {@code [d]}
   * @param scale {@code [d]}, or null to divide by nothing
   * @param unit whether rows get length one
   */
  Frame(double[] mean, double @Nullable [] scale, boolean unit) {
    this.mean = mean;
    this.scale = scale;
    this.unit = unit;
    boolean some = false;
    for (double value : mean) {
      some |= value != 0;
    }
    this.shifts = some;
  }

  static Frame of(RelativeProjection projection, FitState state) {
    return new Frame(state.mean(), state.scale(), projection.scaling() == Scaling.L2);
  }

  int width() {
    return mean.length;
  }

  /** Whether rows stay what they are. */
  boolean isIdentity() {
    return !shifts && scale == null && !unit;
  }

  /** Whether rows are moved only, all alike. */
  boolean isShift() {
    return scale == null && !unit;
  }

  @Override
  public double[] apply(double[] rows) {
    int d = mean.length;
    for (int i = 0; i < rows.length; i += d) {
      if (shifts) {
        for (int j = 0; j < d; j++) {
          rows[i + j] -= mean[j];
        }
      }
      if (scale != null) {
        for (int j = 0; j < d; j++) {
          rows[i + j] /= scale[j];
        }
      }
    }
    if (unit) {
      UnitRows.apply(rows, d);
    }
    return rows;
  }
}
