package org.latent4j.quantize;

/**
 * What each code of each position adds to an estimate: {@code [positions, levels]}, 16 or 256
 * levels.
 *
 * @param positions the number of tables
 * @param levels entries of a table
 * @param values table by table
 */
@SuppressWarnings("ArrayRecordComponent")
record SliceTables(int positions, int levels, float[] values) {
  /** Bytes of a packed row. */
  int width() {
    return levels == 256 ? positions : (positions + 1) / 2;
  }

  /**
   * One table for each byte of a packed row {@code [width, 256]}: of 4-bit codes it holds the sums
   * of two, which halves the lookups.
   */
  float[] byBytes() {
    if (levels == 256) {
      return values;
    }
    float[] pairs = new float[width() << 8]; // [width, 256]
    for (int i = 0; i < pairs.length; i++) {
      int first = i >> 8 << 1;
      float sum = values[first * 16 + (i & 15)];
      if (first + 1 < positions) {
        sum += values[first * 16 + 16 + ((i >> 4) & 15)];
      }
      pairs[i] = sum;
    }
    return pairs;
  }

  /** Writes offset and sums for packed rows as they lie, without laying them out first. */
  static void sum(
      float[] byBytes, int width, byte[] packed, float offset, int from, int to, float[] out) {
    for (int row = from; row < to; row++) {
      int at = row * width;
      float even = offset;
      float odd = 0;
      int t = 0;
      for (; t + 2 <= width; t += 2) {
        even += byBytes[(t << 8) + (packed[at + t] & 0xFF)];
        odd += byBytes[(t << 8) + 256 + (packed[at + t + 1] & 0xFF)];
      }
      if (t < width) {
        even += byBytes[(t << 8) + (packed[at + t] & 0xFF)];
      }
      out[row - from] = even + odd;
    }
  }
}
