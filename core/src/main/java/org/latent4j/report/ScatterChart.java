package org.latent4j.report;

import java.util.List;

/**
 * Points over a common pair of axes.
 *
 * @param title the heading, or empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param groups the points, one series a colour and shape
 * @param caption what there is to see, or empty
 */
public record ScatterChart(String title, Axis x, Axis y, List<Series> groups, String caption)
    implements Section {
  /** Copies the series. */
  public ScatterChart {
    groups = List.copyOf(groups);
  }

  /** A chart without caption. */
  public static ScatterChart of(String title, Axis x, Axis y, Series... groups) {
    return new ScatterChart(title, x, y, List.of(groups), "");
  }

  /** The same chart with another caption. */
  public ScatterChart withCaption(String text) {
    return new ScatterChart(title, x, y, groups, text);
  }

  @Override
  public <R> R read(Reader<R> reader) {
    return reader.scatter(this);
  }
}
