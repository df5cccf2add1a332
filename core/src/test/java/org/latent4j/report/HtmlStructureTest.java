package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whether pages are what browsers, screen readers and saved copies can do with. */
class HtmlStructureTest {
  private static final Set<String> HTML =
      Set.of(
          "html head meta title style body header nav main section h1 h2 h3 p ul li a div dl dt dd"
              .split(" ", -1));
  private static final Set<String> MORE =
      Set.of("figure figcaption table thead tbody tr th td span i svg".split(" ", -1));
  private static final Set<String> DRAWN =
      Set.of("svg g text line rect circle path image title".split(" ", -1));

  private static List<String> pages() {
    List<String> pages = new ArrayList<>();
    pages.add(Samples.everything("word").html());
    pages.add(Samples.everything(Samples.HOSTILE).html());
    pages.add(MarkdownTest.empty().html());
    pages.add(Report.of("").html());
    for (long seed = 1000; seed < 1060; seed++) {
      pages.add(new RandomReports(seed, true).report().html());
    }
    return pages;
  }

  @Test
  void onlyKnownElementsAreUsed() throws Exception {
    for (String html : pages()) {
      for (Element element : Pages.elements(Pages.parse(html), "*")) {
        boolean drawn = inside(element, "svg") && !element.getTagName().equals("svg");
        String tag = element.getTagName();
        assertThat(drawn ? DRAWN.contains(tag) : HTML.contains(tag) || MORE.contains(tag))
            .as("%s in %s", tag, element.getParentNode().getNodeName())
            .isTrue();
      }
    }
  }

  private static boolean inside(Element element, String tag) {
    for (Node node = element.getParentNode(); node != null; node = node.getParentNode()) {
      if (node.getNodeName().equals(tag)) {
        return true;
      }
    }
    return false;
  }

  /** A browser reads {@code <p/>} as the beginning of a paragraph. */
  @Test
  void noHtmlElementButMetaEndsWhereItBegins() {
    Pattern leaf = Pattern.compile("<([a-z0-9]+)(\\s[^<>]*)?/>");
    for (String html : pages()) {
      String outside = html.replaceAll("(?s)<svg.*?</svg>", "");
      Matcher leaves = leaf.matcher(outside);
      while (leaves.find()) {
        assertThat(leaves.group(1)).isEqualTo("meta");
      }
      assertThat(outside).doesNotContain("</meta>");
    }
  }

  @Test
  void noParagraphOrHeadingHoldsABlock() throws Exception {
    Set<String> blocks = Set.of("p", "div", "ul", "table", "figure", "section", "svg", "dl");
    for (String html : pages()) {
      for (Element element : Pages.elements(Pages.parse(html), "*")) {
        if (blocks.contains(element.getTagName())) {
          assertThat(element.getParentNode().getNodeName())
              .isNotIn("p", "h1", "h2", "h3", "span", "a", "dt", "tr", "tbody", "thead", "ul");
        }
      }
    }
  }

  @Test
  void headingsDescendStepByStepAndIdsAreUnique() throws Exception {
    for (String html : pages()) {
      Document page = Pages.parse(html);
      assertThat(Pages.elements(page, "h1")).hasSize(1);
      for (Element heading : Pages.elements(page, "h3")) {
        assertThat(inside(heading, "section")).isTrue();
      }
      Set<String> ids = new HashSet<>();
      for (Element element : Pages.elements(page, "*")) {
        String id = element.getAttribute("id");
        assertThat(id.isEmpty() || ids.add(id)).as(id).isTrue();
      }
    }
  }

