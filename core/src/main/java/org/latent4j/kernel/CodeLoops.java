package org.latent4j.kernel;

/**
 * The loops over {@link CodeColumns}: whole blocks of {@value CodeColumns#BLOCK} rows, of which the
 * byte of column t and row r lies at {@code (block width + t) 64 + 4 (r % 16) + r / 16}. The two
 * implementations give the same integers; their floats are added in the same order.
 */
interface CodeLoops {
  /**
   * {@code out[at + r] = offset + } the sum over the columns t of {@code tables[256 t + byte]}.
   *
   * @param tables {@code [width, 256]}
   */
  void sum(
      float[] tables,
      int width,
      byte[] columns,
      int fromBlock,
      int toBlock,
      float offset,
      float[] out,
      int at);

  /**
   * {@code out[at + r] = base + step } times the sum over the columns t of {@code tables[32 t + low
   * nibble] + tables[32 t + 16 + high nibble]}, unsigned bytes whose sum is below 2^16.
   *
   * @param tables {@code [width, 2, 16]} and 64 bytes of padding
   */
  void sumNibbles(
      byte[] tables,
      int width,
      byte[] columns,
      int fromBlock,
      int toBlock,
      float base,
      float step,
      float[] out,
      int at);
}
