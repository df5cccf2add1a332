package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartTest {
  private static final Axis X = Axis.of("x");
  private static final Axis Y = Axis.of("y");

  @Test
  void onePointIsDrawnInTheMiddle() throws Exception {
    for (double value : new double[] {3, 0, -1e-9, 1e300, Double.MAX_VALUE, Double.MIN_VALUE}) {
      Series point = Series.of("p", new double[] {value}, new double[] {value});
      Document page = page(ScatterChart.of("", X, Y, point));
      List<Element> circles = Pages.elements(page, "circle");
      assertThat(circles).as("%s", value).hasSize(1);
      assertThat(number(circles.get(0), "cx")).as("%s", value).isBetween(28.0, 664.0);
      assertThat(number(circles.get(0), "cy")).as("%s", value).isBetween(30.0, 440.0);
    }
  }

  @Test
  void pointsLieWhereTheirValuesSay() throws Exception {
    Series points = Series.of("p", new double[] {0, 1, 2}, new double[] {0, 5, 10});
    ScatterChart chart = ScatterChart.of("", X.withRange(0, 2), Y.withRange(0, 10), points);
    List<Element> circles = Pages.elements(page(chart), "circle");
    double left = number(circles.get(0), "cx");
    double right = number(circles.get(2), "cx");
    assertThat(number(circles.get(1), "cx")).isEqualTo((left + right) / 2, within());
    assertThat(right).isEqualTo(664);
    double bottom = number(circles.get(0), "cy");
    double top = number(circles.get(2), "cy");
    assertThat(number(circles.get(1), "cy")).isEqualTo((bottom + top) / 2, within());
    assertThat(bottom).isGreaterThan(top);
  }

  @Test
  void aLineBreaksWhereAValueIsMissing() throws Exception {
    double nan = Double.NaN;
    Series line = Series.of("l", new double[] {1, 2, nan, 4, 5, Double.POSITIVE_INFINITY});
    Document page = page(LineChart.of("", X, Y, line));
    String path =
        Pages.elements(page, "path").stream()
            .filter(element -> element.getAttribute("class").equals("line"))
            .map(element -> element.getAttribute("d"))
            .findFirst()
            .orElseThrow();
    assertThat(path).matches("M[\\d. ]+L[\\d. ]+M[\\d. ]+L[\\d. ]+");
    assertThat(Pages.texts(page, "figcaption"))
        .containsExactly("Not drawn: 2 points without a place on the axes.");
  }

  @Test
  void logarithmicAxesLeaveOutWhatIsNotPositive() throws Exception {
    Series points = Series.of("p", new double[] {0, 1, 100}, new double[] {1, 1, 1});
    Document page = page(ScatterChart.of("", Axis.log("x"), Y, points).withCaption("All."));
    assertThat(Pages.elements(page, "circle")).hasSize(2);
    assertThat(Pages.texts(page, "figcaption"))
        .containsExactly("All. Not drawn: 1 point without a place on the axes.");
  }

  @Test
  void nothingFiniteIsNothingToDraw() throws Exception {
    Series none = Series.of("p", new double[] {Double.NaN, Double.NEGATIVE_INFINITY});
    assertThat(Pages.texts(page(LineChart.of("", X, Y, none)), "p")).contains("Nothing to draw.");
    BarChart bars = BarChart.of("", List.of("a"), X, Bars.of("", Double.NaN));
    assertThat(Pages.texts(page(bars), "p")).contains("Nothing to draw.");
  }

  @Test
  void hugeValuesGiveFinitePlaces() {
    double most = Double.MAX_VALUE;
    Series huge = Series.of("h", new double[] {-most, 0, most}, new double[] {most, 1, -most});
    Report report =
        Report.of(
            "r",
            LineChart.of("", X, Y, huge),
            ScatterChart.of("", Axis.log(""), Y, huge),
            BarChart.of("", List.of("a", "b", "c"), X, Bars.of("", most, -most, 1e-300)));
    String html = report.html();
    String body = html.substring(html.indexOf("<body"));
    assertThat(body).doesNotContain("NaN", "Infinity");
    assertThat(Pattern.compile("\"-?\\d{6,}").matcher(body).find()).isFalse();
  }

  @Test
  void marksTellTheirKeysAndFigures() throws Exception {
    Series points =
        Series.of("dress", new double[] {1, 2}, new double[] {-3, 4})
            .withLabels(List.of("k<1>", "k2"));
    Document page = page(ScatterChart.of("", X, Y, points));
    assertThat(Pages.texts(page, "title")).contains("dress: k<1>\n1, −3", "dress: k2\n2, 4");
  }

  @Test
  void manySeriesDifferInColourShapeAndDashes() throws Exception {
    Series[] lines =
        IntStream.range(0, 22)
            .mapToObj(i -> Series.of("s" + i, new double[] {i, i + 1}))
            .toArray(Series[]::new);
    Document page = page(LineChart.of("", X, Y, lines));
    assertThat(Pages.texts(page, "li").stream().map(String::strip))
        .hasSize(22)
        .startsWith("s0", "s1")
        .endsWith("s21");
    List<String> styles =
        Pages.elements(page, "g").stream()
            .map(group -> group.getAttribute("class"))
            .filter(style -> style.startsWith("k"))
            .toList();
    assertThat(styles).hasSize(22).doesNotHaveDuplicates().contains("k0", "k0 dashed", "k1 dotted");
  }

  @Test
  void barsBeginAtZero() throws Exception {
    BarChart chart = BarChart.of("", List.of("a", "b"), X, Bars.of("", 2, -1));
    List<Element> bars = Pages.elements(page(chart), "rect");
    double zero = number(bars.get(0), "x");
    assertThat(number(bars.get(1), "x") + number(bars.get(1), "width")).isEqualTo(zero, within());
    assertThat(number(bars.get(0), "width")).isEqualTo(2 * number(bars.get(1), "width"), within());
  }

  @Test
  void barsOutsideAFixedAxisAreNamedNotDrawn() throws Exception {
    BarChart chart =
        BarChart.of("", List.of("a", "b"), Axis.of("").withRange(0, 1), Bars.of("", 0.5, 7));
    Document page = page(chart);
    assertThat(Pages.elements(page, "rect")).hasSize(1);
    assertThat(Pages.texts(page, "text")).contains("7");
    assertThat(Pages.texts(page, "figcaption").get(0)).startsWith("Not drawn: 1 bar ");
  }

  @Test
  void cellsOfAHeatMapHaveColoursAndFigures() throws Exception {
    Document page = page(Samples.heat("n"));
    List<Element> cells = Pages.elements(page, "rect");
    assertThat(cells).hasSize(4);
    assertThat(cells.get(1).getAttribute("fill")).isEqualTo(Ramp.hex(Ramp.shade(true, 1)));
    assertThat(cells.get(2).getAttribute("class")).isEqualTo("none");
    assertThat(Pages.texts(page, "text")).contains("0.5", "1.0", "NaN", "−1.0");
    assertThat(Pages.texts(page, "span")).containsExactly("−1", "1");
  }

  @Test
  void aVeryLargeHeatMapIsOneImage() throws Exception {
    List<String> names = Collections.nCopies(100, "n");
    List<List<Double>> values = Collections.nCopies(100, Collections.nCopies(100, 1.0));
    HeatMap map = new HeatMap("", names, names, values, HeatMap.Scale.sequential(), "");
    Document page = page(map);
    assertThat(Pages.elements(page, "rect")).isEmpty();
    assertThat(Pages.elements(page, "image")).hasSize(1);
  }

  @Test
  void longNamesAreCutButNotLost() throws Exception {
    String name = "a very long name that goes on and on and on and never seems to come to an end";
    BarChart chart = BarChart.of("", List.of(name), X, Bars.of("", 1));
    Document page = page(chart);
    assertThat(Pages.texts(page, "text").stream().filter(t -> t.endsWith("…"))).hasSize(1);
    assertThat(Pages.texts(page, "title")).contains(name + ": 1");
  }

  @Test
  void namesFitTheirPlaces() {
    assertThat(Characters.fit("short", 12, 100)).isEqualTo("short");
    assertThat(Characters.fit("😀😀😀😀😀😀", 12, 50)).isEqualTo("😀😀😀…");
    assertThat(Characters.width("日本", 10)).isGreaterThan(Characters.width("ab", 10));
    List<String> kept = new ArrayList<>();
    for (int width = 0; width < 200; width += 10) {
      kept.add(Characters.fit("abcdefghijklmnopqrstuvwxyz", 12, width));
      assertThat(Characters.width(kept.get(width / 10), 12))
          .isLessThanOrEqualTo(Math.max(width, 12));
    }
    assertThat(kept).isSortedAccordingTo((a, b) -> Integer.compare(a.length(), b.length()));
  }

  private static Document page(Section section) throws Exception {
    return Pages.parse(Report.of("r").with(section).html());
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.2);
  }
}
