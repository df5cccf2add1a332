package org.latent4j.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The loops over codes in plain Java: four rows at a time, whose bytes lie side by side. */
final class ScalarCodeLoops implements CodeLoops {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
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
    for (int block = fromBlock; block < toBlock; block++) {
      int target = at + (block - fromBlock) * CodeColumns.BLOCK;
      for (int group = 0; group < GROUPS; group++) {
        int source = block * width * CodeColumns.BLOCK + 4 * group;
        float s0 = offset;
        float s1 = offset;
        float s2 = offset;
        float s3 = offset;
        for (int t = 0; t < width; t++, source += CodeColumns.BLOCK) {
          int four = (int) INTS.get(columns, source);
          int table = t << 8;
          s0 += tables[table + (four & 0xFF)];
          s1 += tables[table + ((four >>> 8) & 0xFF)];
          s2 += tables[table + ((four >>> 16) & 0xFF)];
          s3 += tables[table + (four >>> 24)];
        }
        out[target + group] = s0;
        out[target + GROUPS + group] = s1;
        out[target + 2 * GROUPS + group] = s2;
        out[target + 3 * GROUPS + group] = s3;
      }
    }
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
