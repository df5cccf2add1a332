package org.latent4j.quantize;

/** Where the codes of a row lie in its bits; see {@link CodeMatrix}. */
final class PackedRows {
  private final int bytes;
  private final int[] offsets;
  private final int[] bits;
  private final boolean wholeBytes;

  PackedRows(CodeSpace space) {
    int positions = space.positions();
    this.bytes = space.bytesPerRow();
    this.offsets = new int[positions];
    this.bits = new int[positions];
    boolean whole = true;
    int offset = 0;
    for (int p = 0; p < positions; p++) {
      offsets[p] = offset;
      bits[p] = space.bits(p);
      offset += bits[p];
      whole &= bits[p] == 8;
    }
    this.wholeBytes = whole;
  }

  /** The bytes of a row. */
  int bytes() {
    return bytes;
  }

  /** The code of a row at a position. */
  int get(byte[] packed, long row, int p) {
    return wholeBytes
        ? packed[(int) (row * bytes + p)] & 0xFF
        : read(packed, (int) (row * bytes), offsets[p], bits[p]);
  }

  /** The codes of a row, to {@code out} from {@code at} on. */
  void read(byte[] packed, long row, int[] out, int at) {
    int start = (int) (row * bytes);
    for (int p = 0; p < bits.length; p++) {
      out[at + p] =
          wholeBytes ? packed[start + p] & 0xFF : read(packed, start, offsets[p], bits[p]);
    }
  }

  /** Sets the code of a position that is still 0. */
  void put(byte[] packed, long row, int p, int code) {
    int start = (int) (row * bytes);
    if (wholeBytes) {
      packed[start + p] = (byte) code;
      return;
    }
    // A code of up to 31 bits, shifted by up to 7, touches up to 5 bytes.
    long wide = (long) code << (offsets[p] & 7);
    for (int at = start + (offsets[p] >> 3); wide != 0; at++, wide >>>= 8) {
      packed[at] |= (byte) wide;
    }
  }

  private static int read(byte[] packed, int start, int offset, int bits) {
    int first = start + (offset >> 3);
    int touched = (offset & 7) + bits;
    long wide = 0;
    for (int t = 0; 8 * t < touched; t++) {
      wide |= (packed[first + t] & 0xFFL) << (8 * t);
    }
    return (int) ((wide >>> (offset & 7)) & ((1L << bits) - 1));
  }
}
