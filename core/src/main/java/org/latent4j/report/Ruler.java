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

  /**
   * A ruler for the values that the axis shows, with a little room at ends that the axis leaves
   * open; none when it shows no value.
   */
  static Optional<Ruler> of(Axis axis, DoubleStream values, double from, double to) {
    var range = values.filter(axis::shows).summaryStatistics();
    if (range.getCount() == 0) {
      return Optional.empty();
    }
    boolean openLow = Double.isNaN(axis.low());
    boolean openHigh = Double.isNaN(axis.high());
    double low = openLow ? range.getMin() : axis.low();
    double high = openHigh ? range.getMax() : axis.high();
    if (axis.logarithmic()) {
      double factor = low < high ? StrictMath.pow(high / low, ROOM) : 2;
      factor = Double.isFinite(factor) ? factor : 2;
      low = openLow ? Math.max(low / factor, Double.MIN_VALUE) : low;
      high = openHigh ? Math.min(high * factor, Double.MAX_VALUE) : high;
    } else {
      boolean nearZero = low >= 0 && low < 0.3 * high;
      double room = room(low, high);
      low = openLow ? nearZero ? 0 : Math.max(low - room, -Double.MAX_VALUE) : low;
      high = openHigh ? Math.min(high + room, Double.MAX_VALUE) : high;
    }
    return Optional.of(new Ruler(axis.logarithmic(), low, high, from, to));
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
