package org.latent4j.report;

import java.util.List;
import org.latent4j.error.ShapeException;

/**
 * Horizontal bars, grouped by category: long names stay readable, on a phone too.
 *
 * @param title the heading, or empty
 * @param categories the names of the groups from top to bottom
 * @param axis the axis of the lengths; always linear
 * @param series the bars, one series a colour
 * @param caption what there is to see, or empty
 */
public record BarChart(
    String title, List<String> categories, Axis axis, List<Bars> series, String caption)
    implements Section {
  /** Copies the lists and checks that each series has a value for every category. */
  public BarChart {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
    for (Bars bars : series) {
      if (bars.values().size() != categories.size()) {
        throw new ShapeException(
            "BarChart \"" + title + "\": bars \"" + bars.name() + "\"",
            categories.size() + " values",
            Integer.toString(bars.values().size()));
      }
    }
    if (axis.logarithmic()) {
      throw new org.latent4j.error.InputException(
          "BarChart \"" + title + "\"", "a linear axis (bars begin at 0)", "logarithmic " + axis);
    }
  }

  /** A chart without caption. */
  public static BarChart of(String title, List<String> categories, Axis axis, Bars... series) {
    return new BarChart(title, categories, axis, List.of(series), "");
  }

  /** The same chart with another caption. */
  public BarChart withCaption(String text) {
    return new BarChart(title, categories, axis, series, text);
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.bars(this);
  }
}
