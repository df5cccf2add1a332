package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;

/** Tables in HTML. */
final class HtmlTable {
  private HtmlTable() {}

  /** Writes the table; the first column, if it holds words, names the rows. */
  static void write(Markup out, Table table) {
    List<List<String>> shown = new ArrayList<>();
    List<Boolean> words = new ArrayList<>();
    for (int j = 0; j < table.columns().size(); j++) {
      shown.add(Decimals.column(table.column(j)));
      words.add(table.column(j).stream().anyMatch(cell -> cell instanceof Cell.Words));
    }
    out.open("table");
    out.open("thead").open("tr");
    for (int j = 0; j < table.columns().size(); j++) {
      boolean left = words.get(j) || (j == 0 && table.rows().isEmpty());
      out.element("th", table.columns().get(j), "scope", "col", "class", left ? "" : "number");
    }
    out.close().close();
    out.open("tbody");
    for (int i = 0; i < table.rows().size(); i++) {
      out.open("tr");
      for (int j = 0; j < table.columns().size(); j++) {
        cell(out, table.rows().get(i).get(j), shown.get(j).get(i), words.get(j), j == 0);
      }
      out.close();
    }
    out.close().close();
  }

  private static void cell(Markup out, Cell cell, String shown, boolean words, boolean first) {
    if (first && words) {
      out.element("th", shown, "scope", "row");
      return;
    }
    String exact = cell instanceof Cell.Figure figure ? Double.toString(figure.value()) : "";
    boolean rounded = !exact.equals(shown) && !exact.equals(shown + ".0");
    String text = cell instanceof Cell.Words ? shown : Svg.minus(shown);
    out.element("td", text, "class", words ? "" : "number", "title", rounded ? exact : "");
  }
}
