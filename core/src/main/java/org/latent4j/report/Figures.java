package org.latent4j.report;

import java.util.List;

/** Figures in words, the same in all formats. */
final class Figures {
  private Figures() {}

  /** A bar's value, with its interval if there is one. */
  static String bar(Bars bars, int i) {
    String value = Decimals.of(bars.values().get(i));
    if (bars.low().isEmpty()) {
      return value;
    }
    return value
        + " ("
        + Decimals.of(bars.low().get(i))
        + " to "
        + Decimals.of(bars.high().get(i))
        + ")";
  }

  /** The range of the finite values: {@code 0.1 to 2.5}. */
  static String range(List<Double> values) {
    var finite = values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
    var range = finite.summaryStatistics();
    return range.getCount() == 0
        ? "none"
        : Decimals.of(range.getMin()) + " to " + Decimals.of(range.getMax());
  }

  /** What stands below a chart that leaves points out; empty when it leaves out none. */
  static String left(long count, String what) {
    return count == 0
        ? ""
        : "Not drawn: "
            + Decimals.of(count)
            + " "
            + what
            + (count == 1 ? "" : "s")
            + " without a place on the axes.";
  }
}
