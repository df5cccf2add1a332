package org.latent4j.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Writes elements that are well-formed as HTML and as XML; all text and attributes are escaped. */
final class Markup {
  private static final Set<String> LINES =
      Set.of(
          "head",
          "meta",
          "title",
          "style",
          "body",
          "header",
          "main",
          "nav",
          "section",
          "h1",
          "h2",
          "h3",
          "p",
          "ul",
          "li",
          "div",
          "dl",
          "figure",
          "figcaption",
          "table",
          "thead",
          "tbody",
          "tr",
          "svg",
          "g",
          "footer");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element; attributes are names and values in turn, those with value "" are left out.
   */
  Markup open(String tag, String... attributes) {
    begin(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Markup close() {
    String tag = open.pop();
    out.append("</").append(tag).append('>');
    return endLine(tag);
  }

  /** An element that holds text alone. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** An element that holds nothing, such as an SVG shape. */
  Markup leaf(String tag, String... attributes) {
    begin(tag, attributes);
    out.append("/>");
    return endLine(tag);
  }

  /** An SVG shape with the text that shows when a pointer rests on it. */
  Markup hover(String tag, String text, String... attributes) {
    begin(tag, attributes);
    out.append("><title>").append(escape(text)).append("</title></").append(tag).append('>');
    return this;
  }

  /** Text. */
  Markup text(String text) {
    out.append(escape(text));
    return this;
  }

  /** What is markup already. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /** All that was written. */
  @Override
  public String toString() {
    return out.toString();
  }

  private void begin(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.append(' ').append(attributes[i]).append("=\"");
        out.append(escape(attributes[i + 1])).append('"');
      }
    }
  }

  private Markup endLine(String tag) {
    if (LINES.contains(tag)) {
      out.append('\n');
    }
    return this;
  }

  /** The text with markup characters escaped; what XML cannot hold becomes U+FFFD. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\r' -> escaped.append(' ');
      default -> escaped.appendCodePoint(Characters.printable(c) ? c : Characters.REPLACEMENT);
    }
  }
}
