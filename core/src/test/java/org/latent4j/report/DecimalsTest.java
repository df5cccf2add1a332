package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "-0.0; 0",
        "1; 1",
        "-1; -1",
        "0.5; 0.5",
        "0.012994; 0.01299",
        "999.97; 1,000",
        "0.99996; 1",
        "12345.678; 12,346",
        "60000; 60,000",
        "-1234.5; -1,234",
        "123456789; 123,456,789",
        "1e9; 1 × 10⁹",
        "-1.23456e12; -1.235 × 10¹²",
        "0.0001; 0.0001",
        "0.00009999; 9.999 × 10⁻⁵",
        "4.9e-324; 4.9 × 10⁻³²⁴",
        "1.7976931348623157e308; 1.798 × 10³⁰⁸",
        "NaN; NaN",
        "Infinity; infinity",
        "-Infinity; -infinity"
      })
  void aNumberHasFourFigures(double value, String shown) {
    assertThat(Decimals.of(value)).isEqualTo(shown);
  }

  @Test
  void countsHaveAllTheirDigits() {
    assertThat(Decimals.of(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
    assertThat(Decimals.of(0)).isEqualTo("0");
  }

  @Test
  void aColumnLinesUp() {
    assertThat(column(0.5, 0.25, 1)).containsExactly("0.50", "0.25", "1.00");
    assertThat(column(0.0169, 0.08412)).containsExactly("0.01690", "0.08412");
    assertThat(column(3, 4)).containsExactly("3", "4");
    assertThat(column(0, 0)).containsExactly("0", "0");
    assertThat(column(-1.5, Double.NaN)).containsExactly("-1.5", "NaN");
    assertThat(column()).isEmpty();
  }

  @Test
  void aSmallValueBesideALargeOneKeepsItsFigures() {
    assertThat(column(0.9871, 0.0005123)).containsExactly("0.9871", "0.0005123");
    assertThat(column(12345.6, 0.7)).containsExactly("12,346", "0.7");
    assertThat(column(1e300, 1)).containsExactly("1 × 10³⁰⁰", "1");
  }

  @Test
  void otherCellsOfAColumnStay() {
    List<Cell> cells = Stream.of(0.5, 7, null, "best").map(Cell::of).toList();
    assertThat(Decimals.column(cells)).containsExactly("0.5", "7", "", "best");
  }

  @Test
  void decimalsAreRoundedOnRequest() {
    assertThat(Decimals.rounded(0.125, 2)).isEqualTo("0.12");
    assertThat(Decimals.rounded(-0.001, 2)).isEqualTo("0.00");
    assertThat(Decimals.rounded(1234567, -1)).isEqualTo("1,234,567");
    assertThat(Decimals.rounded(Double.NaN, 2)).isEqualTo("NaN");
  }

  private static List<String> column(double... values) {
    return Decimals.column(DoubleStream.of(values).boxed().map(Cell::of).toList());
  }
}
