package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a drawing shows lies within its picture, and its letters do not cover each other. */
class LayoutTest {
  private static final int DRAWINGS = 60;

  @Test
  void everythingLiesWithinItsPicture() throws Exception {
    for (long seed = 0; seed < DRAWINGS; seed++) {
      for (Element svg : drawings(seed, true)) {
        String[] box = svg.getAttribute("viewBox").split(" ", -1);
        double width = Double.parseDouble(box[2]);
        double height = Double.parseDouble(box[3]);
        for (Box part : boxes(svg)) {
          String what = part + ", seed " + seed;
          assertThat(part.left()).as(what).isGreaterThanOrEqualTo(-1);
          assertThat(part.right()).as(what).isLessThanOrEqualTo(width + 14);
          assertThat(part.top()).as(what).isGreaterThanOrEqualTo(-1);
          assertThat(part.bottom()).as(what).isLessThanOrEqualTo(height + 1);
        }
      }
    }
  }

  @Test
  void lettersOfAxesDoNotCoverEachOther() throws Exception {
    for (long seed = 0; seed < DRAWINGS; seed++) {
      for (Element svg : drawings(seed, false)) {
        List<Box> texts = boxes(svg).stream().filter(box -> box.tag().equals("text")).toList();
        for (int i = 0; i < texts.size(); i++) {
          for (int j = 0; j < i; j++) {
            String what = texts.get(i) + " and " + texts.get(j) + ", seed " + seed;
            assertThat(texts.get(i).covers(texts.get(j))).as(what).isFalse();
          }
        }
      }
    }
  }

  @Test
  void namesOfManyColumnsAreThinnedOut() throws Exception {
    List<String> names = Stream.iterate(0, i -> i + 1).limit(60).map(i -> "name " + i).toList();
    List<List<Double>> values =
        names.stream().map(n -> names.stream().map(m -> 1.0).toList()).toList();
    HeatMap map = new HeatMap("", names, names, values, HeatMap.Scale.sequential(), "");
    Document page = Pages.parse(Report.of("r").with(map).html());
    List<Box> rows =
        boxes(Pages.elements(page, "svg").get(0)).stream()
            .filter(box -> box.text().startsWith("name"))
            .toList();
    assertThat(rows).hasSizeBetween(20, 60);
    for (int i = 1; i < rows.size(); i++) {
      assertThat(rows.get(i).top()).isGreaterThanOrEqualTo(rows.get(i - 1).bottom());
    }
  }

  private static List<Element> drawings(long seed, boolean bars) throws Exception {
    RandomReports random = new RandomReports(seed, false);
    Axis x = random.axis();
    Axis y = random.axis();
    List<Section> charts =
        new ArrayList<>(
            List.of(
                new LineChart("", x, y, random.series(), ""),
                new ScatterChart("", y, x, random.series(), "")));
    if (bars) {
      charts.addAll(List.of(random.bars(), random.heatMap(), random.images()));
    }
    Report report = new Report("r", "", charts).with(new Panels("", charts));
    return Pages.elements(Pages.parse(report.html()), "svg").stream()
        .filter(svg -> svg.getAttribute("class").equals("chart"))
        .toList();
  }

  private static List<Box> boxes(Element svg) {
    List<Box> boxes = new ArrayList<>();
    NodeList all = svg.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      switch (element.getTagName()) {
        case "text" -> {
          if (element.getAttribute("transform").isEmpty()) {
            boxes.add(text(element));
          }
        }
        case "rect", "image" -> boxes.add(box(element, "x", "y", "width", "height", 0));
        case "circle" -> boxes.add(box(element, "cx", "cy", "r", "r", 1));
        case "line" -> boxes.add(line(element));
        default -> {}
      }
    }
    return boxes;
  }

  private static Box box(
      Element element, String x, String y, String width, String height, int centred) {
    double left = number(element, x) - centred * number(element, width);
    double top = number(element, y) - centred * number(element, height);
    double right = left + (1 + centred) * number(element, width);
    double bottom = top + (1 + centred) * number(element, height);
    return new Box(element.getTagName(), "", left, top, right, bottom);
  }

  private static Box line(Element element) {
    double left = Math.min(number(element, "x1"), number(element, "x2"));
    double right = Math.max(number(element, "x1"), number(element, "x2"));
    double top = Math.min(number(element, "y1"), number(element, "y2"));
    double bottom = Math.max(number(element, "y1"), number(element, "y2"));
    return new Box("line", element.getAttribute("class"), left, top, right, bottom);
  }

  /** As browsers with wide letters, such as DejaVu Sans, would draw it. */
  private static Box text(Element element) {
    String text = element.getTextContent();
    double width = 0.6 * 12 * text.codePointCount(0, text.length());
    String anchor = element.getAttribute("text-anchor");
    double x = number(element, "x");
    double left = anchor.equals("end") ? x - width : anchor.equals("start") ? x : x - width / 2;
    double y = number(element, "y");
    return new Box("text", text, left, y - 9, left + width, y + 2);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private record Box(
      String tag, String text, double left, double top, double right, double bottom) {
    boolean covers(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }
}
