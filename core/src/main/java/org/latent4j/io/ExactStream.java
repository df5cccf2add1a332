package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import org.latent4j.error.FormatException;

/** A stream that must end after a known number of bytes; checked with the last block. */
final class ExactStream extends BlockStream {
  private final InputStream in;
  private final long length;
  private final String place;
  private long done;

  ExactStream(InputStream in, long length, String place) {
    super(BLOCK);
    this.in = in;
    this.length = length;
    this.place = place;
  }

  @Override
  int fill(byte[] target) throws IOException {
    int count = in.readNBytes(target, 0, (int) Math.min(target.length, length - done));
    done += count;
    if (count == 0 && done < length) {
      throw new FormatException(place, length + " bytes of data", done + " bytes");
    }
    if (done == length && in.read() >= 0) {
      throw new FormatException(place, length + " bytes of data", "more");
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