  @Test
  void rowsOfTablesAreAsLongAsTheirHeads() throws Exception {
    for (String html : pages()) {
      for (Element table : Pages.elements(Pages.parse(html), "table")) {
        List<Integer> lengths = new ArrayList<>();
        for (Element row : children(table, "tr")) {
          lengths.add(children(row, "th").size() + children(row, "td").size());
        }
        assertThat(new HashSet<>(lengths)).hasSize(1);
        for (Element head : children(table, "th")) {
          String scope = head.getParentNode().getParentNode().getNodeName();
          assertThat(head.getAttribute("scope")).isEqualTo(scope.equals("thead") ? "col" : "row");
        }
      }
    }
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    var nodes = parent.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  @Test
  void chartsHaveNamesAndOrnamentsHaveNone() throws Exception {
    Document page = Pages.parse(Samples.everything("the name").html());
    List<Element> pictures = Pages.elements(page, "svg");
    assertThat(pictures).hasSizeGreaterThan(8);
    for (Element picture : pictures) {
      if (picture.getAttribute("class").equals("chart")) {
        assertThat(picture.getAttribute("role")).isEqualTo("img");
        assertThat(picture.getAttribute("aria-label")).startsWith("the name");
      } else {
        assertThat(picture.getAttribute("aria-hidden")).isEqualTo("true");
      }
    }
  }

  @Test
  void whatIsWideScrollsAndCanBeReachedByKey() throws Exception {
    for (String html : pages()) {
      for (Element figure : Pages.elements(Pages.parse(html), "figure")) {
        List<Element> boxes =
            children(figure, "div").stream()
                .filter(box -> box.getAttribute("class").equals("scroll"))
                .toList();
        assertThat(boxes).hasSize(1);
        assertThat(boxes.get(0).getAttribute("tabindex")).isEqualTo("0");
      }
    }
  }

  @Test
  void classesOfPagesHaveAStyle() throws Exception {
    Set<String> used = new HashSet<>();
    for (String html : pages()) {
      for (Element element : Pages.elements(Pages.parse(html), "*")) {
        Stream.of(element.getAttribute("class").split(" ", -1)).forEach(used::add);
      }
    }
    used.remove("");
    used.remove("names");
    assertThat(used).contains("chart", "k0", "k1", "scroll", "number", "key", "panels");
    for (String name : used) {
      assertThat(Style.CSS).as(name).containsPattern("\\." + name + "\\b");
    }
  }

  @Test
  void textComesBackFromThePageAsItWent() throws Exception {
    for (long seed = 0; seed < 40; seed++) {
      Report report = new RandomReports(seed, true).report();
      Document page = Pages.parse(report.html());
      assertThat(Pages.texts(page, "h1").get(0))
          .as("seed %d", seed)
          .isEqualTo(clean(report.title()));
      List<String> titles =
          report.sections().stream()
              .map(Section::title)
              .filter(title -> !title.isEmpty())
              .map(HtmlStructureTest::clean)
              .toList();
      assertThat(Pages.texts(page, "h2")).as("seed %d", seed).isEqualTo(titles);
    }
  }

  private static String clean(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> out.appendCodePoint(c == '\r' ? ' ' : Characters.printable(c) ? c : 0xFFFD));
    return out.toString();
  }

  @Test
  void theLanguageTheEncodingAndThePolicyComeFirst() throws Exception {
    String html = Report.of("t").html();
    assertThat(html.indexOf("charset=\"utf-8\"")).isBetween(0, 1024);
    assertThat(html.indexOf("Content-Security-Policy")).isLessThan(html.indexOf("<style>"));
    Document page = Pages.parse(html);
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    List<String> policies =
        Pages.elements(page, "meta").stream()
            .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .map(meta -> meta.getAttribute("content"))
            .toList();
    assertThat(policies)
        .containsExactly("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  }

  @Test
  void anEmptyReportIsAPageOfItsTitle() throws Exception {
    Document page = Pages.parse(Report.of("alone").html());
    assertThat(Pages.elements(page, "section")).isEmpty();
    assertThat(Pages.elements(page, "header").get(0).getTextContent().strip()).isEqualTo("alone");
    assertThat(Pages.elements(page, "main").get(0).getTextContent()).isBlank();
  }
}
