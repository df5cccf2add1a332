package org.latent4j.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.latent4j.error.ShapeException;

/**
 * The bars of one colour in a bar chart, one for each of its categories.
 *
 * @param name the name in the legend
 * @param values the lengths, from 0; one that is not finite is not drawn
 * @param low the lower ends of the intervals, as many, or none at all
 * @param high the upper ends of the intervals, as many, or none at all
 */
public record Bars(String name, List<Double> values, List<Double> low, List<Double> high) {
  /** Copies the lists and checks their lengths. */
  public Bars {
    values = List.copyOf(values);
    low = List.copyOf(low);
    high = List.copyOf(high);
    if (low.size() != high.size() || !(low.isEmpty() || low.size() == values.size())) {
      throw new ShapeException(
          "Bars \"" + name + "\"",
          values.size() + " lower and upper ends or none",
          low.size() + " and " + high.size());
    }
  }

  /** Bars without intervals. */
  public static Bars of(String name, double... values) {
    return new Bars(name, boxed(values), List.of(), List.of());
  }

  /** The same bars with an interval each, such as that of a bootstrap. */
  public Bars withIntervals(double[] lowest, double[] highest) {
    return new Bars(name, values, boxed(lowest), boxed(highest));
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
