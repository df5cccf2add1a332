package org.latent4j.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.latent4j.error.FormatException;

/**
 * The directory of a zip file. Stricter than {@link java.util.zip.ZipFile}: the directory fills the
 * file's end exactly, no name comes twice, no two entries share bytes.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int RECORD = 0x02014b50;
  private static final long MASK = 0xFFFFFFFFL;
  private static final long LONGEST = 1L << 26;
  private static final int MOST = 500_000;

  private final MappedBytes bytes;
  private final String file;

  private ZipDirectory(MappedBytes bytes, String file) {
    this.bytes = bytes;
    this.file = file;
  }

  /** Reads and checks the directory; entries come in its order. */
  static List<ZipMember> read(MappedBytes bytes, String file) {
    return new ZipDirectory(bytes, file).members();
  }

  private List<ZipMember> members() {
    long end = findEnd();
    ByteBuffer tail = buffer(end, 22);
    long count = tail.getShort(10) & 0xFFFF;
    long size = tail.getInt(12) & MASK;
    long start = tail.getInt(16) & MASK;
    long limit = end;
    boolean large = count == 0xFFFF || size == MASK || start == MASK;
    boolean disks =
        tail.getShort(4) != 0 || tail.getShort(6) != 0 || tail.getShort(8) != tail.getShort(10);
    if (large && end >= 20 && buffer(end - 20, 4).getInt(0) == LOCATOR_64) {
      limit = buffer(end - 20, 20).getLong(8);
      if (limit < 0 || limit > end - 76 || buffer(limit, 4).getInt(0) != END_64) {
        throw refused("the zip64 end of directory where its locator says", "offset " + limit);
      }
      ByteBuffer tail64 = buffer(limit, 56);
      count = tail64.getLong(32);
      size = tail64.getLong(40);
      start = tail64.getLong(48);
      disks = tail64.getLong(16) != 0 || tail64.getLong(24) != count;
    }
    if (disks || start < 0 || size < 0 || size > limit || start != limit - size) {
      throw refused(
          "one zip directory that ends at " + limit, size + " bytes from " + start + " on");
    }
    if (size > LONGEST || count < 0 || count > MOST) {
      throw refused(
          "a directory of at most " + LONGEST + " bytes and " + MOST + " entries",
          size + " bytes and " + count + " entries");
    }
    List<ZipMember> members = records(start, size, count);
    checkApart(members, start);
    return members;
  }

  private long findEnd() {
    long size = bytes.size();
    for (long at = size - 22; at >= Math.max(0, size - 22 - 0xFFFF); at--) {
      ByteBuffer tail = buffer(at, 22);
      if (tail.getInt(0) == END && at + 22 + (tail.getShort(20) & 0xFFFF) == size) {
        return at;
      }
    }
    throw refused("a zip file with its directory at the end", size + " bytes without one");
  }

  private List<ZipMember> records(long start, long size, long count) {
    List<ZipMember> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long at = start;
    for (long i = 0; i < count; i++) {
      if (at + 46 > start + size || buffer(at, 4).getInt(0) != RECORD) {
        throw refused(count + " entries in the zip directory", i + " entries");
      }
      ByteBuffer fixed = buffer(at, 46);
      int nameLength = fixed.getShort(28) & 0xFFFF;
      int extraLength = fixed.getShort(30) & 0xFFFF;
      long next = at + 46 + nameLength + extraLength + (fixed.getShort(32) & 0xFFFF);
      if (next > start + size) {
        throw refused("entries inside the zip directory", "entry " + i + " beyond its end");
      }
      String name = name(at + 46, nameLength);
      if (!names.add(name)) {
        throw refused("every entry once", "'" + Text.shortened(name) + "' twice");
      }
      members.add(member(name, fixed, buffer(at + 46 + nameLength, extraLength)));
      at = next;
    }
    if (at != start + size) {
      throw refused("a directory of " + count + " entries", (start + size - at) + " bytes more");
    }
    return members;
  }

  private ZipMember member(String name, ByteBuffer fixed, ByteBuffer extra) {
    long[] sizes = {fixed.getInt(24) & MASK, fixed.getInt(20) & MASK, fixed.getInt(42) & MASK};
    widen(sizes, extra, name);
    if (sizes[0] < 0 || sizes[1] < 0 || sizes[2] < 0) {
      throw refused("sizes below 2^63", "entry '" + Text.shortened(name) + "'");
    }
    return new ZipMember(
        name,
        fixed.getShort(8) & 0xFFFF,
        fixed.getShort(10) & 0xFFFF,
        fixed.getInt(16) & MASK,
        sizes[1],
        sizes[0],
        sizes[2]);
  }

  /** Takes sizes that do not fit 32 bits from the zip64 extra field. */
  private void widen(long[] sizes, ByteBuffer extra, String name) {
    int at = 0;
    while (at + 4 <= extra.limit()) {
      int length = extra.getShort(at + 2) & 0xFFFF;
      int from = at + 4;
      at = from + length;
      if (extra.getShort(from - 4) != 1 || at > extra.limit()) {
        continue;
      }
      for (int i = 0; i < sizes.length; i++) {
        if (sizes[i] == MASK && from + 8 <= at) {
          sizes[i] = extra.getLong(from);
          from += 8;
        } else if (sizes[i] == MASK) {
          throw refused("zip64 sizes", "none for entry '" + Text.shortened(name) + "'");
        }
      }
      return;
    }
  }

  /** Checks that entries lie before the directory and share no bytes. */
  private void checkApart(List<ZipMember> members, long start) {
    List<ZipMember> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparingLong(ZipMember::offset));
    long end = 0;
    for (ZipMember member : sorted) {
      long least = 30 + member.compressed();
      if (member.offset() < end || least < 0 || least > start - member.offset()) {
        throw refused(
            "entries one after the other before the directory at " + start,
            "'"
                + Text.shortened(member.name())
                + "', "
                + member.compressed()
                + " bytes at "
                + member.offset());
      }
      end = member.offset() + least;
    }
  }

  private String name(long at, int length) {
    byte[] raw = new byte[length];
    bytes.get(at, raw, 0, length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      String shown = Text.shortened(new String(raw, StandardCharsets.ISO_8859_1));
      throw refused("names in UTF-8", "other bytes in the name of entry '" + shown + "'");
    }
  }

  private ByteBuffer buffer(long at, int length) {
    byte[] some = new byte[length];
    bytes.get(at, some, 0, length);
    return ByteBuffer.wrap(some).order(ByteOrder.LITTLE_ENDIAN);
  }

  private FormatException refused(String expected, String got) {
    return new FormatException(file, expected, got);
  }
}
