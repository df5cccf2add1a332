package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.latent4j.error.FormatException;

/**
 * The header of an npy file, checked against the file's size.
 *
 * @param description name, type and shape
 * @param bigEndian whether the bytes of an element must be turned round
 * @param fortran whether the first axis runs fastest
 * @param start where the elements begin
 */
record NpyHeader(ArrayDescription description, boolean bigEndian, boolean fortran, long start) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 20;

  /** Reads the header of {@code total} bytes of npy from the beginning of {@code in}. */
  static NpyHeader read(InputStream in, long total, String name, String place) throws IOException {
    byte[] first = in.readNBytes(8);
    if (first.length < 8 || !Arrays.equals(first, 0, 6, MAGIC, 0, 6)) {
      throw new FormatException(
          place, "an npy file (\\x93NUMPY and a version)", "first bytes " + hex(first));
    }
    int version = first[6];
    if (version < 1 || version > 3 || first[7] != 0) {
      throw new FormatException(
          place, "npy version 1.0, 2.0 or 3.0", (first[6] & 0xFF) + "." + (first[7] & 0xFF));
    }
    int width = version == 1 ? 2 : 4;
    byte[] lengthBytes = in.readNBytes(width);
    long length = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      length = length << 8 | (lengthBytes[i] & 0xFF);
    }
    long start = 8 + width + length;
    if (lengthBytes.length < width || start > total || length > LONGEST) {
      throw new FormatException(
          place,
          "a header of at most " + LONGEST + " bytes inside " + total + " bytes",
          "header length " + length);
    }
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw new FormatException(place, length + " bytes of header", header.length + " bytes");
    }
    // Every character that can stand in a header we accept is ASCII; others are refused below.
    String text = new String(header, StandardCharsets.ISO_8859_1);
    NpyHeader parsed = NpyLiteral.parse(text, name, place, start);
    long bytes = parsed.description.bytes();
    if (bytes != total - start) {
      throw new FormatException(
          place, bytes + " bytes of data for " + parsed.description, (total - start) + " bytes");
    }
    return parsed;
  }

  /** The array whose npy bytes {@code whole} opens; {@code mapped} is asked only when needed. */
  StoredArray array(String place, boolean certain, StreamedArray.Opening whole, Mapping mapped) {
    int swap = !bigEndian ? 1 : description.type().kind() == ElementType.Kind.UNICODE ? 4 : width();
    StreamedArray.Opening elements =
        fortran && description.rank() > 1
            ? () -> new TransposedStream(mapped.map(), start, description)
            : () -> {
              InputStream in = whole.open();
              in.skipNBytes(start);
              return in;
            };
    return new StreamedArray(
        description,
        place,
        certain,
        swap == 1 ? elements : () -> new SwappedStream(elements.open(), swap));
  }

  /** Gives all bytes of an npy file for reading in any order. */
  @FunctionalInterface
  interface Mapping {
    /** The bytes, from the magic number on. */
    MappedBytes map() throws IOException;
  }

  private int width() {
    return description.type().bytes();
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(String.format("%02x ", b));
    }
    return bytes.length == 0 ? "(none)" : text.toString().strip();
  }
}
