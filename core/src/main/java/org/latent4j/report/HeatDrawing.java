package org.latent4j.report;

import java.util.List;

/** Draws a heat map: cell by cell, or as one image where the cells are many. */
final class HeatDrawing {
  private static final int MANY = 4096;
  private static final double LONGEST_NAME = 150;
  private static final double ROOM = 8;

  private final HeatMap map;
  private final Ramp ramp;
  private final double cellWidth;
  private final double cellHeight;
  private final double left;
  private final double top;
  private final boolean slanted;

  HeatDrawing(HeatMap map, double width) {
    this.map = map;
    this.ramp = ramp(map);
    this.left = widest(map.rows()) + ROOM;
    int columns = Math.max(1, map.columns().size());
    double room = (width - left) / columns;
    this.cellWidth = Math.min(72, Math.max(columns > 64 ? 2 : 9, Math.floor(room)));
    this.cellHeight = cellWidth < 20 ? cellWidth : Math.min(cellWidth, 38);
    double names = widest(map.columns());
    this.slanted = names > cellWidth;
    this.top = slanted ? names * 0.72 + 16 : 22;
  }

  /** The colours of a map, over the range of its finite values where the scale leaves it open. */
  static Ramp ramp(HeatMap map) {
    var range =
        map.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .summaryStatistics();
    HeatMap.Scale scale = map.scale();
    boolean any = range.getCount() > 0;
    double low = Double.isNaN(scale.low()) ? (any ? range.getMin() : 0) : scale.low();
    double high = Double.isNaN(scale.high()) ? (any ? range.getMax() : 0) : scale.high();
    return new Ramp(scale, low, Math.max(low, high));
  }

  private static double widest(List<String> names) {
    double widest = 0;
    for (String name : names) {
      widest = Math.max(widest, Characters.width(name, Svg.LETTERS));
    }
    return Math.min(LONGEST_NAME, widest);
  }

  /** Draws the map; it has at least one cell. */
  void draw(Markup out) {
    int columns = map.columns().size();
    int rows = map.rows().size();
    // Slanted names lean over the last column.
    double lean = slanted ? Math.max(0, top - cellWidth / 2) : 0;
    Svg.open(out, left + columns * cellWidth + lean, top + rows * cellHeight, map.title());
    names(out);
    if ((long) rows * columns > MANY) {
      image(out);
    } else {
      cells(out);
    }
    out.close();
  }

  private void names(Markup out) {
    out.open("g", "class", "names");
    int stride = (int) Math.ceil(16 / cellHeight);
    for (int i = 0; i < map.rows().size(); i += stride) {
      String name = Characters.fit(map.rows().get(i), Svg.LETTERS, LONGEST_NAME);
      Svg.text(out, left - ROOM, top + (i + 0.5) * cellHeight + 4, "end", name);
    }
    stride = slanted ? (int) Math.ceil(18 / cellWidth) : 1;
    for (int j = 0; j < map.columns().size(); j += stride) {
      String name = Characters.fit(map.columns().get(j), Svg.LETTERS, LONGEST_NAME);
      double x = left + (j + 0.5) * cellWidth;
      if (slanted) {
        String place = Svg.number(x + 3) + " " + Svg.number(top - 6);
        out.element("text", Svg.minus(name), "transform", "translate(" + place + ") rotate(-45)");
      } else {
        Svg.text(out, x, top - 8, "middle", name);
      }
    }
    out.close();
  }

  private void cells(Markup out) {
    int decimals = Decimals.decimals(finite(), 3);
    double gap = cellWidth < 12 ? 0 : 1;
    for (int i = 0; i < map.rows().size(); i++) {
      out.open("g");
      for (int j = 0; j < map.columns().size(); j++) {
        double value = map.values().get(i).get(j);
        double x = left + j * cellWidth;
        double y = top + i * cellHeight;
        boolean finite = Double.isFinite(value);
        out.hover(
            "rect",
            map.rows().get(i) + ", " + map.columns().get(j) + ": " + Svg.minus(Decimals.of(value)),
            "class",
            finite ? "" : "none",
            "x",
            Svg.number(x),
            "y",
            Svg.number(y),
            "width",
            Svg.number(cellWidth - gap),
            "height",
            Svg.number(cellHeight - gap),
            "fill",
            finite ? Ramp.hex(ramp.color(value)) : "");
        figure(out, value, decimals, x, y);
      }
      out.close();
    }
  }

  private List<Double> finite() {
    return map.values().stream().flatMap(List::stream).filter(Double::isFinite).toList();
  }

  /** Writes the figure into its cell if there is room. */
  private void figure(Markup out, double value, int decimals, double x, double y) {
    String text = Svg.minus(Decimals.rounded(value, decimals));
    if (cellHeight < 18 || Characters.width(text, 11) > cellWidth - 5) {
      return;
    }
    boolean finite = Double.isFinite(value);
    String style =
        !finite ? "figure" : Ramp.light(ramp.color(value)) ? "figure dark" : "figure pale";
    out.element(
        "text",
        text,
        "class",
        style,
        "x",
        Svg.number(x + (cellWidth - 1) / 2),
        "y",
        Svg.number(y + cellHeight / 2 + 3.5));
  }

  private void image(Markup out) {
    int rows = map.rows().size();
    int columns = map.columns().size();
    byte[] samples = new byte[rows * columns * 3];
    int at = 0;
    for (List<Double> row : map.values()) {
      for (double value : row) {
        int color = Double.isFinite(value) ? ramp.color(value) : 0x808080;
        samples[at++] = (byte) (color >> 16);
        samples[at++] = (byte) (color >> 8);
        samples[at++] = (byte) color;
      }
    }
    out.leaf(
        "image",
        "class",
        "pixels",
        "href",
        Png.dataUri(Png.rgb(columns, rows, samples)),
        "preserveAspectRatio",
        "none",
        "x",
        Svg.number(left),
        "y",
        Svg.number(top),
        "width",
        Svg.number(columns * cellWidth),
        "height",
        Svg.number(rows * cellHeight));
  }
}
