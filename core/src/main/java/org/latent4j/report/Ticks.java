package org.latent4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Round values along an axis with their labels. They are counted in decimal arithmetic: no range is
 * too wide, too narrow or too far from 0.
 *
 * @param values the values, ascending
 * @param labels what is written at each
 */
record Ticks(List<Double> values, List<String> labels) {
  private static final int PLAIN_DIGITS = 6;

  /** Multiples of 1, 2 or 5 times a power of ten, about so many, between finite ends. */
  static Ticks linear(double low, double high, int about) {
    BigDecimal from = BigDecimal.valueOf(low);
    BigDecimal to = BigDecimal.valueOf(high);
    BigDecimal step =
        step(to.subtract(from).divide(BigDecimal.valueOf(about), MathContext.DECIMAL64));
    BigDecimal tick = from.divide(step, 0, RoundingMode.CEILING).multiply(step);
    List<BigDecimal> ticks = new ArrayList<>();
    for (; tick.compareTo(to) <= 0; tick = tick.add(step)) {
      ticks.add(tick);
    }
    return of(ticks, Decimals.exponent(step));
  }

  /** Powers of ten between positive ends; multiples 2 and 5 too where there are few. */
  static Ticks logarithmic(double low, double high, int about) {
    if (high / low < 5) {
      return linear(low, high, about);
    }
    int first = (int) Math.floor(StrictMath.log10(low));
    int last = (int) Math.ceil(StrictMath.log10(high));
    boolean few = last - first <= Math.min(3, about);
    if (!few) {
      // From the first power inside on: counted from the one below, a wide range had one tick.
      first = (int) Math.ceil(StrictMath.log10(low));
      last = (int) Math.floor(StrictMath.log10(high));
    }
    int stride = Math.max(1, (last - first + about - 1) / about);
    List<BigDecimal> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent += stride) {
      for (int digit : few ? new int[] {1, 2, 5} : new int[] {1}) {
        BigDecimal tick = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
        if (tick.doubleValue() >= low && tick.doubleValue() <= high) {
          ticks.add(tick);
        }
      }
    }
    boolean plain = low >= 1e-4 && high < 1e6;
    return new Ticks(
        ticks.stream().map(BigDecimal::doubleValue).toList(),
        ticks.stream()
            .map(t -> plain ? Decimals.grouped(t.stripTrailingZeros()) : power(t))
            .toList());
  }

  private static BigDecimal step(BigDecimal rough) {
    int exponent = Decimals.exponent(rough);
    double digit = rough.movePointLeft(exponent).doubleValue();
    int nice = digit < 1.5 ? 1 : digit < 3.2 ? 2 : digit < 7 ? 5 : 10;
    return BigDecimal.valueOf(nice).scaleByPowerOfTen(exponent);
  }

  private static Ticks of(List<BigDecimal> ticks, int stepExponent) {
    int exponent =
        ticks.stream()
            .filter(t -> t.signum() != 0)
            .mapToInt(Decimals::exponent)
            .max()
            .orElse(stepExponent);
    boolean plain = exponent < PLAIN_DIGITS && stepExponent >= -PLAIN_DIGITS + 1;
    int decimals = Math.max(0, plain ? -stepExponent : exponent - stepExponent);
    List<String> labels = new ArrayList<>();
    for (BigDecimal tick : ticks) {
      if (plain) {
        labels.add(Decimals.grouped(tick.setScale(decimals, RoundingMode.HALF_EVEN)));
      } else if (tick.signum() == 0) {
        labels.add("0");
      } else {
        BigDecimal mantissa = tick.movePointLeft(exponent).setScale(decimals, RoundingMode.HALF_UP);
        labels.add(mantissa.toPlainString() + "×" + Decimals.power(exponent));
      }
    }
    return new Ticks(ticks.stream().map(BigDecimal::doubleValue).toList(), labels);
  }

  private static String power(BigDecimal tick) {
    String power = Decimals.power(Decimals.exponent(tick));
    int digit = tick.movePointLeft(Decimals.exponent(tick)).intValue();
    return digit == 1 ? power : digit + "×" + power;
  }
}
