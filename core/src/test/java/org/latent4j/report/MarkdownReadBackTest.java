package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown pages say, once their escapes are undone, the words that went in. */
class MarkdownReadBackTest {
  private static final long SEED = 5;
  private static final String MARKS = "|\\`*_[]<>~$&#+-=.)(!{}:; \t\n\r\u0000\u0085ab1é日";

  private static List<String> words(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> words = new ArrayList<>(List.of("", "\\", "\\|", "|", "\\\\|", "a\\", "||"));
    while (words.size() < count) {
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(10); i > 0; i--) {
        word.append(MARKS.charAt(random.nextInt(MARKS.length())));
      }
      words.add(word.toString());
    }
    return words;
  }

  @Test
  void everyCellOfATableReadsBack() {
    List<String> words = words(600);
    for (int i = 0; i + 4 <= words.size(); i += 4) {
      List<String> four = words.subList(i, i + 4);
      Table table = Table.of("", four.get(0), four.get(1)).row(four.get(2), four.get(3));
      String page = Report.of("r").with(table).markdown();
      assertThat(MarkdownReader.tables(page))
          .as("%s, seed %d", four, SEED)
          .containsExactly(
              List.of(
                  four.subList(0, 2).stream().map(MarkdownReader::shown).toList(),
                  four.subList(2, 4).stream().map(MarkdownReader::shown).toList()));
    }
  }

  @Test
  void everyLineReadsBack() {
    for (String word : words(600)) {
      String escaped = MarkdownText.escape(word);
      assertThat(escaped).as("%s, seed %d", word, SEED).doesNotContain("\n", "\r");
      assertThat(MarkdownReader.text(escaped))
          .as("%s, seed %d", word, SEED)
          .isEqualTo(MarkdownReader.shown(word));
    }
  }

  /** What begins a heading, a list, a quote, a rule, code or HTML at the start of a line. */
  @Test
  void noLineBeginsABlock() {
    for (String word : words(600)) {
      String line = MarkdownText.escape(word);
      assertThat(line)
          .as("%s, seed %d", word, SEED)
          .doesNotMatch("(?s)#{1,6}( .*)?")
          .doesNotMatch("(?s)[-+*]( .*)?")
          .doesNotMatch("(?s)\\d{1,9}[.)]( .*)?")
          .doesNotMatch("(?s)[>=|<`~].*")
          .doesNotMatch("(?s) .*");
    }
  }

  @Test
  void titlesCaptionsAndNotesReadBackToo() {
    String word = "1. <b>|*x*_y_` #";
    Report report =
        Report.of(word)
            .withSubtitle(word)
            .with(
                KeyFigures.of(word).figure(word, word, word),
                Text.of(word, word),
                Table.of(word, "a").row(1).withCaption(word),
                Panels.of(word, Text.of(word, word)));
    List<String> lines =
        report.markdown().lines().filter(line -> !line.isEmpty()).map(s -> s).toList();
    String escaped = MarkdownText.escape(word);
    assertThat(lines)
        .containsExactly(
            "# " + escaped,
            escaped,
            "## " + escaped,
            "- "
                + escaped
                + ": **"
                + MarkdownText.inline(word)
                + "** ("
                + MarkdownText.inline(word)
                + ")",
            "## " + escaped,
            escaped,
            "## " + escaped,
            "| a |",
            "| ---: |",
            "| 1 |",
            escaped,
            "## " + escaped,
            "### " + escaped,
            escaped);
  }

  @Test
  void numbersOfATableReadBack() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 100; round++) {
      double[] values = random.doubles(4, -1e4, 1e4).toArray();
      Table table = Table.of("", "a", "b").row(values[0], values[1]).row(values[2], values[3]);
      List<List<String>> rows = MarkdownReader.tables(Report.of("r").with(table).markdown()).get(0);
      for (int i = 0; i < 4; i++) {
        double shown = Numerals.read(rows.get(1 + i / 2).get(i % 2)).doubleValue();
        double most = Math.max(Math.abs(values[i]), Math.abs(values[(i + 2) % 4]));
        assertThat(Math.abs(shown - values[i]))
            .as("%s, seed %d", values[i], SEED)
            .isLessThanOrEqualTo(most * 5e-4 + 1e-9);
      }
    }
  }

  @Test
  void aChartOfNamedPointsIsATableOfThem() {
    Series named =
        Series.of("shoes", new double[] {1, 2}, new double[] {-0.5, 4e9})
            .withLabels(List.of("k|1", "k2"));
    Series plain = Series.of("", new double[] {3}, new double[] {Double.NaN});
    String page =
        Report.of("r", ScatterChart.of("", Axis.of("cm"), Axis.of(""), named, plain)).markdown();
    assertThat(MarkdownReader.tables(page))
        .containsExactly(
            List.of(
                List.of("", "cm", "y"),
                List.of("shoes: k|1", "1", "-0.5"),
                List.of("shoes: k2", "2", "4 × 10⁹"),
                List.of("", "3", "NaN")));
  }

  @ParameterizedTest
  @ValueSource(ints = {59, 60, 61, 200})
  void sixtyPointsAreListedAndMoreSummedUp(int count) {
    double[] y = IntStream.range(0, count).mapToDouble(i -> i % 7).toArray();
    Series one = Series.of("one", y);
    String page = Report.of("r", LineChart.of("", Axis.of("n"), Axis.of("v"), one)).markdown();
    List<List<String>> rows = MarkdownReader.tables(page).get(0);
    if (count <= 60) {
      assertThat(rows).hasSize(count + 1).startsWith(List.of("n", "one (v)"));
      assertThat(rows.get(count)).containsExactly(count + "", (count - 1) % 7 + "");
    } else {
      assertThat(rows)
          .containsExactly(
              List.of("", "points", "n", "v"),
              List.of("one", count + "", "1 to " + count, "0 to 6"));
    }
  }

  @Test
  void barsShowIntervalsEvenWithoutEnds() {
    Bars bars =
        Bars.of("mse", 1, Double.NaN, -3)
            .withIntervals(
                new double[] {0.5, Double.NaN, Double.NEGATIVE_INFINITY},
                new double[] {1.5, Double.NaN, -2});
    BarChart chart = BarChart.of("", List.of("a", "b", "c"), Axis.of(""), bars);
    assertThat(MarkdownReader.tables(Report.of("r", chart).markdown()))
        .containsExactly(
            List.of(
                List.of("", "mse"),
                List.of("a", "1 (0.5 to 1.5)"),
                List.of("b", "NaN (NaN to NaN)"),
                List.of("c", "-3 (-infinity to -2)")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"32x60", "33x60", "32x61"})
  void aHeatMapOfManyCellsIsSummedUp(String shape) {
    int columns = Integer.parseInt(shape.split("x", -1)[0]);
    int rows = Integer.parseInt(shape.split("x", -1)[1]);
    List<Double> row = IntStream.range(0, columns).mapToObj(j -> j / 4.0).toList();
    List<List<Double>> values = IntStream.range(0, rows).mapToObj(i -> row).toList();
    List<String> down = IntStream.range(0, rows).mapToObj(i -> "r" + i).toList();
    List<String> across = IntStream.range(0, columns).mapToObj(j -> "c" + j).toList();
    HeatMap map = new HeatMap("", down, across, values, HeatMap.Scale.sequential(), "");
    String page = Report.of("r", map).markdown();
    if (shape.equals("32x60")) {
      List<List<String>> table = MarkdownReader.tables(page).get(0);
      assertThat(table).hasSize(61);
      assertThat(table.get(60)).hasSize(33).startsWith("r59", "0.00", "0.25");
    } else {
      String high = Decimals.of((columns - 1) / 4.0);
      assertThat(page)
          .isEqualTo("# r\n\n" + rows + " × " + columns + " values, 0 to " + high + ".\n");
    }
  }

  @Test
  void imagesAreOnePictureWithTheirNames() {
    String page = Report.of("r", Samples.images("a_b |")).markdown();
    assertThat(page.lines().filter(line -> !line.isEmpty()).toList())
        .hasSize(6)
        .satisfies(
            lines -> {
              assertThat(lines.get(2))
                  .startsWith("![a_b \\|: 3 images of 2 × 2 pixels](data:image/png;base64,")
                  .endsWith(")");
              assertThat(lines.get(3)).isEqualTo("Rows: a_b \\|, a_b \\|.");
              assertThat(lines.get(4)).isEqualTo("Columns: a_b \\|, a_b \\|.");
              assertThat(lines.get(5)).isEqualTo("a_b \\|");
            });
  }
}
