package org.latent4j.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The axes of a line or scatter chart, and where points lie between them.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param x the horizontal ruler
 * @param y the vertical ruler
 */
record Frame(double width, double height, Ruler x, Ruler y) {
  private static final double TOP = 12;
  private static final double RIGHT = 16;
  private static final double BOTTOM = 30;
  private static final double GAP = 8;

  /** The frame for the points that both axes show; none when there is no such point. */
  static Optional<Frame> of(double width, double height, Axis x, Axis y, List<Series> series) {
    double bottom = height - BOTTOM - (x.label().isEmpty() ? 0 : 20);
    double top = TOP + (y.label().isEmpty() ? 0 : 20);
    Optional<Ruler> vertical =
        Ruler.nearZero(y, series.stream().flatMapToDouble(s -> shown(s, x, y, false)), bottom, top);
    if (vertical.isEmpty()) {
      return Optional.empty();
    }
    double labels =
        rows(vertical.get()).labels().stream()
            .mapToDouble(label -> Characters.width(label, Svg.LETTERS))
            .max()
            .orElse(0);
    double left = Math.max(28, labels + GAP + 4);
    return Ruler.around(
            x, series.stream().flatMapToDouble(s -> shown(s, x, y, true)), left, width - RIGHT)
        .map(horizontal -> new Frame(width, height, horizontal, vertical.get()));
  }

  private static java.util.stream.DoubleStream shown(Series s, Axis x, Axis y, boolean horizontal) {
    return IntStream.range(0, s.size())
        .filter(i -> x.shows(s.x().get(i)) && y.shows(s.y().get(i)))
        .mapToDouble(i -> horizontal ? s.x().get(i) : s.y().get(i));
  }

  private static int count(double pixels, double each) {
    return (int) Math.max(2, Math.round(pixels / each));
  }

  /** The ticks of the vertical axis: two at least, because one tells no scale. */
  private static Ticks rows(Ruler y) {
    int about = count(y.from() - y.to(), 52);
    Ticks ticks = y.ticks(about);
    return ticks.values().size() < 2 ? y.ticks(2 * about) : ticks;
  }

  /** Draws grid lines, ticks with their labels and the labels of the axes. */
  void draw(Markup out, Axis xAxis, Axis yAxis) {
    out.open("g", "class", "axes");
    Ticks rows = rows(y);
    for (int i = 0; i < rows.values().size(); i++) {
      double at = y.place(rows.values().get(i));
      Svg.line(out, "grid", x.from(), at, x.to(), at);
      Svg.figure(out, x.from() - GAP, at + 4, "end", rows.labels().get(i));
    }
    Svg.line(out, "axis", x.from(), y.from(), x.to(), y.from());
    columns(out);
    if (!yAxis.label().isEmpty()) {
      Svg.text(out, 2, TOP + 2, "start", yAxis.label());
    }
    if (!xAxis.label().isEmpty()) {
      Svg.text(out, (x.from() + x.to()) / 2, height - 6, "middle", xAxis.label());
    }
    out.close();
  }

  private void columns(Markup out) {
    double widest = 0;
    Ticks columns = x.ticks(count(x.to() - x.from(), 80));
    for (String label : columns.labels()) {
      widest = Math.max(widest, Characters.width(label, Svg.LETTERS) + 10);
    }
    columns = x.ticks(count(x.to() - x.from(), Math.max(80, widest)));
    for (int i = 0; i < columns.values().size(); i++) {
      double at = x.place(columns.values().get(i));
      Svg.line(out, "axis", at, y.from(), at, y.from() + 4);
      Svg.figure(out, at, y.from() + 18, "middle", columns.labels().get(i));
    }
  }
}
