package org.latent4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * Numbers as people read them: rounded to four figures, in groups of three, with an ASCII minus.
 */
final class Decimals {
  private static final int FIGURES = 4;
  private static final double LARGE = 1e9;
  private static final double SMALL = 1e-4;

  private Decimals() {}

  /** A number by itself; NaN and infinity are words. */
  static String of(double value) {
    return of(value, FIGURES);
  }

  /** A number by itself, rounded to so many figures unless it is whole. */
  static String of(double value, int figures) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(figures));
    double size = Math.abs(value);
    if (size >= LARGE || size < SMALL) {
      return scientific(rounded);
    }
    boolean whole = size >= StrictMath.pow(10, figures - 1) || value == Math.rint(value);
    return grouped(whole ? fixed(value, 0) : rounded.stripTrailingZeros());
  }

  /** A whole number with all its digits. */
  static String of(long value) {
    return grouped(BigDecimal.valueOf(value));
  }

  /** A cell by itself. */
  static String of(Cell cell) {
    if (cell instanceof Cell.Figure figure) {
      return of(figure.value());
    }
    if (cell instanceof Cell.Count count) {
      return of(count.value());
    }
    return cell instanceof Cell.Words words ? words.text() : "";
  }

  /** The cells of a column: its figures share one number of decimals, so that they line up. */
  static List<String> column(List<Cell> cells) {
    int decimals = decimals(values(cells), FIGURES);
    return cells.stream()
        .map(cell -> cell instanceof Cell.Figure f ? aligned(f.value(), decimals) : of(cell))
        .toList();
  }

  /** With so many decimals, where that is what there is room for; -1: a number by itself. */
  static String rounded(double value, int decimals) {
    boolean plain = decimals >= 0 && Double.isFinite(value);
    return plain ? grouped(fixed(value, decimals)) : of(value, 3);
  }

  /** The mantissa and the power of ten of a number that is not 0: {@code 1.2 × 10⁻⁷}. */
  static String scientific(BigDecimal value) {
    int exponent = exponent(value);
    BigDecimal mantissa = value.movePointLeft(exponent).stripTrailingZeros();
    return mantissa.toPlainString() + " × " + power(exponent);
  }

  /** A power of ten: {@code 10⁻³}. */
  static String power(int exponent) {
    StringBuilder out = new StringBuilder("10");
    for (char c : Integer.toString(exponent).toCharArray()) {
      out.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    }
    return out.toString();
  }

  /** The power of ten of the first digit of a number that is not 0. */
  static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  /** Plain digits in groups of three. */
  static String grouped(BigDecimal value) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
  }

  private static List<Double> values(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell instanceof Cell.Figure f && Double.isFinite(f.value()))
        .map(cell -> ((Cell.Figure) cell).value())
        .toList();
  }

  /** The decimals that show the largest of the values in so many figures; fewer when they do. */
  static int decimals(List<Double> finite, int figures) {
    double largest = finite.stream().mapToDouble(Math::abs).max().orElse(0);
    if (largest == 0 || largest >= LARGE || largest < SMALL) {
      return largest == 0 ? 0 : -1;
    }
    int most = Math.max(0, figures - 1 - exponent(BigDecimal.valueOf(largest)));
    return finite.stream()
        .mapToInt(value -> Math.max(0, fixed(value, most).stripTrailingZeros().scale()))
        .max()
        .orElse(0);
  }

  /** With so many decimals, unless that leaves fewer than two of the value's figures. */
  private static String aligned(double value, int decimals) {
    if (!Double.isFinite(value) || decimals < 0) {
      return of(value);
    }
    BigDecimal rounded = fixed(value, decimals);
    boolean exact = rounded.compareTo(BigDecimal.valueOf(value)) == 0;
    return exact || rounded.precision() > 1 ? grouped(rounded) : of(value);
  }

  private static BigDecimal fixed(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
  }
}
