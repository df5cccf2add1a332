package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The style: colours that can be read on light and dark pages, and nothing from outside. */
class StyleTest {
  private static final Pattern VARIABLE = Pattern.compile("--([a-z0-9]+):#([0-9a-f]{3,6})");

  /** The colours of the light page, or of the dark one, by name. */
  private static Map<String, Integer> colors(boolean dark) {
    int border = Style.CSS.indexOf("@media screen and (prefers-color-scheme:dark)");
    assertThat(border).isPositive();
    String part = dark ? Style.CSS.substring(border) : Style.CSS.substring(0, border);
    Map<String, Integer> colors = new HashMap<>();
    Matcher matcher = VARIABLE.matcher(part);
    while (matcher.find()) {
      String hex = matcher.group(2);
      String six = hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex;
      colors.put(matcher.group(1), Integer.parseInt(six, 16));
    }
    return colors;
  }

  /** The contrast ratio of two colours by WCAG 2.1. */
  private static double contrast(int a, int b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(int color) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = (color >> (16 - 8 * i) & 0xFF) / 255.0;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void blackOnWhiteIsTheLargestContrast() {
    assertThat(contrast(0, 0xFFFFFF)).isEqualTo(21);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lettersCanBeReadOnThePage(boolean dark) {
    Map<String, Integer> colors = colors(dark);
    for (String letters : new String[] {"ink", "soft", "link"}) {
      for (String ground : new String[] {"page", "tint"}) {
        assertThat(contrast(colors.get(letters), colors.get(ground)))
            .as("%s on %s", letters, ground)
            .isGreaterThan(4.5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void seriesCanBeSeenOnThePageAndToldApart(boolean dark) {
    Map<String, Integer> colors = colors(dark);
    for (int i = 0; i < 10; i++) {
      int color = colors.get("c" + i);
      assertThat(contrast(color, colors.get("page"))).as("c%d", i).isGreaterThan(3);
      for (int j = 0; j < i; j++) {
        assertThat(distance(color, colors.get("c" + j))).as("c%d and c%d", i, j).isGreaterThan(30);
      }
    }
  }

  private static double distance(int a, int b) {
    double sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double part = (a >> shift & 0xFF) - (b >> shift & 0xFF);
      sum += part * part;
    }
    return Math.sqrt(sum);
  }

  @Test
  void theDarkPageNamesTheSameColoursAndIsDark() {
    assertThat(colors(true).keySet()).isEqualTo(colors(false).keySet());
    assertThat(luminance(colors(true).get("page"))).isLessThan(0.02);
    assertThat(luminance(colors(false).get("page"))).isGreaterThan(0.95);
  }

  @Test
  void everyVariableThatIsUsedIsSet() {
    Set<String> set = new HashSet<>(colors(false).keySet());
    for (int i = 0; i < 10; i++) {
      assertThat(Style.CSS).contains(".k" + i + "{--k:var(--c" + i + ")}");
    }
    set.add("k");
    Matcher used = Pattern.compile("var\\(--([a-z0-9]+)\\)").matcher(Style.CSS);
    int count = 0;
    while (used.find()) {
      assertThat(set).contains(used.group(1));
      count++;
    }
    assertThat(count).isGreaterThan(20);
  }

  @Test
  void nothingIsLoadedAndNothingEndsTheElement() {
    assertThat(Style.CSS)
        .doesNotContain("url(", "@import", "@font-face", "http", "//", "</", "<", "&", "]]>");
  }

  @Test
  void bracesAreClosed() {
    int depth = 0;
    for (char c : Style.CSS.toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      assertThat(depth).isBetween(0, 2);
    }
    assertThat(depth).isZero();
  }

  @Test
  void paperIsNotPrintedDark() {
    assertThat(Style.CSS).contains("@media screen and (prefers-color-scheme:dark)", "@media print");
    assertThat(Style.CSS).doesNotContain("@media (prefers-color-scheme:dark)");
  }

  @Test
  void aLegendHasTheColourAndTheMarkOfItsSeries() throws Exception {
    Series[] series = new Series[5];
    for (int i = 0; i < series.length; i++) {
      series[i] = Series.of("s" + i, new double[] {i, i + 1});
    }
    var page =
        Pages.parse(Report.of("r", LineChart.of("", Axis.of(""), Axis.of(""), series)).html());
    var keys =
        Pages.elements(page, "svg").stream()
            .filter(svg -> svg.getAttribute("viewBox").equals("0 0 18 10"))
            .toList();
    assertThat(keys).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(keys.get(i).getAttribute("class").split(" ", -1)).contains("k" + i);
      boolean circle = keys.get(i).getElementsByTagName("circle").getLength() == 1;
      assertThat(circle).as("series %d", i).isEqualTo(i % 4 == 0);
      assertThat(keys.get(i).getElementsByTagName("line").getLength()).isOne();
      assertThat(keys.get(i).getParentNode().getTextContent().strip()).isEqualTo("s" + i);
    }
  }
}
