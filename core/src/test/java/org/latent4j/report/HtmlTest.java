package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlTest {
  @Test
  void aReportIsAPage() {
    Report report =
        Report.of("Stitching")
            .withSubtitle("seed 0")
            .with(
                KeyFigures.of("").figure("change", -0.5, "MSE"),
                Text.of("Question", "Can B read A?"),
                Table.of("Errors", "space", "MSE")
                    .row("absolute", 0.08412345)
                    .withCaption("Low is good."));
    String page = report.html();
    assertThat(page)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    assertThat(page.substring(page.indexOf("</head>")))
        .isEqualTo(
            """
            </head>
            <body><header><h1>Stitching</h1>
            <p>seed 0</p>
            </header>
            <main><section><dl class="key"><div><dt>change</dt><dd>−0.5</dd><dd class="note">MSE</dd></div>
            </dl>
            </section>
            <section id="s1"><h2>Question</h2>
            <p>Can B read A?</p>
            </section>
            <section id="s2"><h2>Errors</h2>
            <figure><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">space</th>\
            <th scope="col" class="number">MSE</th></tr>
            </thead>
            <tbody><tr><th scope="row">absolute</th><td class="number" title="0.08412345">0.08412</td></tr>
            </tbody>
            </table>
            </div>
            <figcaption>Low is good.</figcaption>
            </figure>
            </section>
            </main>
            </body>
            </html>
            """);
  }

  @Test
  void thePageIsMadeForPhonesAndForTheDark() throws Exception {
    String page = Samples.everything("w").html();
    List<Element> metas = Pages.elements(Pages.parse(page), "meta");
    assertThat(metas)
        .extracting(meta -> meta.getAttribute("content"))
        .contains("width=device-width, initial-scale=1", "light dark");
    assertThat(page).contains("prefers-color-scheme:dark", "@media print", "overflow-x:auto");
  }

  @Test
  void everyKindOfHostileWordIsEscaped() throws Exception {
    Document page = Pages.parse(Samples.everything(Samples.HOSTILE).html());
    assertThat(Pages.elements(page, "script")).isEmpty();
    String shown = Samples.HOSTILE.replaceAll("[\u0000\u001b\ud800\uffff]", "\ufffd");
    assertThat(Pages.texts(page, "h1")).containsExactly(shown);
    assertThat(Pages.texts(page, "h2")).hasSize(9).containsOnly(shown);
    assertThat(Pages.texts(page, "td")).contains("1.5", "NaN");
    assertThat(Pages.texts(page, "title").get(0)).isEqualTo(shown);
    assertThat(Pages.texts(page, "figcaption")).allMatch(caption -> caption.startsWith(shown));
  }

  @Test
  void nothingIsLoadedFromAnywhere() throws Exception {
    String html = Samples.everything("w").html();
    assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "@import", "url(");
    assertThat(html).contains("default-src 'none'".replace("'", "&#39;"));
    Document page = Pages.parse(html);
    for (Element image : Pages.elements(page, "image")) {
      assertThat(image.getAttribute("href")).startsWith("data:image/png;base64,");
    }
    for (Element link : Pages.elements(page, "a")) {
      assertThat(link.getAttribute("href")).matches("#s\\d+");
    }
    assertThat(Pattern.compile(" on[a-z]+=").matcher(html).find()).isFalse();
  }

  @Test
  void theContentsLeadToTheSectionsWhenThereAreMoreThanThree() throws Exception {
    Report three = Report.of("r", Text.of("a"), Text.of(""), Text.of("b"), Text.of("c"));
    assertThat(Pages.elements(Pages.parse(three.html()), "nav")).isEmpty();
    Document page = Pages.parse(three.with(Text.of("d")).html());
    assertThat(Pages.texts(page, "a")).containsExactly("a", "b", "c", "d");
    List<String> targets =
        Pages.elements(page, "section").stream()
            .map(section -> section.getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();
    assertThat(Pages.elements(page, "a"))
        .extracting(link -> link.getAttribute("href").substring(1))
        .isEqualTo(targets);
  }

  @Test
  void emptySectionsSaySo() throws Exception {
    Document page = Pages.parse(MarkdownTest.empty().html());
    assertThat(Pages.texts(page, "p").stream().filter("Nothing to draw."::equals)).hasSize(5);
    assertThat(Pages.elements(page, "svg")).isEmpty();
  }

  @Test
  void theSameReportGivesTheSameBytes() {
    Report one = Samples.everything("w");
    Report other = Samples.everything("w");
    assertThat(one).isEqualTo(other);
    assertThat(one.html()).isEqualTo(one.html()).isEqualTo(other.html());
    assertThat(one.json()).isEqualTo(other.json());
    assertThat(one.markdown()).isEqualTo(other.markdown());
  }

  @Test
  void figuresThatAreNotFiniteAreWords() throws Exception {
    Table table =
        Table.of("", "x", "y")
            .row("a", Double.NaN)
            .row("b", Double.NEGATIVE_INFINITY)
            .row("c", 1e300);
    Document page = Pages.parse(Report.of("r").with(table).html());
    assertThat(Pages.texts(page, "td")).containsExactly("NaN", "−infinity", "1 × 10³⁰⁰");
  }
}
