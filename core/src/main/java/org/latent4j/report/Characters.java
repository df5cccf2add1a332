package org.latent4j.report;

/** What can be said of characters without a font. */
final class Characters {
  /** Stands for a character that cannot be shown. */
  static final int REPLACEMENT = 0xFFFD;

  private static final String NARROW = "iljftrI.,:;'|! ()[]";
  private static final String WIDE = "mwMW@%…";

  private Characters() {}

  /**
   * Whether a page can hold the code point: no control character, lone surrogate or noncharacter.
   */
  static boolean printable(int c) {
    if (c == '\t' || c == '\n') {
      return true;
    }
    boolean control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean none = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return !control && !surrogate && !none;
  }

  /** About how wide a text is in a sans-serif font of so many pixels; wide scripts count double. */
  static double width(String text, double size) {
    return size * text.codePoints().mapToDouble(Characters::width).sum();
  }

  /** The text, cut with an ellipsis where it would be wider. */
  static String fit(String text, double size, double width) {
    if (width(text, size) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    double left = width / size - width('…');
    for (int c : text.codePoints().toArray()) {
      left -= width(c);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.append('…').toString();
  }

  /** In parts of the font's size; rather too wide than too narrow. */
  private static double width(int c) {
    if (c >= 0x1100 && (c < 0x2000 || c > 0x2FFF)) {
      return 1.05;
    }
    if (NARROW.indexOf(c) >= 0) {
      return 0.4;
    }
    return WIDE.indexOf(c) >= 0 ? 0.92 : Character.isUpperCase(c) ? 0.72 : 0.63;
  }
}
