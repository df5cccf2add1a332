package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;
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
    String box = "0 0 " + number(width) + " " + number(height);
    String least = number(Math.rint(width * 0.72));
    String size = "width:" + number(width) + "px;min-width:" + least + "px";
    String[] style = {"class", "chart", "viewBox", box, "style", size};
    List<String> attributes = new ArrayList<>(List.of(style));
    attributes.addAll(List.of("role", "img", "aria-label", name));
    return out.open("svg", attributes.toArray(String[]::new));
  }

  /** A piece of text; {@code anchor} is start, middle or end. */
  static void text(Markup out, double x, double y, String anchor, String text) {
    out.element("text", text, attributes("text-anchor", anchor, "x y", x, y));
  }

  /** A number as text, with a true minus sign. */
  static void figure(Markup out, double x, double y, String anchor, String number) {
    text(out, x, y, anchor, minus(number));
  }

  /** A text that rises from its beginning. */
  static void slanted(Markup out, double x, double y, String text) {
    String place = "translate(" + number(x) + " " + number(y) + ") rotate(-45)";
    out.element("text", text, "transform", place);
  }

  /** A straight line. */
  static void line(Markup out, String style, double x1, double y1, double x2, double y2) {
    out.leaf("line", attributes("class", style, "x1 y1 x2 y2", x1, y1, x2, y2));
  }

  /** A PNG stretched over a rectangle; its pixels stay sharp. */
  static void image(Markup out, byte[] png, double x, double y, double width, double height) {
    out.open("g", "class", "pixels");
    String[] attributes =
        attributes("href", Png.dataUri(png), "x y width height", x, y, width, height);
    out.leaf("image", attributes);
    out.close();
  }

  /** One attribute of text and several of numbers, whose names are separated by blanks. */
  static String[] attributes(String name, String value, String names, double... numbers) {
    List<String> attributes = new ArrayList<>(List.of(name, value));
    String[] each = names.split(" ", -1);
    for (int i = 0; i < each.length; i++) {
      attributes.addAll(List.of(each[i], number(numbers[i])));
    }
    return attributes.toArray(String[]::new);
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
