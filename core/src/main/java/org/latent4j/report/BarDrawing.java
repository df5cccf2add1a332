package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws a bar chart. */
final class BarDrawing {
  private static final double GAP = 14;
  private static final double NAMES = 190;
  private static final double BOTTOM = 24;

  private final BarChart chart;
  private final double width;
  private final double thickness;
  private final double names;
  private final int decimals;

  BarDrawing(BarChart chart, double width) {
    this.chart = chart;
    this.width = width;
    this.thickness = chart.series().size() > 1 ? 14 : 20;
    this.decimals = Decimals.decimals(values().filter(Double::isFinite).boxed().toList(), 3);
    double widest =
        chart.categories().stream()
            .mapToDouble(name -> Characters.width(name, Svg.LETTERS))
            .max()
            .orElse(0);
    this.names = Math.min(Math.min(NAMES, width * 0.34), widest) + 10;
  }

  /** How many bars have no length. */
  long left() {
    return values().filter(value -> !chart.axis().shows(value)).count();
  }

  /** Draws the chart; false when there is nothing to draw. */
  boolean draw(Markup out) {
    Optional<Ruler> ruler = ruler();
    if (ruler.isEmpty()) {
      return false;
    }
    double group = thickness * chart.series().size() + GAP;
    double bottom = group * chart.categories().size();
    double label = chart.axis().label().isEmpty() ? 0 : 20;
    Svg.open(out, width, bottom + BOTTOM + label, chart.title());
    axis(out, ruler.get(), bottom);
    for (int i = 0; i < chart.categories().size(); i++) {
      String name = chart.categories().get(i);
      String shown = Characters.fit(name, Svg.LETTERS, names - 8);
      Svg.text(out, names - 8, i * group + group / 2 + 4, "end", shown);
      for (int k = 0; k < chart.series().size(); k++) {
        bar(out, ruler.get(), k, i, i * group + GAP / 2 + k * thickness);
      }
    }
    double zero = ruler.get().place(Math.max(0, ruler.get().low()));
    Svg.line(out, "axis", zero, 0, zero, bottom);
    out.close();
    return true;
  }

  /** Bars begin at 0: it is on the axis, unless the axis was given other ends. */
  private Optional<Ruler> ruler() {
    Axis axis = chart.axis();
    DoubleStream ends =
        chart.series().stream()
            .flatMap(bars -> Stream.of(bars.values(), bars.low(), bars.high()))
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue);
    if (values().noneMatch(axis::shows)) {
      return Optional.empty();
    }
    boolean negative = values().anyMatch(value -> axis.shows(value) && value < 0);
    double from = names + (negative ? 56 : 0);
    DoubleStream all = DoubleStream.concat(ends, DoubleStream.of(0));
    double to = width - 64;
    return Ruler.nearZero(axis, all, from, to);
  }

  private void axis(Markup out, Ruler ruler, double bottom) {
    Ticks ticks = ruler.ticks((int) Math.max(2, (ruler.to() - ruler.from()) / 90));
    out.open("g", "class", "axes");
    for (int i = 0; i < ticks.values().size(); i++) {
      double at = ruler.place(ticks.values().get(i));
      Svg.line(out, "grid", at, 0, at, bottom);
      Svg.text(out, at, bottom + 16, "middle", ticks.labels().get(i));
    }
    double middle = (ruler.from() + ruler.to()) / 2;
    if (!chart.axis().label().isEmpty()) {
      Svg.text(out, middle, bottom + 38, "middle", chart.axis().label());
    }
    out.close();
  }

  private void bar(Markup out, Ruler ruler, int k, int i, double top) {
    Bars bars = chart.series().get(k);
    double value = bars.values().get(i);
    double middle = top + thickness / 2;
    double zero = ruler.place(Math.max(0, ruler.low()));
    if (!chart.axis().shows(value)) {
      Svg.text(out, zero + 6, middle + 4, "start", Decimals.of(value));
      return;
    }
    double end = ruler.place(value);
    List<String> box = new ArrayList<>(List.of("class", Svg.color(k) + " bar"));
    box.addAll(List.of("x", Svg.number(Math.min(zero, end)), "y", Svg.number(top + 1)));
    box.addAll(List.of("width", Svg.number(Math.abs(end - zero))));
    box.addAll(List.of("height", Svg.number(thickness - 2)));
    out.hover("rect", hover(bars, k, i), box.toArray(String[]::new));
    double far = interval(out, ruler, bars, i, middle, end);
    boolean negative = value < 0;
    String anchor = negative ? "end" : "start";
    Svg.text(out, far + (negative ? -6 : 6), middle + 4, anchor, Decimals.rounded(value, decimals));
  }

  /** Draws the interval, if there is one; returns where the bar and its interval end. */
  private double interval(Markup out, Ruler ruler, Bars bars, int i, double middle, double end) {
    Axis axis = chart.axis();
    if (bars.low().isEmpty() || !axis.shows(bars.low().get(i)) || !axis.shows(bars.high().get(i))) {
      return end;
    }
    double from = ruler.place(bars.low().get(i));
    double to = ruler.place(bars.high().get(i));
    // The halo keeps the whisker apart from its bar, light or dark.
    Svg.line(out, "halo", from, middle, to, middle);
    Svg.line(out, "interval", from, middle, to, middle);
    Svg.line(out, "interval", from, middle - 3, from, middle + 3);
    Svg.line(out, "interval", to, middle - 3, to, middle + 3);
    return bars.values().get(i) < 0 ? Math.min(end, from) : Math.max(end, to);
  }

  private String hover(Bars bars, int k, int i) {
    String name = chart.series().size() > 1 ? ", " + chart.series().get(k).name() : "";
    String text = chart.categories().get(i) + name + ": " + Figures.bar(bars, i);
    return text;
  }

  private DoubleStream values() {
    return chart.series().stream()
        .flatMap(bars -> bars.values().stream())
        .mapToDouble(Double::doubleValue);
  }
}
