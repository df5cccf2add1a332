package org.latent4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.latent4j.error.FormatException;

/** Converts elements while they are read. */
final class Conversion extends BlockStream {
  private static final int COUNT = BLOCK / 8;

  private final InputStream in;
  private final ElementType from;
  private final ElementType to;
  private final byte[] source;

  private Conversion(InputStream in, ElementType from, ElementType to, int count) {
    super(count * to.bytes());
    this.in = in;
    this.from = from;
    this.to = to;
    this.source = new byte[count * from.bytes()];
  }

  /**
   * The same array with other elements: floating types among each other (rounded half to even),
   * whole numbers and truth values to wider ones and to {@code F32} and {@code F64}.
   */
  static StoredArray of(StoredArray array, ElementType to) {
    ElementType from = array.description().type();
    if (from.equals(to)) {
      return array;
    }
    boolean allowed =
        !from.isText()
            && (from.isFloating() ? to.isFloating() : to.isFloating() || widens(from, to))
            && !to.equals(ElementType.BF16);
    if (!allowed) {
      throw new FormatException(
          array.place(), "elements that can become " + to, array.description().toString());
    }
    int count = (int) Math.max(1, Math.min(COUNT, array.description().elements()));
    boolean certain = !(array instanceof StreamedArray streamed) || streamed.certain();
    return new StreamedArray(
        array.description().as(to),
        array.place(),
        certain,
        () -> new Conversion(array.stream(), from, to, count));
  }

  private static boolean widens(ElementType from, ElementType to) {
    return to.kind() == ElementType.Kind.SIGNED && to.bytes() > from.bytes();
  }

  @Override
  int fill(byte[] target) throws IOException {
    int count = in.readNBytes(source, 0, source.length) / from.bytes();
    ByteBuffer out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer values = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      convert(values, i, out);
    }
    return count * to.bytes();
  }

  private void convert(ByteBuffer values, int i, ByteBuffer out) {
    if (!to.isFloating()) {
      putWhole(whole(values, i), out);
    } else if (to.bytes() == 2 && from.equals(ElementType.F32)) {
      out.putShort((short) Half.ofFloatBits(values.getInt(4 * i)));
    } else if (to.bytes() == 4 && from.isFloating() && from.bytes() == 2) {
      out.putInt(singleBits(values, i));
    } else {
      double value = real(values, i);
      switch (to.bytes()) {
        case 8 -> out.putDouble(value);
        case 4 -> out.putFloat(from.isFloating() ? (float) value : (float) whole(values, i));
        default -> out.putShort((short) Half.ofDouble(value));
      }
    }
  }

  private double real(ByteBuffer values, int i) {
    if (!from.isFloating()) {
      return whole(values, i);
    }
    return switch (from.bytes()) {
      case 8 -> values.getDouble(8 * i);
      case 4 -> values.getFloat(4 * i);
      default -> Float.intBitsToFloat(singleBits(values, i));
    };
  }

  private int singleBits(ByteBuffer values, int i) {
    int bits = values.getShort(2 * i) & 0xFFFF;
    return from.equals(ElementType.BF16) ? bits << 16 : Half.toFloatBits(bits);
  }

  private long whole(ByteBuffer values, int i) {
    boolean signed = from.kind() == ElementType.Kind.SIGNED;
    return switch (from.bytes()) {
      case 8 -> values.getLong(8 * i);
      case 4 -> values.getInt(4 * i);
      case 2 -> signed ? values.getShort(2 * i) : values.getShort(2 * i) & 0xFFFF;
      default -> signed ? values.get(i) : values.get(i) & 0xFF;
    };
  }

  private void putWhole(long value, ByteBuffer out) {
    switch (to.bytes()) {
      case 8 -> out.putLong(value);
      case 4 -> out.putInt((int) value);
      default -> out.putShort((short) value);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
