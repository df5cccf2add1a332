package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;

/** Reads back the tables and texts of Markdown pages, by the rules of GitHub's dialect. */
final class MarkdownReader {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private MarkdownReader() {}

  /** The tables of a page: rows of cells, without the line of dashes. */
  static List<List<List<String>>> tables(String page) {
    List<List<List<String>>> tables = new ArrayList<>();
    boolean inside = false;
    for (String line : page.split("\n", -1)) {
      boolean row = line.startsWith("|");
      if (row && !inside) {
        tables.add(new ArrayList<>());
      }
      if (row && !line.matches("\\| (---:?)( \\| ---:?)* \\|")) {
        tables.get(tables.size() - 1).add(cells(line));
      }
      inside = row;
    }
    return tables;
  }

  /** The cells between the bars of a line; a bar behind a backslash is none. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int i = 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '|') {
        cells.add(text(cell.toString().strip()));
        cell.setLength(0);
      } else {
        cell.append(c);
        if (c == '\\' && i + 1 < line.length()) {
          cell.append(line.charAt(++i));
        }
      }
    }
    if (!cell.isEmpty()) {
      throw new AssertionError("a row that does not end with a bar: " + line);
    }
    return cells;
  }

  /** A text with its escapes undone. */
  static String text(String escaped) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      boolean escape =
          c == '\\' && i + 1 < escaped.length() && PUNCTUATION.indexOf(escaped.charAt(i + 1)) >= 0;
      out.append(escape ? escaped.charAt(++i) : c);
    }
    return out.toString();
  }

  /** What a page can show of a text: on one line, without control characters. */
  static String shown(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean blank = c == '\t' || c == '\n' || c == '\r';
              int type = Character.getType(c);
              boolean none =
                  type == Character.CONTROL
                      || type == Character.SURROGATE
                      || (c & 0xFFFE) == 0xFFFE
                      || (c >= 0xFDD0 && c <= 0xFDEF);
              out.appendCodePoint(blank ? ' ' : none ? 0xFFFD : c);
            });
    return out.toString().replaceAll(" +", " ").strip();
  }
}
