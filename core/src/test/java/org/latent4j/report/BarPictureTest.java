package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Bars, their intervals and their figures, measured in the picture. */
class BarPictureTest {
  private static final double PIXEL = 0.11;

  private static Document page(BarChart chart) throws Exception {
    return Pages.parse(Report.of("r", chart).html());
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<Element> ofClass(Document page, String tag, String style) {
    return Pages.elements(page, tag).stream()
        .filter(element -> List.of(element.getAttribute("class").split(" ", -1)).contains(style))
        .toList();
  }

  @Test
  void lengthsAreInProportion() throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 40; round++) {
      double[] values = random.doubles(5, -3, 10).toArray();
      double scale = Math.pow(10, random.nextInt(-9, 9));
      for (int i = 0; i < values.length; i++) {
        values[i] *= scale;
      }
      List<String> names = List.of("a", "b", "c", "d", "e");
      Document page = page(BarChart.of("", names, Axis.of(""), Bars.of("", values)));
      List<Element> bars = Pages.elements(page, "rect");
      assertThat(bars).hasSize(5);
      int longest = 0;
      for (int i = 0; i < 5; i++) {
        longest = Math.abs(values[i]) > Math.abs(values[longest]) ? i : longest;
      }
      double unit = number(bars.get(longest), "width") / Math.abs(values[longest]);
      for (int i = 0; i < 5; i++) {
        assertThat(number(bars.get(i), "width"))
            .as("seed 9, round %d, value %s", round, values[i])
            .isEqualTo(Math.abs(values[i]) * unit, within(2 * PIXEL));
      }
    }
  }

  @Test
  void positiveBarsGoRightAndNegativeOnesLeftFromOneLine() throws Exception {
    Document page = page(BarChart.of("", List.of("a", "b"), Axis.of(""), Bars.of("", 3, -2)));
    List<Element> bars = Pages.elements(page, "rect");
    Element axis = ofClass(page, "line", "axis").get(0);
    double zero = number(axis, "x1");
    assertThat(number(axis, "x2")).isEqualTo(zero);
    assertThat(number(bars.get(0), "x")).isEqualTo(zero, within(PIXEL));
    assertThat(number(bars.get(1), "x") + number(bars.get(1), "width"))
        .isEqualTo(zero, within(2 * PIXEL));
  }

  @Test
  void anIntervalReachesFromItsLowToItsHigh() throws Exception {
    Bars bars = Bars.of("", 4, 8).withIntervals(new double[] {2, 8}, new double[] {6, 10});
    Document page = page(BarChart.of("", List.of("a", "b"), Axis.of("").withRange(0, 10), bars));
    List<Element> boxes = Pages.elements(page, "rect");
    double zero = number(boxes.get(0), "x");
    double unit = number(boxes.get(1), "width") / 8;
    List<Element> whiskers =
        ofClass(page, "line", "interval").stream()
            .filter(line -> line.getAttribute("y1").equals(line.getAttribute("y2")))
            .toList();
    assertThat(whiskers).hasSize(2);
    assertThat(number(whiskers.get(0), "x1")).isEqualTo(zero + 2 * unit, within(2 * PIXEL));
    assertThat(number(whiskers.get(0), "x2")).isEqualTo(zero + 6 * unit, within(2 * PIXEL));
    assertThat(number(whiskers.get(1), "x2")).isEqualTo(zero + 10 * unit, within(2 * PIXEL));
    assertThat(ofClass(page, "line", "interval")).as("with two ends each").hasSize(6);
    List<Element> figures =
        Pages.elements(page, "text").stream()
            .filter(text -> text.getTextContent().matches("[48]"))
            .filter(text -> text.getAttribute("text-anchor").equals("start"))
            .toList();
    assertThat(number(figures.get(0), "x")).isGreaterThan(zero + 6 * unit);
  }

  @Test
  void anIntervalWithoutAnEndIsNotDrawn() throws Exception {
    Bars bars =
        Bars.of("", 4, 5, 6)
            .withIntervals(
                new double[] {Double.NaN, 4, 5},
                new double[] {6, Double.POSITIVE_INFINITY, Double.NaN});
    Document page = page(BarChart.of("", List.of("a", "b", "c"), Axis.of(""), bars));
    assertThat(Pages.elements(page, "rect")).hasSize(3);
    assertThat(ofClass(page, "line", "interval")).isEmpty();
    assertThat(Pages.texts(page, "title"))
        .contains("a: 4 (NaN to 6)", "b: 5 (4 to infinity)", "c: 6 (5 to NaN)");
  }

  @Test
  void anAxisAwayFromZeroCutsTheBars() throws Exception {
    Document page =
        page(BarChart.of("", List.of("a", "b"), Axis.of("").withRange(5, 10), Bars.of("", 6, 10)));
    List<Element> bars = Pages.elements(page, "rect");
    assertThat(number(bars.get(0), "x")).isEqualTo(number(bars.get(1), "x"));
    assertThat(number(bars.get(1), "width"))
        .isEqualTo(5 * number(bars.get(0), "width"), within(5 * PIXEL));
  }

  @Test
  void figuresBesideTheBarsShareTheirDecimals() throws Exception {
    Document page =
        page(BarChart.of("", List.of("a", "b", "c"), Axis.of(""), Bars.of("", 0.5, 0.25, -1)));
    assertThat(Pages.texts(page, "text")).contains("0.50", "0.25", "−1.00");
  }

  @Test
  void groupsHaveABarASeriesAndALegend() throws Exception {
    BarChart chart =
        BarChart.of("", List.of("a", "b"), Axis.of(""), Bars.of("x", 1, 2), Bars.of("y", 3, 4));
    Document page = page(chart);
    List<Element> bars = ofClass(page, "rect", "bar");
    assertThat(bars.stream().map(bar -> bar.getAttribute("class")).toList())
        .containsExactly("bar", "bar", "k0 bar", "k1 bar", "k0 bar", "k1 bar");
    List<Double> tops = bars.stream().skip(2).map(bar -> number(bar, "y")).toList();
    assertThat(tops).isSorted();
    assertThat(tops.get(2) - tops.get(1)).as("a gap").isGreaterThan(tops.get(1) - tops.get(0));
    assertThat(Pages.texts(page, "li").stream().map(String::strip)).containsExactly("x", "y");
    assertThat(Pages.texts(page, "title")).contains("a, x: 1", "b, y: 4");
  }

  @Test
  void oneSeriesNeedsNoLegendAndOneBarIsEnough() throws Exception {
    Document page = page(BarChart.of("", List.of("only"), Axis.of("%"), Bars.of("s", 0.001)));
    assertThat(Pages.elements(page, "ul")).isEmpty();
    assertThat(Pages.elements(page, "rect")).hasSize(1);
    assertThat(Pages.texts(page, "text")).contains("only", "%", "0.001");
  }

  @Test
  void zerosAreDrawnAsBarsWithoutLength() throws Exception {
    Document page = page(BarChart.of("", List.of("a", "b"), Axis.of(""), Bars.of("", 0, -0.0)));
    assertThat(Pages.elements(page, "rect")).hasSize(2);
    for (Element bar : Pages.elements(page, "rect")) {
      assertThat(number(bar, "width")).isZero();
    }
    assertThat(Pages.texts(page, "figcaption")).isEmpty();
  }

  @Test
  void manyBarsMakeATallPicture() throws Exception {
    List<String> names = IntStream.range(0, 300).mapToObj(i -> "n" + i).toList();
    double[] values = IntStream.range(0, 300).asDoubleStream().toArray();
    Document page = page(BarChart.of("", names, Axis.of(""), Bars.of("", values)));
    assertThat(Pages.elements(page, "rect")).hasSize(300);
    String box = Pages.elements(page, "svg").get(0).getAttribute("viewBox");
    assertThat(Double.parseDouble(box.split(" ", -1)[3])).isGreaterThan(300 * 20);
  }

  @Test
  void whatIsNotDrawnIsCounted() throws Exception {
    Bars bars = Bars.of("", 1, Double.NaN, Double.NEGATIVE_INFINITY);
    Document page = page(BarChart.of("", List.of("a", "b", "c"), Axis.of(""), bars));
    assertThat(Pages.texts(page, "text")).contains("NaN", "−infinity");
    assertThat(Pages.texts(page, "figcaption"))
        .containsExactly("Not drawn: 2 bars without a place on the axes.");
  }
}
