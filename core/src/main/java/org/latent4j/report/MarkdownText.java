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

  private MarkdownText() {}

  /** The text on one line, with every character that Markdown would take for its own escaped. */
  static String escape(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> Characters.printable(c) ? c : c == '\r' ? ' ' : Characters.REPLACEMENT)
        .forEach(clean::appendCodePoint);
    String line = clean.toString().replaceAll("\\s+", " ").strip();
    line = MARKS.matcher(line).replaceAll("\\\\$0");
    line = UNDERSCORE.matcher(line).replaceAll("\\\\_");
    line = ENTITY.matcher(line).replaceAll("\\\\&");
    line = LIST.matcher(line).replaceFirst("$1\\\\$2");
    return LINE.matcher(line).replaceFirst("\\\\");
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
    return cells.stream().map(MarkdownText::cell).collect(ROW);
  }

  /** Numbers keep their minus. */
  private static String cell(String text) {
    return text.matches("-([\\d.,]+.*|infinity)") ? text : escape(text);
  }
}
