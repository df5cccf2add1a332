package org.latent4j.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes zip files field by field (APPNOTE 6.3), so that each oddity can be chosen. */
final class HandZip {
  /** What an entry is like; an entry without any is stored. */
  enum Trait {
    /** Deflated. */
    DEFLATED,
    /** CRC and sizes follow the data; the header has zeros. */
    LATER,
    /** The same, and what follows begins with a signature. */
    LATER_SIGNED,
    /** The header's sizes are in a zip64 field, as Python's zipfile writes streams. */
    WIDE_HEADER,
    /** The directory's sizes and offset are in a zip64 field. */
    WIDE_DIRECTORY,
    /** Times in extra fields, a comment in the directory. */
    TALKATIVE
  }

  private static final int MASK = -1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int count;

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer filled) {
    byte[] out = new byte[filled.capacity()];
    filled.rewind().get(out);
    return out;
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] some = new byte[2 * content.length + 100];
    int length = deflater.deflate(some);
    deflater.end();
    return Arrays.copyOf(some, length);
  }

  HandZip add(String name, byte[] content, Trait... given) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(List.of(given));
    boolean later = traits.contains(Trait.LATER) || traits.contains(Trait.LATER_SIGNED);
    byte[] data = traits.contains(Trait.DEFLATED) ? deflated(content) : content;
    int offset = out.size();
    byte[] title = name.getBytes(StandardCharsets.UTF_8);
    CRC32 sum = new CRC32();
    sum.update(content);
    int crc = (int) sum.getValue();
    ByteBuffer common = little(26);
    common.putShort((short) 45).putShort((short) (0x800 | (later ? 8 : 0)));
    common.putShort((short) (traits.contains(Trait.DEFLATED) ? 8 : 0)).putInt(0x21 << 16);
    common.putInt(crc).putInt(data.length).putInt(content.length);
    common.putShort((short) title.length);

    byte[] extra = {};
    byte[] own = bytes(common);
    ByteBuffer ownFields = ByteBuffer.wrap(own).order(ByteOrder.LITTLE_ENDIAN);
    if (later) {
      ownFields.putInt(10, 0).putInt(14, 0).putInt(18, 0);
    }
    if (traits.contains(Trait.WIDE_HEADER)) {
      ownFields.putInt(14, MASK).putInt(18, MASK);
      extra = wide(content.length, data.length);
    }
    if (traits.contains(Trait.TALKATIVE)) {
      extra = HandMade.join(new byte[] {0x55, 0x54, 5, 0, 1, 9, 9, 9, 9}, extra);
    }
    out.writeBytes(bytes(little(4).putInt(0x04034b50)));
    out.writeBytes(Arrays.copyOf(own, 24));
    out.writeBytes(bytes(little(2).putShort((short) extra.length)));
    out.writeBytes(title);
    out.writeBytes(extra);
    out.writeBytes(data);
    if (traits.contains(Trait.LATER_SIGNED)) {
      out.writeBytes(bytes(little(4).putInt(0x08074b50)));
    }
    if (later) {
      out.writeBytes(bytes(little(12).putInt(crc).putInt(data.length).putInt(content.length)));
    }
    record(traits, bytes(common), title, offset, content.length, data.length);
    count++;
    return this;
  }

  private void record(
      Set<Trait> traits, byte[] common, byte[] title, int offset, int size, int packed) {
    boolean wide = traits.contains(Trait.WIDE_DIRECTORY);
    byte[] extra = {};
    ByteBuffer fields = ByteBuffer.wrap(common).order(ByteOrder.LITTLE_ENDIAN);
    if (wide) {
      fields.putInt(14, MASK).putInt(18, MASK);
      extra = wide(size, packed, offset);
    }
    byte[] comment = {};
    if (traits.contains(Trait.TALKATIVE)) {
      extra = HandMade.join(new byte[] {0x55, 0x54, 5, 0, 3, 9, 9, 9, 9}, extra);
      comment = HandMade.utf8("said of an entry");
    }
    directory.writeBytes(bytes(little(6).putInt(0x02014b50).putShort((short) 0x031E)));
    directory.writeBytes(Arrays.copyOf(common, 24));
    ByteBuffer rest = little(12).putShort((short) extra.length).putShort((short) comment.length);
    directory.writeBytes(bytes(rest.putShort((short) 0).putShort((short) 0).putInt(0)));
    directory.writeBytes(bytes(little(4).putInt(wide ? MASK : offset)));
    directory.writeBytes(title);
    directory.writeBytes(extra);
    directory.writeBytes(comment);
  }

  private static byte[] wide(long... values) {
    ByteBuffer extra = little(4 + 8 * values.length);
    extra.putShort((short) 1).putShort((short) (8 * values.length));
    for (long value : values) {
      extra.putLong(value);
    }
    return bytes(extra);
  }

  /** The whole file with a comment at its end. */
  byte[] end(String comment) {
    byte[] said = HandMade.utf8(comment);
    ByteBuffer end = little(22).putInt(0x06054b50).putInt(0);
    end.putShort((short) count).putShort((short) count).putInt(directory.size());
    end.putInt(out.size()).putShort((short) said.length);
    return HandMade.join(out.toByteArray(), directory.toByteArray(), bytes(end), said);
  }

  /** The whole file with a zip64 end, moved by {@code shift} in what its locator says. */
  byte[] wideEnd(int shift) {
    ByteBuffer large = little(56).putInt(0x06064b50).putLong(44);
    large.putShort((short) 45).putShort((short) 45).putInt(0).putInt(0);
    large.putLong(count).putLong(count).putLong(directory.size()).putLong(out.size());
    ByteBuffer locator = little(20).putInt(0x07064b50).putInt(0);
    locator.putLong(out.size() + directory.size() + shift).putInt(1);
    ByteBuffer end = little(22).putInt(0x06054b50).putInt(0);
    end.putShort((short) -1).putShort((short) -1).putInt(MASK).putInt(MASK).putShort((short) 0);
    return HandMade.join(
        out.toByteArray(), directory.toByteArray(), bytes(large), bytes(locator), bytes(end));
  }
}
