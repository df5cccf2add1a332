package org.latent4j.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The bytes of keys, or the offsets of keys, made of a list. */
final class KeyStream extends BlockStream {
  private final List<String> keys;
  private final boolean offsets;
  private byte[] key = new byte[0];
  private int at;
  private int next;
  private long offset;

  KeyStream(List<String> keys, boolean offsets) {
    super(BLOCK);
    this.keys = keys;
    this.offsets = offsets;
  }

  @Override
  int fill(byte[] target) {
    return offsets ? fillOffsets(target) : fillBytes(target);
  }

  private int fillBytes(byte[] target) {
    int count = 0;
    while (count < target.length) {
      if (at == key.length) {
        if (next == keys.size()) {
          break;
        }
        key = encoded(next++);
        at = 0;
      }
      int some = Math.min(target.length - count, key.length - at);
      System.arraycopy(key, at, target, count, some);
      at += some;
      count += some;
    }
    return count;
  }

  private int fillOffsets(byte[] target) {
    ByteBuffer out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    while (next <= keys.size() && out.remaining() >= 8) {
      offset += next == 0 ? 0 : encoded(next - 1).length;
      out.putLong(offset);
      next++;
    }
    return out.position();
  }

  private byte[] encoded(int row) {
    return Text.utf8(keys.get(row), "key of row " + row);
  }
}
