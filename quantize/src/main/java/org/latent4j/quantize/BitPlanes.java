package org.latent4j.quantize;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Small whole numbers cut into planes of bits, for products with rows of bits: the product with
 * plane j counts {@code 2^j} for each bit that both have.
 */
final class BitPlanes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int bytes;
  private final byte[][] planes; // [bits][bytes]

  /** Takes numbers below {@code 2^bits}. */
  BitPlanes(int[] numbers, int bits) {
    this.bytes = (numbers.length + 7) / 8;
    this.planes = new byte[bits][bytes];
    for (int i = 0; i < numbers.length; i++) {
      for (int j = 0; j < bits; j++) {
        planes[j][i >> 3] |= (byte) ((numbers[i] >> j & 1) << (i & 7));
      }
    }
  }

  /** The sum of the numbers where the row of bits that starts at byte {@code at} has a one. */
  int product(byte[] rows, int at) {
    int sum = 0;
    for (int j = 0; j < planes.length; j++) {
      sum += common(planes[j], rows, at) << j;
    }
    return sum;
  }

  private int common(byte[] plane, byte[] rows, int at) {
    int count = 0;
    int t = 0;
    for (; t + 8 <= bytes; t += 8) {
      count += Long.bitCount((long) LONGS.get(plane, t) & (long) LONGS.get(rows, at + t));
    }
    for (; t < bytes; t++) {
      count += Integer.bitCount(plane[t] & rows[at + t] & 0xFF);
    }
    return count;
  }

  /** How many ones the row of bits that starts at byte {@code at} has. */
  static int ones(byte[] rows, int at, int bytes) {
    int count = 0;
    for (int t = 0; t < bytes; t++) {
      count += Integer.bitCount(rows[at + t] & 0xFF);
    }
    return count;
  }
}
