package org.latent4j.io;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.latent4j.error.FormatException;

/**
 * An entry of a zip file as the directory describes it.
 *
 * @param name the name
 * @param flags the general purpose bits
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param compressed bytes in the file
 * @param size bytes of the content
 * @param offset where the entry's own header begins
 */
record ZipMember(
    String name, int flags, int method, long crc, long compressed, long size, long offset) {
  static final int STORED = 0;
  static final int DEFLATED = 8;
  private static final int HEADER = 0x04034b50;
  private static final int LATER_SIZES = 8;
  // Encrypted, compressed patches, strongly encrypted, masked.
  private static final int REFUSED_FLAGS = 1 | 1 << 5 | 1 << 6 | 1 << 13;
  private static final long MASK = 0xFFFFFFFFL;

  /** Deflate cannot do better than 1032 to 1. */
  static boolean plausible(long inflated, long deflated) {
    return inflated / 1032 <= deflated;
  }

  /** The content, checked while it is read; {@code place} names file and entry. */
  InputStream open(MappedBytes bytes, String place) {
    if (method != STORED && method != DEFLATED) {
      throw new FormatException(place, "method 0 (stored) or 8 (deflated)", "method " + method);
    }
    if ((flags & REFUSED_FLAGS) != 0) {
      throw new FormatException(
          place, "an entry that is not encrypted", "flags 0x" + Integer.toHexString(flags));
    }
    if (method == STORED ? compressed != size : !plausible(size, compressed)) {
      throw new FormatException(
          place,
          "a size that "
              + compressed
              + " bytes "
              + (method == STORED ? "stored" : "deflated")
              + " can hold",
          size + " bytes");
    }
    long data = dataStart(bytes, place);
    return new ZipMemberStream(bytes.stream(data, compressed), this, place);
  }

  /** Checks the entry's own header against the directory and finds the data behind it. */
  private long dataStart(MappedBytes bytes, String place) {
    byte[] fixed = new byte[30];
    bytes.get(offset, fixed, 0, 30);
    ByteBuffer header = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != HEADER) {
      throw new FormatException(
          place, "an entry's header at " + offset, Integer.toHexString(header.getInt(0)));
    }
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    int nameLength = header.getShort(26) & 0xFFFF;
    int extraLength = header.getShort(28) & 0xFFFF;
    long data = offset + 30 + nameLength + extraLength;
    if (data + compressed > bytes.size()) {
      throw new FormatException(place, "data inside the file", compressed + " bytes at " + data);
    }
    byte[] found = new byte[nameLength];
    bytes.get(offset + 30, found, 0, nameLength);
    int ownFlags = header.getShort(6) & 0xFFFF;
    int ownMethod = header.getShort(8) & 0xFFFF;
    if (!Arrays.equals(wanted, found)
        || ownMethod != method
        || (ownFlags & REFUSED_FLAGS) != 0
        || !sizesAgree(header, (ownFlags & LATER_SIZES) != 0)) {
      throw new FormatException(
          place,
          "the directory's name, method, CRC and sizes in the entry's own header",
          "name '"
              + Text.shortened(new String(found, StandardCharsets.UTF_8))
              + "', method "
              + ownMethod
              + ", sizes "
              + (header.getInt(18) & MASK)
              + " and "
              + (header.getInt(22) & MASK));
    }
    return data;
  }

  private boolean sizesAgree(ByteBuffer header, boolean later) {
    return agrees(header.getInt(14) & MASK, crc, later, false)
        && agrees(header.getInt(18) & MASK, compressed, later, true)
        && agrees(header.getInt(22) & MASK, size, later, true);
  }

  /** Zero may stand for a value that follows the data, 2^32 - 1 for one in the extra field. */
  private static boolean agrees(long own, long directory, boolean later, boolean wide) {
    return own == directory || (later && own == 0) || (wide && own == MASK);
  }
}
