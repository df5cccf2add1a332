package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Whole pages, as they were when somebody had looked at them and found them right. What is made now
 * lies in {@code target/golden}: after a change that is meant, look at it and copy it.
 */
class GoldenTest {
  private static final Path MADE = Path.of("target", "golden");

  @Test
  void theHtmlPageIsAsItWas() throws Exception {
    String page = Samples.everything("word").html();
    check("everything.html", page.substring(page.indexOf("</head>")));
  }

  @Test
  void theMarkdownPageIsAsItWas() throws Exception {
    check("everything.md", Samples.everything("word").markdown());
  }

  @Test
  void theJsonPageIsAsItWas() throws Exception {
    check("everything.json", Samples.everything("word").json());
  }

  @Test
  void aSmallHeatMapIsDrawnSo() {
    List<List<Double>> values = List.of(List.of(1.0, 0.25));
    HeatMap.Scale scale = HeatMap.Scale.sequential(0, 1);
    assertThat(drawing(new HeatMap("CKA", List.of("A"), List.of("A", "B"), values, scale, "")))
        .isEqualTo(
            """
            <svg class="chart" viewBox="0 0 160.6 60" style="width:160.6px;min-width:116px" \
            role="img" aria-label="CKA">\
            <g class="names"><text text-anchor="end" x="8.6" y="45">A</text>\
            <text text-anchor="middle" x="52.6" y="14">A</text>\
            <text text-anchor="middle" x="124.6" y="14">B</text></g>
            <g><rect fill="#faee40" x="16.6" y="22" width="71" height="37">\
            <title>A, A: 1</title></rect>\
            <text class="figure dark" x="52.1" y="44.5">1.00</text>\
            <rect fill="#13538d" x="88.6" y="22" width="71" height="37">\
            <title>A, B: 0.25</title></rect>\
            <text class="figure pale" x="124.1" y="44.5">0.25</text></g>
            </svg>""");
  }

  private static String drawing(Section section) {
    String page = Report.of("r").with(section).html();
    return page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
  }

  static void check(String name, String page) throws Exception {
    // How pictures are packed is zlib's affair; PngTest looks at their pixels.
    String made = page.replaceAll("base64,[A-Za-z0-9+/=]+", "base64,picture");
    Files.createDirectories(MADE);
    Files.writeString(MADE.resolve(name), made);
    try (InputStream golden = GoldenTest.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(golden, name).readAllBytes();
      assertThat(made.lines()).containsExactlyElementsOf(lines(bytes));
    }
  }

  private static List<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }
}
