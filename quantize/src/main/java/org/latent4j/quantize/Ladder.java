package org.latent4j.quantize;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.DoubleToIntFunction;

/**
 * The steps of one number's way from minus to plus infinity: between two of them a number has one
 * code. Rank is the number of thresholds below the number; the code is what stands at that rank.
 *
 * @param thresholds ascending
 * @param codes one more than thresholds
 */
record Ladder(double[] thresholds, int[] codes) implements DoubleToIntFunction {
  /**
   * The nearest of some values; between two of them, and among equal ones, the smaller index.
   *
   * @param values at least one, in any order, finite
   */
  static Ladder nearest(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, (a, b) -> compare(values, a, b));
    double[] thresholds = new double[values.length - 1];
    int[] codes = new int[values.length];
    codes[0] = order[0];
    int used = 1;
    for (int t = 1; t < order.length; t++) {
      int lower = codes[used - 1];
      int upper = order[t];
      // Of equal values the first in this order has the smallest index; the others get no numbers.
      if (values[lower] != values[upper]) {
        double middle = 0.5 * values[lower] + 0.5 * values[upper];
        thresholds[used - 1] = lower < upper ? middle : Math.nextDown(middle);
        codes[used++] = upper;
      }
    }
    return new Ladder(Arrays.copyOf(thresholds, used - 1), Arrays.copyOf(codes, used));
  }

  /** The steps of a function that rises from code 0 to {@code levels - 1} between -64 and 64. */
  static Ladder rising(int levels, DoubleToIntFunction code) {
    double[] thresholds = new double[levels - 1];
    int[] codes = new int[levels];
    for (int k = 1; k < levels; k++) {
      int wanted = k;
      codes[k] = k;
      thresholds[k - 1] = lastBelow(x -> code.applyAsInt(x) >= wanted);
    }
    return new Ladder(thresholds, codes);
  }

  /** The code of a number. */
  @Override
  public int applyAsInt(double x) {
    int low = 0;
    int high = thresholds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (x > thresholds[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return codes[low];
  }

  /** Whether ranks are codes. */
  boolean isAscending() {
    for (int rank = 0; rank < codes.length; rank++) {
      if (codes[rank] != rank) {
        return false;
      }
    }
    return true;
  }

  private static int compare(double[] values, int a, int b) {
    // -0.0 equals 0.0, which Double.compare would not say.
    if (values[a] != values[b]) {
      return values[a] < values[b] ? -1 : 1;
    }
    return Integer.compare(a, b);
  }

  /** The last double that does not reach the step, by halving the number of doubles in between. */
  private static double lastBelow(DoublePredicate reached) {
    long low = key(-64);
    long high = key(64);
    if (!reached.test(64)) {
      return Double.POSITIVE_INFINITY;
    }
    while (low + 1 < high) {
      long middle = (low & high) + ((low ^ high) >> 1); // their mean, without overflow
      if (reached.test(number(middle))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return number(low);
  }

  /** Doubles as whole numbers of the same order. */
  private static long key(double x) {
    long bits = Double.doubleToLongBits(x);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static double number(long key) {
    return Double.longBitsToDouble(key < 0 ? Long.MIN_VALUE - key : key);
  }
}
