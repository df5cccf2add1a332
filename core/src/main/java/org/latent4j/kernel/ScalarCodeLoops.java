package org.latent4j.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The loops over codes in plain Java: some rows at a time, whose bytes lie side by side. */
final class ScalarCodeLoops implements CodeLoops {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int GROUPS = CodeColumns.BLOCK / 4;

  @Override
  public void sum(
      float[] tables,
      int width,
      byte[] columns,
      int fromBlock,
      int toBlock,
      float offset,
      float[] out,
      int at) {
    // One array a column: the index is then a byte as it is, which leaves little around each load.
    float[][] split = new float[width][];
    for (int t = 0; t < width; t++) {
      split[t] = Arrays.copyOfRange(tables, t << 8, (t + 1) << 8);
    }
    for (int block = fromBlock; block < toBlock; block++) {
      int source = block * width * CodeColumns.BLOCK;
      int target = at + (block - fromBlock) * CodeColumns.BLOCK;
      for (int pair = 0; pair < GROUPS / 2; pair++) {
        eight(split, columns, source + 8 * pair, offset, out, target + 2 * pair);
      }
    }
  }

  /** The rows of two groups, whose bytes make up a long. */
  private static void eight(
      float[][] tables, byte[] columns, int source, float offset, float[] out, int at) {
    float s0 = offset;
    float s1 = offset;
    float s2 = offset;
    float s3 = offset;
    float s4 = offset;
    float s5 = offset;
    float s6 = offset;
    float s7 = offset;
    for (int t = 0; t < tables.length; t++) {
      float[] table = tables[t];
      long bytes = (long) LONGS.get(columns, source + t * CodeColumns.BLOCK);
      int low = (int) bytes;
      int high = (int) (bytes >>> 32);
      s0 += table[low & 0xFF];
      s1 += table[(low >>> 8) & 0xFF];
      s2 += table[(low >>> 16) & 0xFF];
      s3 += table[low >>> 24];
      s4 += table[high & 0xFF];
      s5 += table[(high >>> 8) & 0xFF];
      s6 += table[(high >>> 16) & 0xFF];
      s7 += table[high >>> 24];
    }
    out[at] = s0;
    out[at + GROUPS] = s1;
    out[at + 2 * GROUPS] = s2;
    out[at + 3 * GROUPS] = s3;
    out[at + 1] = s4;
    out[at + GROUPS + 1] = s5;
    out[at + 2 * GROUPS + 1] = s6;
    out[at + 3 * GROUPS + 1] = s7;
  }

  @Override
  public void sumNibbles(
      byte[] tables,
      int width,
      byte[] columns,
      int fromBlock,
      int toBlock,
      float base,
      float step,
      float[] out,
      int at) {
    short[] pairs = pairs(tables, width);
    for (int block = fromBlock; block < toBlock; block++) {
      int target = at + (block - fromBlock) * CodeColumns.BLOCK;
      for (int group = 0; group < GROUPS; group++) {
        int source = block * width * CodeColumns.BLOCK + 4 * group;
        int s0 = 0;
        int s1 = 0;
        int s2 = 0;
        int s3 = 0;
        for (int t = 0; t < width; t++, source += CodeColumns.BLOCK) {
          int four = (int) INTS.get(columns, source);
          int table = t << 8;
          s0 += pairs[table + (four & 0xFF)];
          s1 += pairs[table + ((four >>> 8) & 0xFF)];
          s2 += pairs[table + ((four >>> 16) & 0xFF)];
          s3 += pairs[table + (four >>> 24)];
        }
        out[target + group] = base + step * s0;
        out[target + GROUPS + group] = base + step * s1;
        out[target + 2 * GROUPS + group] = base + step * s2;
        out[target + 3 * GROUPS + group] = base + step * s3;
      }
    }
  }

  /** The sums of both nibbles of every byte: half the lookups. */
  private static short[] pairs(byte[] tables, int width) {
    short[] pairs = new short[width << 8]; // [width, 256]
    for (int i = 0; i < pairs.length; i++) {
      int table = i >> 8 << 5;
      int low = tables[table + (i & 15)] & 0xFF;
      int high = tables[table + 16 + ((i >> 4) & 15)] & 0xFF;
      pairs[i] = (short) (low + high);
    }
    return pairs;
  }
}
