package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
  @Test
  void elementsNestAndClose() {
    Markup out = new Markup();
    out.open("div", "class", "a", "id", "").element("b", "x").text("<").close();
    out.leaf("circle", "r", "3").hover("rect", "t & u", "x", "1").raw("<!---->");
    assertThat(out)
        .hasToString(
            "<div class=\"a\"><b>x</b>&lt;</div>\n"
                + "<circle r=\"3\"/><rect x=\"1\"><title>t &amp; u</title></rect><!---->");
  }

  @Test
  void attributesAreEscaped() {
    assertThat(new Markup().leaf("i", "title", "\"'><&").toString())
        .isEqualTo("<i title=\"&quot;&#39;&gt;&lt;&amp;\"/>");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 11, 12, 27, 31, 127, 128, 159, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE})
  void whatXmlOrAScreenCannotHoldIsReplaced(int c) {
    assertThat(Markup.escape("a" + (char) c + "b")).isEqualTo("a\ufffdb");
    assertThat(Characters.printable(c)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 10, 32, 160, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1F600, 0x10FFFD})
  void theRestStays(int c) {
    String text = new String(Character.toChars(c));
    assertThat(Markup.escape(text)).isEqualTo(text);
  }

  @Test
  void linesOfOtherSystemsEndWithoutASign() {
    assertThat(Markup.escape("a\r\nb\rc")).isEqualTo("a \nb c");
    assertThat(new Markup().leaf("i", "title", "a\r\nb").toString())
        .isEqualTo("<i title=\"a \nb\"/>");
  }

  @Test
  void noncharactersOfHigherPlanesAreReplaced() {
    assertThat(Markup.escape(new String(Character.toChars(0x1FFFF)))).isEqualTo("\ufffd");
  }

  @Test
  void numbersAreShort() {
    assertThat(Svg.number(3)).isEqualTo("3");
    assertThat(Svg.number(-0.04)).isEqualTo("0");
    assertThat(Svg.number(12.34)).isEqualTo("12.3");
    assertThat(Svg.number(-12.36)).isEqualTo("-12.4");
  }

  @Test
  void onlyNumbersGetATrueMinus() {
    assertThat(Svg.minus("-0.5")).isEqualTo("−0.5");
    assertThat(Svg.minus("-infinity")).isEqualTo("−infinity");
    assertThat(Svg.minus("-")).isEqualTo("-");
    assertThat(Svg.minus("-x")).isEqualTo("-x");
    assertThat(Svg.minus("")).isEmpty();
  }
}
