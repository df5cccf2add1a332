package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.latent4j.error.FormatException;

/**
 * Reads gzip (RFC 1952), all members. Unlike {@link java.util.zip.GZIPInputStream} it refuses bytes
 * behind the last member instead of passing over them.
 */
final class GzipStream extends BlockStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final String place;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[BLOCK];
  private int at;
  private int end;
  private boolean inside;
  private boolean begun;

  GzipStream(InputStream in, String place) {
    super(BLOCK);
    this.in = in;
    this.place = place;
  }

  @Override
  int fill(byte[] target) throws IOException {
    while (inside || !begun || more()) {
      if (!inside) {
        header();
      }
      int count = inflate(target);
      if (count > 0) {
        return count;
      }
      trailer();
    }
    return -1;
  }

  private int inflate(byte[] target) throws IOException {
    try {
      int count = inflater.inflate(target);
      while (count == 0 && !inflater.finished()) {
        if (inflater.needsDictionary() || !more()) {
          throw cut();
        }
        inflater.setInput(input, at, end - at);
        at = end;
        count = inflater.inflate(target);
      }
      crc.update(target, 0, count);
      return count;
    } catch (DataFormatException e) {
      throw new FormatException(place, "gzip data", "damaged data: " + e.getMessage());
    }
  }

  private void header() throws IOException {
    begun = true;
    int first = more() ? next() : -1;
    int second = first == 0x1F && more() ? next() : -1;
    if (first < 0) {
      throw cut();
    }
    if (first != 0x1F || second != 0x8B || next() != 8) {
      throw new FormatException(
          place,
          "gzip data (1f 8b 08)",
          "bytes " + Integer.toHexString(first & 0xFF) + " " + Integer.toHexString(second & 0xFF));
    }
    int flags = next();
    for (int i = 0; i < 6; i++) {
      next();
    }
    if ((flags & 0xE0) != 0) {
      throw new FormatException(
          place, "gzip flags that are known", "0x" + Integer.toHexString(flags));
    }
    if ((flags & EXTRA) != 0) {
      for (int left = next() | next() << 8; left > 0; left--) {
        next();
      }
    }
    for (int text = Integer.bitCount(flags & (NAME | COMMENT)); text > 0; text--) {
      int character = next();
      while (character != 0) {
        character = next();
      }
    }
    if ((flags & HEADER_CRC) != 0) {
      next();
      next();
    }
    inside = true;
    inflater.reset();
    crc.reset();
  }

  private void trailer() throws IOException {
    at = end - inflater.getRemaining();
    long check = four();
    long length = four();
    if (check != crc.getValue() || length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new FormatException(
          place,
          "CRC-32 " + Long.toHexString(check) + " and length " + length + " modulo 2^32",
          Long.toHexString(crc.getValue()) + " and " + inflater.getBytesWritten());
    }
    inside = false;
  }

  private long four() throws IOException {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private int next() throws IOException {
    if (!more()) {
      throw cut();
    }
    return input[at++] & 0xFF;
  }

  private boolean more() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(input));
    }
    return end > 0;
  }

  private FormatException cut() {
    return new FormatException(
        place, "gzip data to their end", "an end after " + inflater.getBytesWritten() + " bytes");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
