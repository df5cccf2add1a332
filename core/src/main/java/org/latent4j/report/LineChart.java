package org.latent4j.report;

import java.util.List;

/**
 * Lines over a common pair of axes. A value that is not finite breaks its line.
 *
 * @param title the heading, or empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param lines the lines; the points of each are joined in their order
 * @param caption what there is to see, or empty
 */
public record LineChart(String title, Axis x, Axis y, List<Series> lines, String caption)
    implements Section {
  /** Copies the series. */
  public LineChart {
    lines = List.copyOf(lines);
  }

  /** A chart without caption. */
  public static LineChart of(String title, Axis x, Axis y, Series... lines) {
    return new LineChart(title, x, y, List.of(lines), "");
  }

  /** The same chart with another caption. */
  public LineChart withCaption(String text) {
    return new LineChart(title, x, y, lines, text);
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.lines(this);
  }
}
