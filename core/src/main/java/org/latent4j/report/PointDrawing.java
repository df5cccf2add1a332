package org.latent4j.report;

import java.util.List;
import java.util.Optional;

/** Draws line and scatter charts. */
final class PointDrawing {
  private static final int MARKED = 30;
  private static final int POINTED = 400;
  private static final int CROWD = 600;

  private final Axis x;
  private final Axis y;
  private final List<Series> series;

  PointDrawing(Axis x, Axis y, List<Series> series) {
    this.x = x;
    this.y = y;
    this.series = series;
  }

  /** How many points have no place between the axes. */
  long left() {
    return total()
        - series.stream().mapToLong(s -> indices(s).filter(i -> shown(s, i)).count()).sum();
  }

  /** Draws the series as lines; false when there is nothing to draw. */
  boolean lines(Markup out, double width, double height, String name) {
    Optional<Frame> frame = open(out, width, height, name);
    for (int k = 0; frame.isPresent() && k < series.size(); k++) {
      out.open("g", "class", Svg.color(k) + Svg.dashes(k));
      out.leaf("path", "class", "line", "d", path(series.get(k), frame.get()));
      boolean marked = series.get(k).size() <= MARKED;
      if (marked || series.get(k).size() <= POINTED) {
        // Unmarked points are there all the same for the pointer to rest on.
        out.open("g", "class", marked ? "dots" : "hits");
        marks(out, k, frame.get(), marked ? 3 : 6);
        out.close();
      }
      out.close();
    }
    return close(out, frame);
  }

  /** Draws the series as points; false when there is nothing to draw. */
  boolean points(Markup out, double width, double height, String name) {
    Optional<Frame> frame = open(out, width, height, name);
    boolean crowd = total() > CROWD;
    for (int k = 0; frame.isPresent() && k < series.size(); k++) {
      out.open("g", "class", Svg.color(k) + (crowd ? " dots crowd" : " dots"));
      marks(out, k, frame.get(), crowd ? 2.2 : 3.6);
      out.close();
    }
    return close(out, frame);
  }

  private Optional<Frame> open(Markup out, double width, double height, String name) {
    Optional<Frame> frame = Frame.of(width, height, x, y, series);
    if (frame.isPresent()) {
      Svg.open(out, width, height, name);
      frame.get().draw(out, x, y);
    }
    return frame;
  }

  private static boolean close(Markup out, Optional<Frame> frame) {
    if (frame.isPresent()) {
      out.close();
    }
    return frame.isPresent();
  }

  private void marks(Markup out, int k, Frame frame, double radius) {
    Series points = series.get(k);
    indices(points)
        .filter(i -> shown(points, i))
        .forEach(
            i -> {
              double px = frame.x().place(points.x().get(i));
              double py = frame.y().place(points.y().get(i));
              Mark.draw(out, k, px, py, radius, hover(points, i));
            });
  }

  private String path(Series points, Frame frame) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < points.size(); i++) {
      boolean shown = shown(points, i);
      if (shown) {
        path.append(drawing ? 'L' : 'M').append(Svg.number(frame.x().place(points.x().get(i))));
        path.append(' ').append(Svg.number(frame.y().place(points.y().get(i))));
      }
      drawing = shown;
    }
    return path.toString();
  }

  private static String hover(Series points, int i) {
    String place =
        Svg.minus(Decimals.of(points.x().get(i)))
            + ", "
            + Svg.minus(Decimals.of(points.y().get(i)));
    String what = points.labels().isEmpty() ? "" : points.labels().get(i);
    String name = points.name();
    return name
        + (name.isEmpty() || what.isEmpty() ? "" : ": ")
        + what
        + (name.isEmpty() && what.isEmpty() ? "" : "\n")
        + place;
  }

  private long total() {
    return series.stream().mapToLong(Series::size).sum();
  }

  private boolean shown(Series points, int i) {
    return x.shows(points.x().get(i)) && y.shows(points.y().get(i));
  }

  private static java.util.stream.IntStream indices(Series points) {
    return java.util.stream.IntStream.range(0, points.size());
  }
}
