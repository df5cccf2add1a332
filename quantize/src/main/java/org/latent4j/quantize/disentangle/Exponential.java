package org.latent4j.quantize.disentangle;

/**
 * Softmax of many rows at once, laid out class after class, in loops that compile to vector
 * instructions.
 */
final class Exponential {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;
  private static final double LEAST = -708;
  private static final double ROUNDING = 0x1.8p52;

  private Exponential() {}

  /**
   * Replaces scores by shares.
   *
   * @param x {@code [classes, m]}
   * @param work at least twice m; its first m receive the logarithm of the sum of the exponentials
   */
  static void softmax(double[] x, int classes, int m, double[] work) {
    for (int i = 0; i < m; i++) {
      work[i] = x[i];
      work[m + i] = 0;
    }
    for (int c = 1; c < classes; c++) {
      for (int i = 0; i < m; i++) {
        work[i] = Math.max(work[i], x[c * m + i]);
      }
    }
    for (int c = 0; c < classes; c++) {
      int start = c * m;
      for (int i = 0; i < m; i++) {
        double e = of(x[start + i] - work[i]);
        x[start + i] = e;
        work[m + i] += e;
      }
    }
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < m; i++) {
        x[c * m + i] /= work[m + i];
      }
    }
    for (int i = 0; i < m; i++) {
      work[i] += Math.log(work[m + i]);
    }
  }

  /**
   * The exponential of a number that is not above 0, within two units in the last place; numbers
   * below -708 count as -708.
   */
  static double of(double number) {
    double x = Math.max(number, LEAST);
    double shifted = x * LOG2_E + ROUNDING;
    double n = shifted - ROUNDING;
    double r = x - n * LN2_HIGH - n * LN2_LOW;
    double p = 1.6059043836821613e-10;
    p = p * r + 2.08767569878681e-9;
    p = p * r + 2.505210838544172e-8;
    p = p * r + 2.755731922398589e-7;
    p = p * r + 2.7557319223985893e-6;
    p = p * r + 2.48015873015873e-5;
    p = p * r + 1.984126984126984e-4;
    p = p * r + 1.388888888888889e-3;
    p = p * r + 8.333333333333333e-3;
    p = p * r + 4.1666666666666664e-2;
    p = p * r + 1.6666666666666666e-1;
    p = p * r + 0.5;
    p = p * r * r + r + 1;
    // The low bits of the shifted number are n; they go to where the exponent is.
    return p * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + 1023) << 52);
  }
}
