package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Lines and points, measured in the picture. */
class PointPictureTest {
  private static final Axis X = Axis.of("x");
  private static final Axis Y = Axis.of("y");

  private static Document page(Section section) throws Exception {
    return Pages.parse(Report.of("r", section).html());
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<String> paths(Document page) {
    return Pages.elements(page, "path").stream()
        .filter(path -> path.getAttribute("class").equals("line"))
        .map(path -> path.getAttribute("d"))
        .toList();
  }

  private static List<double[]> places(String path) {
    List<double[]> places = new ArrayList<>();
    Matcher matcher = Pattern.compile("[ML](-?[\\d.]+) (-?[\\d.]+)").matcher(path);
    while (matcher.find()) {
      places.add(
          new double[] {
            Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))
          });
    }
    return places;
  }

  private static double[] random(SplittableRandom random, int count, double scale) {
    return random.doubles(count, -scale, scale).toArray();
  }

  /** Three points in proportion fix a straight map from values to pixels. */
  private static void inProportion(double[] values, double[] pixels, String what) {
    int low = 0;
    int high = 0;
    for (int i = 0; i < values.length; i++) {
      low = values[i] < values[low] ? i : low;
      high = values[i] > values[high] ? i : high;
    }
    double range = values[high] - values[low];
    for (int i = 0; i < values.length; i++) {
      double part = (values[i] - values[low]) / range;
      assertThat(pixels[i])
          .as(what)
          .isEqualTo(pixels[low] + part * (pixels[high] - pixels[low]), within(0.25));
    }
  }

  @Test
  void pointsOfALineLieInProportion() throws Exception {
    SplittableRandom random = new SplittableRandom(21);
    for (int round = 0; round < 40; round++) {
      double[] x = random(random, 12, Math.pow(10, random.nextInt(-12, 12)));
      double[] y = random(random, 12, Math.pow(10, random.nextInt(-12, 12)));
      List<double[]> places =
          places(paths(page(LineChart.of("", X, Y, Series.of("s", x, y)))).get(0));
      assertThat(places).hasSize(12);
      String what = "seed 21, round " + round;
      inProportion(x, places.stream().mapToDouble(place -> place[0]).toArray(), what);
      inProportion(y, places.stream().mapToDouble(place -> place[1]).toArray(), what);
    }
  }

  @Test
  void logarithmsLieInProportionOnALogarithmicAxis() throws Exception {
    SplittableRandom random = new SplittableRandom(22);
    double[] y = random(random, 20, 30);
    double[] powers = Arrays.stream(y).map(v -> Math.pow(10, v)).toArray();
    List<double[]> places =
        places(paths(page(LineChart.of("", X, Axis.log("y"), Series.of("s", powers)))).get(0));
    inProportion(y, places.stream().mapToDouble(place -> place[1]).toArray(), "seed 22");
  }

  @Test
  void marksLieOnTheirLine() throws Exception {
    Document page = page(LineChart.of("", X, Y, Series.of("s", new double[] {3, 1, 4, 1, 5})));
    List<double[]> places = places(paths(page).get(0));
    List<Element> marks =
        Pages.elements(page, "circle").stream().filter(c -> c.hasChildNodes()).toList();
    assertThat(marks).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(number(marks.get(i), "cx")).isEqualTo(places.get(i)[0]);
      assertThat(number(marks.get(i), "cy")).isEqualTo(places.get(i)[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, dots, 30", "31, hits, 31", "400, hits, 400", "401, '', 0"})
  void marksGiveWayWhereTheyAreMany(int count, String style, int marks) throws Exception {
    double[] y = IntStream.range(0, count).mapToDouble(i -> i % 5).toArray();
    Document page = page(LineChart.of("", X, Y, Series.of("s", y)));
    assertThat(Pages.elements(page, "circle")).hasSize(marks);
    List<String> groups =
        Pages.elements(page, "g").stream()
            .map(group -> group.getAttribute("class"))
            .filter(name -> name.equals("dots") || name.equals("hits"))
            .toList();
    assertThat(groups).isEqualTo(style.isEmpty() ? List.of() : List.of(style));
    assertThat(places(paths(page).get(0))).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({"600, false", "601, true"})
  void aCrowdHasSmallerPoints(int count, boolean crowd) throws Exception {
    double[] y = IntStream.range(0, count).mapToDouble(i -> i % 5).toArray();
    Document page = page(ScatterChart.of("", X, Y, Series.of("s", y)));
    List<Element> points = Pages.elements(page, "circle");
    assertThat(points).hasSize(count);
    assertThat(number(points.get(0), "r")).isEqualTo(crowd ? 2.2 : 3.6);
    String style = ((Element) points.get(0).getParentNode()).getAttribute("class");
    assertThat(style.endsWith(" crowd")).isEqualTo(crowd);
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "-7", "1e-320", "1e308", "-1e308", "123456789.5", "1e-9"})
  void aConstantIsALineInsideThePicture(double value) throws Exception {
    double[] y = {value, value, value};
    Document page = page(LineChart.of("", X, Y, Series.of("s", y)));
    List<double[]> places = places(paths(page).get(0));
    assertThat(places).hasSize(3);
    for (double[] place : places) {
      assertThat(place[1]).isEqualTo(places.get(0)[1]).isBetween(30.0, 354.0);
    }
    assertThat(labels(page, "end")).isNotEmpty();
  }

  /** The labels of the vertical axis. */
  private static List<String> labels(Document page, String anchor) {
    return Pages.elements(page, "text").stream()
        .filter(text -> text.getAttribute("text-anchor").equals(anchor))
        .map(Element::getTextContent)
        .toList();
  }

  @Test
  void aNarrowChartStillTellsItsScale() throws Exception {
    SplittableRandom random = new SplittableRandom(23);
    for (int round = 0; round < 300; round++) {
      double low = Math.pow(10, random.nextDouble(-5, 5));
      double high = low * Math.pow(10, random.nextDouble(0.05, round % 2 == 0 ? 1 : 9));
      Axis axis = round % 2 == 0 ? Y : Axis.log("y");
      Series series = Series.of("s", new double[] {low, high});
      Document page = page(Panels.of("", LineChart.of("", X, axis, series)));
      assertThat(labels(page, "end").size())
          .as("%s to %s, seed 23, round %d: %s", low, high, round, labels(page, "end"))
          .isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void anEmptySeriesBesideOthersKeepsItsColour() throws Exception {
    Series none = Series.of("none", new double[0]);
    Series some = Series.of("some", new double[] {1, 2});
    Document page = page(LineChart.of("", X, Y, none, some));
    assertThat(paths(page)).hasSize(2);
    assertThat(paths(page).get(0)).isEmpty();
    List<Element> lines =
        Pages.elements(page, "path").stream()
            .filter(path -> path.getAttribute("class").equals("line"))
            .toList();
    assertThat(((Element) lines.get(1).getParentNode()).getAttribute("class")).isEqualTo("k1");
    assertThat(Pages.texts(page, "li").stream().map(String::strip)).containsExactly("none", "some");
    assertThat(Pages.texts(page, "figcaption")).isEmpty();
  }

  @Test
  void pointsOutsideAFixedRangeAreCountedNotDrawn() throws Exception {
    Series points =
        Series.of("p", new double[] {-1, 0, 5, 10, 11}, new double[] {5, 5, 20, 5, Double.NaN});
    ScatterChart chart = ScatterChart.of("", X.withRange(0, 10), Y.withRange(0, 10), points);
    Document page = page(chart);
    assertThat(Pages.elements(page, "circle")).hasSize(2);
    assertThat(Pages.texts(page, "figcaption"))
        .containsExactly("Not drawn: 3 points without a place on the axes.");
  }

  @Test
  void aLineIsCutAtPointsOutside() throws Exception {
    Series line = Series.of("l", new double[] {1, 2, 30, 4, 50, 6});
    Document page = page(LineChart.of("", X, Y.withRange(0, 10), line));
    String path = paths(page).get(0);
    assertThat(path.replaceAll("[\\d. -]+", " ")).isEqualTo("M L M h M h ");
  }

  @Test
  void theSameValueManyTimesIsOnePlace() throws Exception {
    double[] five = {5, 5, 5, 5};
    Document page = page(ScatterChart.of("", X, Y, Series.of("s", five, five)));
    List<String> places =
        Pages.elements(page, "circle").stream()
            .map(circle -> circle.getAttribute("cx") + " " + circle.getAttribute("cy"))
            .distinct()
            .toList();
    assertThat(places).hasSize(1);
  }

  @Test
  void shapesGoRoundFromSeriesToSeries() throws Exception {
    Series[] groups = new Series[8];
    Arrays.setAll(groups, i -> Series.of("g" + i, new double[] {i}, new double[] {i}));
    Document page = page(ScatterChart.of("", X, Y, groups));
    List<Element> circles =
        Pages.elements(page, "circle").stream().filter(Element::hasChildNodes).toList();
    assertThat(circles).hasSize(2);
    List<String> shapes =
        Pages.elements(page, "path").stream()
            .filter(Element::hasChildNodes)
            .map(path -> path.getAttribute("d").replaceAll("[\\d. -]+", ""))
            .toList();
    assertThat(shapes).containsExactly("MHVHZ", "MLHZ", "MLLLZ", "MHVHZ", "MLHZ", "MLLLZ");
  }

  @Test
  void axesAreLabelled() throws Exception {
    Series points = Series.of("", new double[] {1, 2}, new double[] {10, 20});
    Document page = page(ScatterChart.of("", Axis.of("width, cm"), Axis.of("height, cm"), points));
    assertThat(labels(page, "start")).containsExactly("height, cm");
    assertThat(labels(page, "middle")).containsExactly("1", "2", "width, cm");
    assertThat(labels(page, "end")).contains("10", "20");
    Document bare = page(ScatterChart.of("", Axis.of(""), Axis.of(""), points));
    assertThat(labels(bare, "start")).isEmpty();
  }
}
