package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RandomReportTest {
  private static final int REPORTS = 150;

  @Test
  void everyPageIsWellFormedAndFinite() throws Exception {
    for (long seed = 0; seed < REPORTS; seed++) {
      Report report = new RandomReports(seed, true).report();
      Document page = Pages.parse(report.html());
      assertThat(Pages.elements(page, "script")).as("seed %d", seed).isEmpty();
      assertThat(Pages.elements(page, "h2").size()).as("seed %d", seed).isEqualTo(titled(report));
      for (Element element : Pages.elements(page, "*")) {
        for (String name : List.of("x", "y", "width", "height", "d", "cx", "cy", "viewBox")) {
          assertThat(element.getAttribute(name))
              .as("%s of %s, seed %d", name, element.getTagName(), seed)
              .doesNotContain("NaN", "nf", "E");
        }
      }
    }
  }

  @Test
  void jsonKeepsEveryWord() {
    for (long seed = 0; seed < REPORTS; seed++) {
      Report report = new RandomReports(seed, true).report();
      byte[] bytes = report.json().getBytes(StandardCharsets.UTF_8);
      var page =
          JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
      assertThat(page.get("title").getAsString()).as("seed %d", seed).isEqualTo(report.title());
      var sections = page.getAsJsonArray("sections");
      assertThat(sections).as("seed %d", seed).hasSize(report.sections().size());
      for (int i = 0; i < sections.size(); i++) {
        assertThat(sections.get(i).getAsJsonObject().get("title").getAsString())
            .as("section %d, seed %d", i, seed)
            .isEqualTo(report.sections().get(i).title());
      }
    }
  }

  @Test
  void markdownHasItsHeadingsAndNoOthers() {
    for (long seed = 0; seed < REPORTS; seed++) {
      Report report = new RandomReports(seed, false).report();
      String page = report.markdown();
      long headings = page.lines().filter(line -> line.startsWith("## ")).count();
      assertThat(headings).as("seed %d", seed).isEqualTo(titled(report));
      assertThat(page).as("seed %d", seed).doesNotContain("\n\n\n").endsWith("\n");
    }
  }

  @Test
  void hostileMarkdownHasNoMarkup() {
    for (long seed = 0; seed < REPORTS; seed++) {
      String page = new RandomReports(seed, true).report().markdown();
      String rest = page.replaceAll("\\\\\\p{Punct}", "");
      assertThat(rest.indexOf('<')).as("seed %d", seed).isNegative();
      assertThat(rest.indexOf('`')).as("seed %d", seed).isNegative();
      for (String line : rest.lines().filter(line -> line.startsWith("|")).toList()) {
        assertThat(line).as("seed %d", seed).endsWith("|");
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    for (long seed = 0; seed < 20; seed++) {
      Report one = new RandomReports(seed, true).report();
      Report other = new RandomReports(seed, true).report();
      assertThat(one.html()).as("seed %d", seed).isEqualTo(other.html());
      assertThat(one.json()).as("seed %d", seed).isEqualTo(other.json());
      assertThat(one.markdown()).as("seed %d", seed).isEqualTo(other.markdown());
    }
  }

  private static long titled(Report report) {
    return report.sections().stream().filter(section -> !section.title().isEmpty()).count();
  }
}
