package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;

/** Turns the bytes of every number round. */
final class SwappedStream extends BlockStream {
  private final InputStream in;
  private final int width;

  SwappedStream(InputStream in, int width) {
    super(BLOCK);
    this.in = in;
    this.width = width;
  }

  @Override
  int fill(byte[] target) throws IOException {
    int count = in.readNBytes(target, 0, target.length);
    for (int i = 0; i + width <= count; i += width) {
      for (int low = i, high = i + width - 1; low < high; low++, high--) {
        byte swapped = target[low];
        target[low] = target[high];
        target[high] = swapped;
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
