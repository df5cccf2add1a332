package org.latent4j.report;

import java.math.BigDecimal;

/** Reads numbers as reports show them back into numbers. */
final class Numerals {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numerals() {}

  /** The number of a text such as {@code 1,234.5}, {@code −0.25}, {@code 10⁻³}, {@code 2×10⁶}. */
  static BigDecimal read(String shown) {
    String text = shown.replace("−", "-").replace(",", "").replace(" ", "");
    int times = text.indexOf('×');
    String power = times >= 0 ? text.substring(times + 1) : text;
    BigDecimal mantissa = times >= 0 ? new BigDecimal(text.substring(0, times)) : BigDecimal.ONE;
    if (power.startsWith("10") && power.length() > 2 && isRaised(power.codePointAt(2))) {
      return mantissa.scaleByPowerOfTen(exponent(power.substring(2)));
    }
    if (times >= 0) {
      throw new AssertionError("no power of ten: " + shown);
    }
    return new BigDecimal(text);
  }

  private static boolean isRaised(int c) {
    return c == '⁻' || RAISED.indexOf(c) >= 0;
  }

  private static int exponent(String raised) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < raised.length(); i++) {
      char c = raised.charAt(i);
      digits.append(c == '⁻' ? "-" : Integer.toString(RAISED.indexOf(c)));
    }
    return Integer.parseInt(digits.toString());
  }
}
