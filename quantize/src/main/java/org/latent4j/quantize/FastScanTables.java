package org.latent4j.quantize;

import org.latent4j.error.InputException;
import org.latent4j.kernel.CodeColumns;

/**
 * Tables of 4-bit codes in whole numbers of 8 bits: entry less the table's minimum, in steps of one
 * common size. An estimate is {@code base + step sum}; it errs by at most {@code positions step /
 * 2}.
 *
 * <p>Source: André, Kermarrec and Le Scouarnec, "Cache locality is not enough: high-performance
 * nearest neighbor search with product quantization fast scan", 2015.
 *
 * @param tables {@code [bytes of a row, 2, 16]} and the padding that {@link CodeColumns#sumNibbles}
 *     wants
 * @param base the sum of the minima
 * @param step the size of a step
 * @param bound the largest error of an estimate
 */
@SuppressWarnings("ArrayRecordComponent")
record FastScanTables(byte[] tables, float base, float step, double bound) {
  /** Sums of 256 bytes still fit 16 bits. */
  static final int MOST_POSITIONS = 256;

  static FastScanTables of(SliceTables exact) {
    int m = exact.positions();
    if (exact.levels() != 16 || m > MOST_POSITIONS) {
      throw new InputException(
          "fast scan",
          "at most " + MOST_POSITIONS + " positions of 4-bit codes",
          m + " positions of " + exact.levels() + " codes");
    }
    float[] values = exact.values();
    double base = 0;
    float range = 0;
    float[] minima = new float[m];
    for (int s = 0; s < m; s++) {
      float least = values[16 * s];
      float most = least;
      for (int k = 1; k < 16; k++) {
        least = Math.min(least, values[16 * s + k]);
        most = Math.max(most, values[16 * s + k]);
      }
      minima[s] = least;
      base += least;
      range = Math.max(range, most - least);
    }
    double step = range / 255.0;
    byte[] tables = new byte[(exact.width() << 5) + CodeColumns.BLOCK];
    for (int i = 0; i < values.length && step > 0; i++) {
      tables[i] = (byte) (int) Math.rint((values[i] - minima[i >> 4]) / step);
    }
    return new FastScanTables(tables, (float) base, (float) step, m * step / 2);
  }
}
