package org.latent4j.kernel;

/**
 * The exponential of numbers that are not above 0, within two units in the last place, by fused
 * operations that a vector does alike: {@code e^x = 2^n e^r} with {@code |r| <= ln 2 / 2} and the
 * series of {@code e^r}.
 */
final class Exponential {
  static final double LOG2_E = 1.4426950408889634;
  static final double LN2_HIGH = 6.93147180369123816490e-01;
  static final double LN2_LOW = 1.90821492927058770002e-10;

  /** Numbers below count as this one. */
  static final double LEAST = -708;

  /** Adding it rounds to a whole number, which then stands in the low bits. */
  static final double ROUNDING = 0x1.8p52;

  static final long BIAS = 1023;
  static final int EXPONENT = 52;

  /** 1 / 13!, 1 / 12! ... 1 / 2!. */
  static final double[] SERIES = {
    1.6059043836821613e-10,
    2.08767569878681e-9,
    2.505210838544172e-8,
    2.755731922398589e-7,
    2.7557319223985893e-6,
    2.48015873015873e-5,
    1.984126984126984e-4,
    1.388888888888889e-3,
    8.333333333333333e-3,
    4.1666666666666664e-2,
    1.6666666666666666e-1,
    0.5
  };

  private Exponential() {}

  /** The exponential of a number that is not above 0. */
  static double of(double number) {
    double x = Math.max(number, LEAST);
    double shifted = Math.fma(x, LOG2_E, ROUNDING);
    double n = shifted - ROUNDING;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    double p = SERIES[0];
    for (int k = 1; k < SERIES.length; k++) {
      p = Math.fma(p, r, SERIES[k]);
    }
    p = Math.fma(Math.fma(p, r, 1), r, 1);
    return p * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + BIAS) << EXPONENT);
  }
}
