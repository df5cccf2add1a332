package org.latent4j.report;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;

/** A page of everything that is empty, single, huge, tiny or no number; see {@link GoldenTest}. */
class EdgesGoldenTest {
  private static final double NAN = Double.NaN;
  private static final double MOST = Double.MAX_VALUE;
  private static final double LEAST = Double.MIN_VALUE;

  private static Report edges() {
    Axis none = Axis.of("");
    Series one = Series.of("one", new double[] {3}, new double[] {-2});
    Series odd = Series.of("odd", new double[] {NAN, -MOST, Double.NEGATIVE_INFINITY, LEAST});
    return Report.of("Edges")
        .with(numbers())
        .with(
            Text.of("No text"),
            Table.of("No columns"),
            Table.of("No rows", "a", "b"),
            LineChart.of("One point", none, none, one),
            ScatterChart.of("Odd points", Axis.of("x"), Axis.of("y"), odd, one),
            ScatterChart.of("No place", Axis.log("x"), none, Series.of("", new double[] {NAN})),
            BarChart.of("Odd bars", List.of("a", "b", "c"), none, Bars.of("", 0, NAN, 1e-300)),
            BarChart.of("No bars", List.of(), none))
        .with(pictures());
  }

  private static Section[] numbers() {
    return new Section[] {
      KeyFigures.of("Figures")
          .figure("most", MOST)
          .figure("least", -LEAST)
          .figure("none", null)
          .figure("not a number", Float.NaN, "a note")
          .figure("count", Long.MAX_VALUE),
      Table.of("Columns", "", "mixed", "huge", "tiny")
          .row("a", 1, 1e300, 1e-300)
          .row("b", 0.5f, -1, LEAST)
          .row("c", "word", NAN, 0)
          .row(null, null, Double.POSITIVE_INFINITY, -0.0)
    };
  }

  private static Section[] pictures() {
    HeatMap.Scale scale = HeatMap.Scale.sequential();
    return new Section[] {
      new HeatMap("One cell", List.of("r"), List.of("c"), List.of(List.of(-1e-9)), scale, ""),
      HeatMap.of("No cells", List.of(), List.of(), Dense.zeros(DataType.FLOAT, 0, 0)),
      ImageGrid.of("One pixel", Dense.of(new float[] {Float.NaN}, 1, 1), 1, 1, 3)
          .withColumns(List.of("a", "b", "c")),
      ImageGrid.of("No images", Dense.zeros(DataType.FLOAT, 0, 4), 2, 2, 1),
      Panels.of("Panels", Text.of("", "untitled"), BarChart.of("", List.of(), Axis.of(""))),
      Panels.of("No panels")
    };
  }

  @Test
  void theHtmlPageIsAsItWas() throws Exception {
    String page = edges().html();
    GoldenTest.check("edges.html", page.substring(page.indexOf("</head>")));
  }

  @Test
  void theMarkdownPageIsAsItWas() throws Exception {
    GoldenTest.check("edges.md", edges().markdown());
  }

  @Test
  void theJsonPageIsAsItWas() throws Exception {
    GoldenTest.check("edges.json", edges().json());
  }
}
