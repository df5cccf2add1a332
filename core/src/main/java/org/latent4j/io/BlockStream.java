package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is made block by block. */
abstract class BlockStream extends InputStream {
  /** The usual size of a block: a multiple of every numeric type's size. */
  static final int BLOCK = 1 << 16;

  private final byte[] block;
  private int at;
  private int end;

  BlockStream(int size) {
    this.block = new byte[size];
  }

  /** Puts at least one byte into {@code target} and says how many; none or fewer at the end. */
  abstract int fill(byte[] target) throws IOException;

  @Override
  public final int read() throws IOException {
    return ready() ? block[at++] & 0xFF : -1;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(block, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean ready() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, fill(block));
    }
    return end > 0;
  }
}
