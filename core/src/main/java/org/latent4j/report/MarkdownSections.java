package org.latent4j.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The inside of each section in Markdown; what is drawn elsewhere is a table of figures here. */
final class MarkdownSections implements Section.Reader<String> {
  private static final int MANY_POINTS = 60;
  private static final int MANY_COLUMNS = 32;

  private static final String NOTHING = "Nothing to draw.";

  private final int level;

  /** Headings inside sections are of this level. */
  MarkdownSections(int level) {
    this.level = level;
  }

  @Override
  public String text(Text section) {
    return MarkdownPage.join(section.paragraphs().stream().map(MarkdownText::escape).toList());
  }

  @Override
  public String keyFigures(KeyFigures section) {
    List<String> lines = new ArrayList<>();
    for (KeyFigures.KeyFigure figure : section.figures()) {
      String note = figure.note().isEmpty() ? "" : " (" + MarkdownText.inline(figure.note()) + ")";
      String value =
          figure.value() instanceof Cell.Words words
              ? MarkdownText.inline(words.text())
              : Decimals.of(figure.value());
      // Four stars would be shown as such.
      String bold = value.isEmpty() ? "" : " **" + value + "**";
      lines.add("- " + MarkdownText.escape(figure.label()) + ":" + bold + note);
    }
    return String.join("\n", lines);
  }

  @Override
  public String table(Table section) {
    List<List<String>> rows = new ArrayList<>();
    section.rows().forEach(row -> rows.add(new ArrayList<>()));
    List<Boolean> numbers = new ArrayList<>();
    for (int j = 0; j < section.columns().size(); j++) {
      List<Cell> column = section.column(j);
      numbers.add(column.stream().noneMatch(c -> c instanceof Cell.Words) && !column.isEmpty());
      List<String> shown = Decimals.column(column);
      IntStream.range(0, shown.size()).forEach(i -> rows.get(i).add(shown.get(i)));
    }
    return captioned(MarkdownText.table(section.columns(), numbers, rows), section.caption());
  }

  @Override
  public String lines(LineChart section) {
    return captioned(points(section.x(), section.y(), section.lines()), section.caption());
  }

  @Override
  public String scatter(ScatterChart section) {
    return captioned(points(section.x(), section.y(), section.groups()), section.caption());
  }

  @Override
  public String bars(BarChart section) {
    if (section.series().isEmpty() || section.categories().isEmpty()) {
      return captioned(NOTHING, section.caption());
    }
    List<String> columns = new ArrayList<>(List.of(""));
    section.series().forEach(bars -> columns.add(measured(bars.name(), section.axis())));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < section.categories().size(); i++) {
      List<String> row = new ArrayList<>(List.of(section.categories().get(i)));
      for (Bars bars : section.series()) {
        row.add(Figures.bar(bars, i));
      }
      rows.add(row);
    }
    return captioned(named(columns, rows), section.caption());
  }

  @Override
  public String heatMap(HeatMap section) {
    int width = section.columns().size();
    if (width == 0 || section.rows().isEmpty()) {
      return captioned(NOTHING, section.caption());
    }
    List<Double> all = section.values().stream().flatMap(List::stream).toList();
    if (width > MANY_COLUMNS || section.rows().size() > MANY_POINTS) {
      String size = section.rows().size() + " × " + width + " values, " + Figures.range(all) + ".";
      return captioned(size, section.caption());
    }
    List<String> columns = new ArrayList<>(List.of(""));
    columns.addAll(section.columns());
    int decimals = Decimals.decimals(all.stream().filter(Double::isFinite).toList(), 4);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < section.rows().size(); i++) {
      List<String> row = new ArrayList<>(List.of(section.rows().get(i)));
      section.values().get(i).forEach(value -> row.add(Decimals.rounded(value, decimals)));
      rows.add(row);
    }
    return captioned(named(columns, rows), section.caption());
  }

  @Override
  public String images(ImageGrid section) {
    if (section.count() == 0) {
      return captioned(NOTHING, section.caption());
    }
    List<String> lines = new ArrayList<>();
    String name = MarkdownText.inline(ImageDrawing.name(section));
    lines.add("![" + name + "](" + Png.dataUri(new Mosaic(section).png()) + ")");
    lines.add(names("Rows", section.rows()));
    lines.add(names("Columns", section.columns()));
    return captioned(MarkdownPage.join(lines), section.caption());
  }

  @Override
  public String panels(Panels section) {
    List<String> blocks = new ArrayList<>();
    for (Section panel : section.panels()) {
      blocks.add(MarkdownPage.heading(level, panel.title()));
      blocks.add(panel.read(this));
    }
    return MarkdownPage.join(blocks);
  }

  private static String names(String what, List<String> names) {
    List<String> escaped = names.stream().map(MarkdownText::inline).toList();
    return names.isEmpty() ? "" : what + ": " + String.join(", ", escaped) + ".";
  }

  /** Few points one by one, many summed up a series. */
  private static String points(Axis x, Axis y, List<Series> series) {
    int most = series.stream().mapToInt(Series::size).max().orElse(0);
    if (most == 0) {
      return NOTHING;
    }
    boolean common = series.stream().map(Series::x).distinct().count() == 1;
    boolean labelled = series.stream().anyMatch(s -> !s.labels().isEmpty());
    if (common && !labelled && most <= MANY_POINTS) {
      return common(x, y, series);
    }
    String across = x.label().isEmpty() ? "x" : x.label();
    String up = y.label().isEmpty() ? "y" : y.label();
    List<List<String>> rows = new ArrayList<>();
    if (series.stream().mapToInt(Series::size).sum() > MANY_POINTS) {
      for (Series s : series) {
        String size = Decimals.of(s.size());
        rows.add(List.of(s.name(), size, Figures.range(s.x()), Figures.range(s.y())));
      }
      return named(List.of("", "points", across, up), rows);
    }
    for (Series s : series) {
      for (int i = 0; i < s.size(); i++) {
        String label = s.labels().isEmpty() ? "" : s.labels().get(i);
        String what = s.name() + (s.name().isEmpty() || label.isEmpty() ? "" : ": ") + label;
        rows.add(List.of(what, Decimals.of(s.x().get(i)), Decimals.of(s.y().get(i))));
      }
    }
    return named(List.of("", across, up), rows);
  }

  /** Series over the same x, a column each. */
  private static String common(Axis x, Axis y, List<Series> series) {
    List<String> columns = new ArrayList<>(List.of(x.label()));
    series.forEach(s -> columns.add(measured(s.name(), y)));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < series.get(0).size(); i++) {
      List<String> row = new ArrayList<>(List.of(Decimals.of(series.get(0).x().get(i))));
      for (Series s : series) {
        row.add(Decimals.of(s.y().get(i)));
      }
      rows.add(row);
    }
    return named(columns, rows);
  }

  /** A table whose first column names the rows and whose others hold numbers. */
  private static String named(List<String> columns, List<List<String>> rows) {
    List<Boolean> numbers = new ArrayList<>(Collections.nCopies(columns.size(), true));
    numbers.set(0, false);
    return MarkdownText.table(columns, numbers, rows);
  }

  /** The name of a series with what the axis measures. */
  private static String measured(String name, Axis axis) {
    if (name.isEmpty() || axis.label().isEmpty()) {
      return name + axis.label();
    }
    return name + " (" + axis.label() + ")";
  }

  private static String captioned(String block, String caption) {
    return MarkdownPage.join(List.of(block, MarkdownText.escape(caption)));
  }
}
