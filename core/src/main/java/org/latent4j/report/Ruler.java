package org.latent4j.report;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Where values lie along an axis, in pixels.
 *
 * @param logarithmic whether equal steps are equal factors
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 * @param from a pixel
 * @param to another pixel, above or below {@code from}
 */
record Ruler(boolean logarithmic, double low, double high, double from, double to) {
  private static final double ROOM = 0.04;
  private static final double NEAR = 0.3;

  /**
   * A ruler for the values that the axis shows, with a little room at ends that the axis leaves
   * open; none when it shows no value.
   */
  static Optional<Ruler> around(Axis axis, DoubleStream values, double from, double to) {
    return of(axis, values, from, to, false);
  }

  /** The same, but from 0 where 0 is not far from the values. */
  static Optional<Ruler> nearZero(Axis axis, DoubleStream values, double from, double to) {
    return of(axis, values, from, to, true);
  }

  private static Optional<Ruler> of(
      Axis axis, DoubleStream values, double from, double to, boolean zero) {
    var range = values.filter(axis::shows).summaryStatistics();
    if (range.getCount() == 0) {
      return Optional.empty();
    }
    double low = Double.isNaN(axis.low()) ? range.getMin() : axis.low();
    double high = Double.isNaN(axis.high()) ? range.getMax() : axis.high();
    double widerLow = axis.logarithmic() ? low / factor(low, high) : low - room(low, high);
    double widerHigh = axis.logarithmic() ? high * factor(low, high) : high + room(low, high);
    if (zero && !axis.logarithmic()) {
      widerLow = low >= 0 && (low < NEAR * high || high == 0) ? 0 : widerLow;
      widerHigh = high <= 0 && high > NEAR * low ? 0 : widerHigh;
    }
    double least = axis.logarithmic() ? Double.MIN_VALUE : -Double.MAX_VALUE;
    low = Double.isNaN(axis.low()) ? Math.max(widerLow, least) : low;
    high = Double.isNaN(axis.high()) ? Math.min(widerHigh, Double.MAX_VALUE) : high;
    return Optional.of(new Ruler(axis.logarithmic(), low, high, from, to));
  }

  private static double factor(double low, double high) {
    double factor = low < high ? StrictMath.pow(high / low, ROOM) : 2;
    return Double.isFinite(factor) ? factor : 2;
  }

  /** A part of the range; where that is next to nothing, a part of the values themselves. */
  private static double room(double low, double high) {
    double range = high * ROOM - low * ROOM;
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (size < 1e-290) {
      return 1;
    }
    return range > size * 1e-12 ? range : size * 0.1;
  }

  /** The pixel of a value. */
  double place(double value) {
    double part =
        logarithmic
            ? (StrictMath.log(value) - StrictMath.log(low))
                / (StrictMath.log(high) - StrictMath.log(low))
            // Halves: the difference of two doubles may be no double.
            : (value / 2 - low / 2) / (high / 2 - low / 2);
    return from + part * (to - from);
  }

  /** Round values along this ruler. */
  Ticks ticks(int about) {
    return logarithmic ? Ticks.logarithmic(low, high, about) : Ticks.linear(low, high, about);
  }
}
