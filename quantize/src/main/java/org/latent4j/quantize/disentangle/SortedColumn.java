package org.latent4j.quantize.disentangle;

/**
 * A column of numbers in ascending order with the row that each came from; equal numbers stay in
 * the order of their rows. Sorted by radix, eleven bits at a time: rows travel with their keys.
 */
final class SortedColumn {
  private static final int BITS = 11;
  private static final int SIZE = 1 << BITS;
  private static final int PASSES = 6;

  private final double[] values;
  private final int[] rows;

  private SortedColumn(double[] values, int[] rows) {
    this.values = values;
    this.rows = rows;
  }

  /** Sorts finite numbers; the column is not modified. Zero and minus zero are one number. */
  static SortedColumn of(double[] column) {
    int n = column.length;
    long[] keys = new long[n];
    int[] rows = new int[n];
    int[][] counts = new int[PASSES][SIZE];
    for (int i = 0; i < n; i++) {
      long bits = Double.doubleToRawLongBits(column[i] + 0.0);
      long key = bits ^ ((bits >> 63) | Long.MIN_VALUE);
      keys[i] = key;
      rows[i] = i;
      for (int pass = 0; pass < PASSES; pass++) {
        counts[pass][(int) (key >>> (pass * BITS)) & (SIZE - 1)]++;
      }
    }
    long[] otherKeys = new long[n];
    int[] otherRows = new int[n];
    for (int pass = 0; pass < PASSES; pass++) {
      if (n == 0 || counts[pass][(int) (keys[0] >>> (pass * BITS)) & (SIZE - 1)] == n) {
        continue; // all keys have the same digit
      }
      distribute(keys, rows, otherKeys, otherRows, counts[pass], pass * BITS);
      long[] freeKeys = keys;
      keys = otherKeys;
      otherKeys = freeKeys;
      int[] freeRows = rows;
      rows = otherRows;
      otherRows = freeRows;
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = Double.longBitsToDouble(keys[i] ^ ((~keys[i] >> 63) | Long.MIN_VALUE));
    }
    return new SortedColumn(values, rows);
  }

  private static void distribute(
      long[] keys, int[] rows, long[] otherKeys, int[] otherRows, int[] counts, int shift) {
    int start = 0;
    for (int digit = 0; digit < SIZE; digit++) {
      int count = counts[digit];
      counts[digit] = start;
      start += count;
    }
    for (int i = 0; i < keys.length; i++) {
      int place = counts[(int) (keys[i] >>> shift) & (SIZE - 1)]++;
      otherKeys[place] = keys[i];
      otherRows[place] = rows[i];
    }
  }

  /** The numbers, smallest first; not to be modified. */
  double[] values() {
    return values;
  }

  /** The row of each number; not to be modified. */
  int[] rows() {
    return rows;
  }

  /** Whether a number comes more than once. */
  boolean repeats() {
    for (int i = 1; i < values.length; i++) {
      if (values[i] == values[i - 1]) {
        return true;
      }
    }
    return false;
  }

  /** The same order with every number divided by {@code divisor}, above 0. */
  SortedColumn dividedBy(double divisor) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = values[i] / divisor;
    }
    return new SortedColumn(scaled, rows);
  }

  /** The numbers in the order of their rows. */
  double[] column() {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[rows[i]] = values[i];
    }
    return out;
  }
}
