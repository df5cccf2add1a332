package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @Test
  void aReportIsAPage() {
    Report report =
        Report.of("Stitching")
            .withSubtitle("seed 0")
            .with(
                KeyFigures.of("").figure("own", 0.0125, "MSE").figure("anchors", 300),
                Text.of("Question", "Can B read A?", "It can."),
                Table.of("Errors", "space", "MSE", "n")
                    .row("absolute", 0.0841, 10_000)
                    .row("a|b", -0.5, null)
                    .row("broken", Double.NaN, 1)
                    .withCaption("Lower is better."));
    assertThat(report.markdown())
        .isEqualTo(
            """
            # Stitching

            seed 0

            - own: **0.0125** (MSE)
            - anchors: **300**

            ## Question

            Can B read A?

            It can.

            ## Errors

            | space | MSE | n |
            | --- | ---: | ---: |
            | absolute | 0.0841 | 10,000 |
            | a\\|b | -0.5000 |  |
            | broken | NaN | 1 |

            Lower is better.
            """);
  }

  @Test
  void chartsBecomeTables() {
    Axis epoch = Axis.of("epoch");
    Axis loss = Axis.of("loss");
    Series a = Series.of("A", new double[] {0.5, 0.25});
    Report report =
        Report.of("Charts")
            .with(
                LineChart.of("Common", epoch, loss, a, Series.of("B", new double[] {1, 2})),
                LineChart.of("Apart", epoch, loss, a, Series.of("B", new double[] {3})),
                BarChart.of(
                    "Bars",
                    List.of("x"),
                    Axis.of("%"),
                    Bars.of("", 1).withIntervals(new double[] {0.5}, new double[] {2})),
                Samples.heat("h").withCaption(""));
    assertThat(report.markdown())
        .isEqualTo(
            """
            # Charts

            ## Common

            | epoch | A (loss) | B (loss) |
            | --- | ---: | ---: |
            | 1 | 0.5 | 1 |
            | 2 | 0.25 | 2 |

            ## Apart

            |  | epoch | loss |
            | --- | ---: | ---: |
            | A | 1 | 0.5 |
            | A | 2 | 0.25 |
            | B | 1 | 3 |

            ## Bars

            |  | % |
            | --- | ---: |
            | x | 1 (0.5 to 2) |

            ## h

            |  | h | h |
            | --- | ---: | ---: |
            | h | 0.5 | 1.0 |
            | h | NaN | -1.0 |
            """);
  }

  @Test
  void manyPointsAreSummedUp() {
    double[] y = IntStream.range(0, 100).mapToDouble(i -> i / 4.0).toArray();
    Series points = Series.of("all", y);
    Report report = Report.of("r").with(ScatterChart.of("", Axis.of(""), Axis.log("rank"), points));
    assertThat(report.markdown())
        .isEqualTo(
            """
            # r

            |  | points | x | rank |
            | --- | ---: | ---: | ---: |
            | all | 100 | 1 to 100 | 0 to 24.75 |
            """);
  }

  @Test
  void aLargeHeatMapIsSummedUp() {
    List<String> names = IntStream.range(0, 70).mapToObj(i -> "n" + i).toList();
    List<List<Double>> values =
        names.stream().map(n -> names.stream().map(m -> 0.5).toList()).toList();
    HeatMap map = new HeatMap("", names, names, values, HeatMap.Scale.sequential(), "Flat.");
    assertThat(Report.of("r").with(map).markdown())
        .isEqualTo("# r\n\n70 × 70 values, 0.5 to 0.5.\n\nFlat.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '"',
      value = {
        "<script>&amp; @ \\<script\\>\\&amp;",
        "a & b @ a & b",
        "*x* `y` @ \\*x\\* \\`y\\`",
        "snake_case _em_ @ snake_case \\_em\\_",
        "# no @ \\# no",
        "- no @ \\- no",
        "+1 @ \\+1",
        "1. no @ 1\\. no",
        "3.5 @ 3.5",
        "2024) no @ 2024\\) no",
        "[a](b) @ \\[a\\](b)",
        "$x$ @ \\$x\\$",
        "C:\\dir @ C:\\\\dir",
        "== a @ \\== a",
        "> a @ \\> a",
        "a|b @ a\\|b",
        "~~a~~ @ \\~\\~a\\~\\~"
      })
  void marksAreEscaped(String text, String escaped) {
    assertThat(MarkdownText.escape(text)).isEqualTo(escaped);
  }

  @Test
  void aTextStaysOnItsLine() {
    assertThat(MarkdownText.escape("a\r\nb\n\n# c\u0000\ud800")).isEqualTo("a b # c\ufffd\ufffd");
  }

  @Test
  void hostileWordsOpenNothing() {
    String page = Samples.everything(Samples.HOSTILE).markdown();
    assertThat(page).doesNotContain("\u0000", "\u001b", "\ud800 ");
    assertThat(page.replaceAll("\\\\[\\p{Punct}]", "")).doesNotContain("<", "`", "[d]", "$");
  }

  @Test
  void emptySectionsAreShort() {
    assertThat(empty().markdown())
        .isEqualTo(
            """
            # empty

            |  |
            | --- |

            Nothing to draw.

            Nothing to draw.

            Nothing to draw.

            Nothing to draw.

            Nothing to draw.
            """);
  }

  static Report empty() {
    return Report.of(
        "empty",
        Text.of(""),
        KeyFigures.of(""),
        Table.of("", ""),
        LineChart.of("", Axis.of(""), Axis.of("")),
        ScatterChart.of("", Axis.of(""), Axis.of(""), Series.of("", new double[0])),
        BarChart.of("", List.of(), Axis.of("")),
        new HeatMap("", List.of(), List.of(), List.of(), HeatMap.Scale.sequential(), ""),
        ImageGrid.of(
            "",
            org.latent4j.kernel.Dense.zeros(org.nd4j.linalg.api.buffer.DataType.FLOAT, 0, 4),
            2,
            2,
            1),
        Panels.of(""));
  }
}
