package org.latent4j.quantize.disentangle;

/**
 * The digamma function at whole numbers, tabulated: psi(1) is minus Euler's constant and psi(m + 1)
 * is psi(m) + 1 / m. The sum is compensated, so that each entry is right to the last bits.
 */
final class Digamma {
  private static final double EULER = 0.57721566490153286060651209;

  private final double[] table;

  /** A table for 1 to {@code most}, at least 1. */
  Digamma(int most) {
    table = new double[Math.max(2, most + 1)];
    table[0] = Double.NEGATIVE_INFINITY;
    table[1] = -EULER;
    double lost = 0;
    for (int m = 1; m + 1 < table.length; m++) {
      double term = 1.0 / m - lost;
      double sum = table[m] + term;
      lost = sum - table[m] - term;
      table[m + 1] = sum;
    }
  }

  /** psi(m), with m from 1 to the table's most. */
  double at(int m) {
    return table[m];
  }
}
