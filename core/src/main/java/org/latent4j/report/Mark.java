package org.latent4j.report;

/** The marks of points: each series has its own shape beside its own colour. */
final class Mark {
  private Mark() {}

  /** Draws the mark of the i-th series around a place, with a text for the pointer. */
  static void draw(Markup out, int series, double x, double y, double radius, String text) {
    if (series % 4 == 0) {
      String[] circle = {
        "cx", Svg.number(x), "cy", Svg.number(y), "r", Svg.number(radius),
      };
      shape(out, "circle", text, circle);
    } else {
      shape(out, "path", text, "d", path(series % 4, x, y, radius));
    }
  }

  private static void shape(Markup out, String tag, String text, String... attributes) {
    if (text.isEmpty()) {
      out.leaf(tag, attributes);
    } else {
      out.hover(tag, text, attributes);
    }
  }

  /** Shapes of about the area of the circle. */
  private static String path(int shape, double x, double y, double radius) {
    double r = radius * (shape == 1 ? 0.9 : shape == 2 ? 1.2 : 1.25);
    String left = Svg.number(x - r);
    String right = Svg.number(x + r);
    String top = Svg.number(y - r);
    String bottom = Svg.number(y + r);
    return switch (shape) {
      case 1 -> "M" + left + " " + top + "H" + right + "V" + bottom + "H" + left + "Z";
      case 2 ->
          "M"
              + Svg.number(x)
              + " "
              + top
              + "L"
              + right
              + " "
              + Svg.number(y + 0.8 * r)
              + "H"
              + left
              + "Z";
      default ->
          "M"
              + Svg.number(x)
              + " "
              + top
              + "L"
              + right
              + " "
              + Svg.number(y)
              + "L"
              + Svg.number(x)
              + " "
              + bottom
              + "L"
              + left
              + " "
              + Svg.number(y)
              + "Z";
    };
  }
}
