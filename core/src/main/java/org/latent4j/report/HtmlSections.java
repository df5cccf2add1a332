package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.latent4j.report.KeyFigures.KeyFigure;

/** Writes the inside of each section in HTML. */
final class HtmlSections implements Section.Reader<Markup> {
  private static final double WIDE = 680;
  private static final double NARROW = 324;

  private final Markup out;
  private final double width;

  private HtmlSections(Markup out, double width) {
    this.out = out;
    this.width = width;
  }

  /** Sections over the whole width of the page. */
  static HtmlSections wide(Markup out) {
    return new HtmlSections(out, WIDE);
  }

  @Override
  public Markup text(Text section) {
    section.paragraphs().forEach(paragraph -> out.element("p", paragraph));
    return out;
  }

  @Override
  public Markup keyFigures(KeyFigures section) {
    out.open("dl", "class", "key");
    for (KeyFigure figure : section.figures()) {
      out.open("div");
      out.element("dt", figure.label());
      boolean words = figure.value() instanceof Cell.Words;
      String shown = Decimals.of(figure.value());
      out.element("dd", words ? shown : Svg.minus(shown), "class", words ? "words" : "");
      if (!figure.note().isEmpty()) {
        out.element("dd", figure.note(), "class", "note");
      }
      out.close();
    }
    return out.close();
  }

  @Override
  public Markup table(Table section) {
    out.open("figure").open("div", "class", "scroll", "tabindex", "0");
    HtmlTable.write(out, section);
    out.close();
    return end(section.caption(), "");
  }

  @Override
  public Markup lines(LineChart section) {
    PointDrawing drawing = new PointDrawing(section.x(), section.y(), section.lines());
    begin(names(section.lines()), Key.LINE);
    boolean drawn = drawing.lines(out, width, Math.rint(width * 0.52), section.title());
    return endDrawing(drawn, section.caption(), Figures.left(drawing.left(), "point"));
  }

  @Override
  public Markup scatter(ScatterChart section) {
    PointDrawing drawing = new PointDrawing(section.x(), section.y(), section.groups());
    begin(names(section.groups()), Key.MARK);
    double height = Math.rint(width * (width > NARROW ? 0.72 : 0.86));
    boolean drawn = drawing.points(out, width, height, section.title());
    return endDrawing(drawn, section.caption(), Figures.left(drawing.left(), "point"));
  }

  @Override
  public Markup bars(BarChart section) {
    BarDrawing drawing = new BarDrawing(section, width);
    begin(section.series().stream().map(Bars::name).toList(), Key.BOX);
    boolean drawn = drawing.draw(out);
    return endDrawing(drawn, section.caption(), Figures.left(drawing.left(), "bar"));
  }

  @Override
  public Markup heatMap(HeatMap section) {
    begin(List.of(), Key.BOX);
    boolean drawn = !section.rows().isEmpty() && !section.columns().isEmpty();
    if (drawn) {
      new HeatDrawing(section, width).draw(out);
    }
    endScroll(drawn);
    if (drawn) {
      Ramp ramp = HeatDrawing.ramp(section);
      out.open("p", "class", "ramp");
      out.element("span", Svg.minus(Decimals.of(ramp.low(), 3)));
      out.element("i", "", "style", Ramp.gradient(section.scale().diverging()));
      out.element("span", Svg.minus(Decimals.of(ramp.high(), 3)));
      out.close();
    }
    return end(section.caption(), "");
  }

  @Override
  public Markup images(ImageGrid section) {
    begin(List.of(), Key.BOX);
    boolean drawn = section.count() > 0;
    if (drawn) {
      ImageDrawing.draw(out, section, width);
    }
    return endDrawing(drawn, section.caption(), "");
  }

  @Override
  public Markup panels(Panels section) {
    HtmlSections narrow = new HtmlSections(out, NARROW);
    out.open("div", "class", "panels");
    for (Section panel : section.panels()) {
      out.open("section");
      if (!panel.title().isEmpty()) {
        out.element("h3", panel.title());
      }
      panel.read(narrow);
      out.close();
    }
    return out.close();
  }

  private static List<String> names(List<Series> series) {
    return series.stream().map(Series::name).toList();
  }

  /** Opens a figure with its legend, if it has more than one series, and the box that scrolls. */
  private void begin(List<String> names, Key key) {
    out.open("figure");
    if (names.size() > 1) {
      out.open("ul", "class", "legend");
      IntStream.range(0, names.size()).forEach(k -> legend(k, names.get(k), key));
      out.close();
    }
    out.open("div", "class", "scroll", "tabindex", "0");
  }

  private void legend(int k, String name, Key key) {
    String style = Svg.color(k) + Svg.dashes(k) + " dots";
    out.open("li").open("svg", "class", style, "viewBox", "0 0 18 10", "aria-hidden", "true");
    if (key == Key.BOX) {
      out.leaf("rect", "class", "bar", "x", "4", "width", "10", "height", "10");
    } else {
      if (key == Key.LINE) {
        Svg.line(out, "line", 0, 5, 18, 5);
      }
      Mark.draw(out, k, 9, 5, key == Key.LINE ? 3 : 4, "");
    }
    out.close().text(name).close();
  }

  /** What stands before a name in a legend. */
  private enum Key {
    LINE,
    MARK,
    BOX
  }

  private Markup endDrawing(boolean drawn, String caption, String note) {
    endScroll(drawn);
    return end(caption, note);
  }

  private void endScroll(boolean drawn) {
    if (!drawn) {
      out.element("p", "Nothing to draw.", "class", "nothing");
    }
    out.close();
  }

  private Markup end(String caption, String note) {
    List<String> lines = new ArrayList<>(List.of(caption, note));
    lines.removeIf(String::isEmpty);
    if (!lines.isEmpty()) {
      out.element("figcaption", String.join(" ", lines));
    }
    return out.close();
  }
}
