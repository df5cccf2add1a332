package org.latent4j.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain text and tables in Markdown, GitHub's dialect. */
final class MarkdownText {
  private static final Pattern MARKS = Pattern.compile("[\\\\`*\\[\\]<>|~$]");
  private static final Pattern UNDERSCORE =
      Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
  private static final Pattern ENTITY = Pattern.compile("&(?=#|\\p{Alnum})");
  private static final Pattern LIST = Pattern.compile("^(\\d+)([.)])(?=\\s|$)");
  private static final Pattern LINE = Pattern.compile("^(?=[#+=-])");

  /** Number signs that would close a heading. */
  private static final Pattern CLOSING = Pattern.compile("(?<=\\s)#+$");

  private MarkdownText() {}

  /** The text as a line of its own: nothing in it is taken as markup, its beginning neither. */
  static String escape(String text) {
    String line = LIST.matcher(inline(text)).replaceFirst("$1\\\\$2");
    line = CLOSING.matcher(line).replaceFirst("\\\\$0");
    return LINE.matcher(line).replaceFirst("\\\\");
  }

  /** The text within a line. */
  static String inline(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> Characters.printable(c) ? c : c == '\r' ? ' ' : Characters.REPLACEMENT)
        .forEach(clean::appendCodePoint);
    String line = clean.toString().replaceAll("\\s+", " ").strip();
    line = MARKS.matcher(line).replaceAll("\\\\$0");
    line = UNDERSCORE.matcher(line).replaceAll("\\\\_");
    return ENTITY.matcher(line).replaceAll("\\\\&");
  }

  /** A table; {@code numbers} tells which columns stand to the right. */
  static String table(List<String> columns, List<Boolean> numbers, List<List<String>> rows) {
    if (columns.isEmpty()) {
      return "";
    }
    String rule = numbers.stream().map(right -> right ? "---:" : "---").collect(ROW);
    return line(columns)
        + rule
        + rows.stream().map(MarkdownText::line).collect(Collectors.joining());
  }

  private static final java.util.stream.Collector<CharSequence, ?, String> ROW =
      Collectors.joining(" | ", "| ", " |\n");

  private static String line(List<String> cells) {
    return cells.stream().map(MarkdownText::inline).collect(ROW);
  }
}
