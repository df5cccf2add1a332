package org.latent4j.report;

import java.util.Locale;

/**
 * What the drawings share: numbers as SVG writes them, the picture's element, typographic signs.
 */
final class Svg {
  /** The size of letters in a drawing, in pixels. */
  static final double LETTERS = 12;

  /** How many colours the style has. */
  private static final int COLORS = 10;

  private Svg() {}

  /** A length or place: pixels with at most one decimal. */
  static String number(double pixels) {
    long tenths = Math.round(pixels * 10);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
  }

  /** Opens a picture that keeps its size where there is room and shrinks a little where not. */
  static Markup open(Markup out, double width, double height, String name) {
    return out.open(
        "svg",
        "class",
        "chart",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "style",
        "width:" + number(width) + "px;min-width:" + number(Math.rint(width * 0.72)) + "px",
        "role",
        "img",
        "aria-label",
        name);
  }

  /** A piece of text; {@code anchor} is start, middle or end. */
  static void text(Markup out, double x, double y, String anchor, String text) {
    out.element("text", minus(text), "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  /** A straight line. */
  static void line(Markup out, String style, double x1, double y1, double x2, double y2) {
    out.leaf(
        "line",
        "class",
        style,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  /** The class of the colour of the i-th series. */
  static String color(int series) {
    return "k" + series % COLORS;
  }

  /** The class of the dashes of the i-th series: they tell apart series of one colour. */
  static String dashes(int series) {
    return switch (series / COLORS % 3) {
      case 0 -> "";
      case 1 -> " dashed";
      default -> " dotted";
    };
  }

  /** A number with a true minus sign in place of the hyphen. */
  static String minus(String number) {
    boolean negative =
        number.length() > 1
            && number.charAt(0) == '-'
            && (Character.isDigit(number.charAt(1)) || number.startsWith("-inf"));
    return negative ? "−" + number.substring(1) : number;
  }
}
