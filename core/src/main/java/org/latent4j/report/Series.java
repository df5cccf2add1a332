package org.latent4j.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.latent4j.error.ShapeException;

/**
 * Named points of a line or scatter chart.
 *
 * @param name the name in the legend
 * @param x the horizontal values
 * @param y the vertical values, as many
 * @param labels what each point is, such as its key; as many, or none at all
 */
public record Series(String name, List<Double> x, List<Double> y, List<String> labels) {
  /** Copies the lists and checks their lengths. */
  public Series {
    x = List.copyOf(x);
    y = List.copyOf(y);
    labels = List.copyOf(labels);
    if (y.size() != x.size() || !(labels.isEmpty() || labels.size() == x.size())) {
      throw new ShapeException(
          "Series \"" + name + "\"",
          x.size() + " y values and as many labels or none",
          y.size() + " and " + labels.size());
    }
  }

  /** Points from two arrays of one length. */
  public static Series of(String name, double[] x, double[] y) {
    return new Series(name, boxed(x), boxed(y), List.of());
  }

  /** Points at 1, 2, 3 and so on, such as the epochs of a fit. */
  public static Series of(String name, double[] y) {
    List<Double> places = IntStream.rangeClosed(1, y.length).asDoubleStream().boxed().toList();
    return new Series(name, places, boxed(y), List.of());
  }

  /** The same points with what each of them is. */
  public Series withLabels(List<String> texts) {
    return new Series(name, x, y, texts);
  }

  /** How many points there are. */
  public int size() {
    return x.size();
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
