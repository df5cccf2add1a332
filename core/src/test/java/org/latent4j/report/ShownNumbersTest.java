package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown is the number that was given, to the figures that are promised. */
class ShownNumbersTest {
  private static final long SEED = 41;

  @TempDir private Path folder;

  /** Doubles of every size and sign, whole ones among them. */
  private static List<Double> numbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      double digits = random.nextDouble(-10, 10);
      double value = digits * Math.pow(10, random.nextInt(-320, 308));
      numbers.add(value);
      numbers.add(digits * Math.pow(10, random.nextInt(-6, 11)));
      numbers.add(Math.rint(digits * Math.pow(10, random.nextInt(0, 9))));
    }
    numbers.removeIf(value -> value == 0);
    return numbers;
  }

  @Test
  void aNumberReadsBackToFourFigures() {
    for (double value : numbers()) {
      BigDecimal exact = BigDecimal.valueOf(value);
      BigDecimal error = Numerals.read(Decimals.of(value)).subtract(exact).abs();
      BigDecimal allowed = exact.abs().multiply(new BigDecimal("0.0005"));
      assertThat(error)
          .as("%s shown as %s, seed %d", value, Decimals.of(value), SEED)
          .isLessThanOrEqualTo(allowed);
    }
  }

  @Test
  void wholeNumbersBelowABillionKeepAllTheirDigits() {
    for (double value : numbers()) {
      if (value == Math.rint(value) && Math.abs(value) < 1e9) {
        assertThat(Numerals.read(Decimals.of(value)))
            .as("%s, seed %d", value, SEED)
            .isEqualByComparingTo(BigDecimal.valueOf(value));
      }
    }
  }

  @Test
  void groupsHaveThreeDigitsAndDecimalsDoNotEndInZero() {
    String plain = "-?(\\d{1,3}(,\\d{3})*|0\\.\\d*[1-9]|\\d{1,3}\\.\\d*[1-9])";
    String power = "-?[1-9](\\.\\d{0,2}[1-9])? × 10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}";
    for (double value : numbers()) {
      assertThat(Decimals.of(value))
          .as("%s, seed %d", value, SEED)
          .matches("(" + plain + ")|(" + power + ")");
    }
  }

  @Test
  void aSignIsShownExactlyWhereTheNumberIsBelowZero() {
    for (double value : numbers()) {
      assertThat(Decimals.of(value).startsWith("-")).as("%s", value).isEqualTo(value < 0);
      assertThat(Decimals.of(-value))
          .as("%s", value)
          .isEqualTo(value < 0 ? Decimals.of(value).substring(1) : "-" + Decimals.of(value));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "999999999.7; 1,000,000,000",
        "0.000099996; 1 × 10⁻⁴",
        "0.00012345; 0.0001235",
        "0.00012355; 0.0001236",
        "99.995; 100",
        "99.985; 99.99",
        "1234567.5; 1,234,568",
        "2.5; 2.5",
        "999.5; 999.5",
        "1000.5; 1,000",
        "1001.5; 1,002",
        "9.9996e9; 1 × 10¹⁰",
        "-5e-5; -5 × 10⁻⁵",
        "0.1; 0.1",
        "0.30000000000000004; 0.3"
      })
  void bordersOfRounding(double value, String shown) {
    assertThat(Decimals.of(value)).isEqualTo(shown);
  }

  @Test
  void fewerFiguresAreFewerFigures() {
    assertThat(Decimals.of(0.123456, 3)).isEqualTo("0.123");
    assertThat(Decimals.of(123.456, 3)).isEqualTo("123");
    assertThat(Decimals.of(12.3456, 3)).isEqualTo("12.3");
    assertThat(Decimals.of(1.23456e-9, 3)).isEqualTo("1.23 × 10⁻⁹");
    assertThat(Decimals.of(12_345, 3)).isEqualTo("12,345");
  }

  @Test
  void aColumnHasOneNumberOfDecimalsAndLosesNoFigure() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 300; round++) {
      List<Cell> cells = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        cells.add(Cell.of(random.nextDouble(1, 10) * Math.pow(10, random.nextInt(3))));
      }
      List<String> shown = Decimals.column(cells);
      assertThat(shown.stream().map(ShownNumbersTest::decimals).distinct())
          .as("%s, seed %d", shown, SEED)
          .hasSize(1);
      for (int i = 0; i < count; i++) {
        double value = ((Cell.Figure) cells.get(i)).value();
        double half = 0.5 * Math.pow(10, -decimals(shown.get(i)));
        assertThat(Numerals.read(shown.get(i)).doubleValue())
            .as("%s of %s, seed %d", value, shown, SEED)
            .isBetween(value - half - 1e-12, value + half + 1e-12);
      }
    }
  }

  private static int decimals(String shown) {
    int point = shown.indexOf('.');
    return point < 0 ? 0 : shown.length() - point - 1;
  }

  @Test
  void theLargestOfAColumnHasFourFiguresUnlessItNeedsFewer() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 300; round++) {
      double largest = random.nextDouble(1, 10) * Math.pow(10, random.nextInt(-3, 3));
      List<Cell> cells = List.of(Cell.of(largest / 3), Cell.of(largest));
      String shown = Decimals.column(cells).get(1);
      BigDecimal wanted = BigDecimal.valueOf(largest).round(new MathContext(4));
      assertThat(Numerals.read(shown)).as("%s", largest).isEqualByComparingTo(wanted);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "fr-FR", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "sv-SE"})
  void theReadersCountryChangesNothing(String tag) throws Exception {
    Report report = Samples.everything("title").with(edge());
    String html = report.html();
    String markdown = report.markdown();
    String json = report.json();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      assertThat(report.html()).isEqualTo(html);
      assertThat(report.markdown()).isEqualTo(markdown);
      assertThat(report.json()).isEqualTo(json);
      Path file = folder.resolve("TITLE.HTML");
      report.save(file);
      assertThat(Files.readString(file)).isEqualTo(html);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Section edge() {
    return KeyFigures.of("edge")
        .figure("thousands", 1234567.25)
        .figure("negative", -0.125)
        .figure("count", Long.MIN_VALUE)
        .figure("power", 6.02214076e23);
  }

  @Test
  void aFigureInHtmlTellsItsExactValueWhereItIsRounded() throws Exception {
    Table table = Table.of("", "v").row(0.25).row(1 / 3.0).row(-1e-12).row(7.0).row(12345.678);
    List<String> titles =
        Pages.elements(Pages.parse(Report.of("r").with(table).html()), "td").stream()
            .map(cell -> cell.getAttribute("title"))
            .toList();
    assertThat(titles.get(1)).isEqualTo("0.3333333333333333");
    assertThat(titles.get(2)).isEqualTo("-1.0E-12");
    assertThat(titles.get(3)).isEmpty();
    assertThat(titles.get(4)).isEqualTo("12345.678");
  }
}
