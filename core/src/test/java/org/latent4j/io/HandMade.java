package org.latent4j.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes the bytes of files from the formats' own descriptions, without what is under test. */
public final class HandMade {
  private HandMade() {}

  /** Whole numbers that every numeric type of that numpy code can hold. */
  static long[] numbers(String code, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      long value = (i * 37L + 5) % 101;
      values[i] =
          switch (code.charAt(0)) {
            case 'b' -> value % 2;
            case 'u' -> value * 2;
            default -> value - 50;
          };
    }
    return values;
  }

  /** The bytes of elements, such as {@code f4}, in an order of bytes. */
  public static byte[] elements(String code, ByteOrder order, long... values) {
    int width = code.equals("bf") ? 2 : code.charAt(1) - '0';
    ByteBuffer out = ByteBuffer.allocate(width * values.length).order(order);
    for (long value : values) {
      switch (code) {
        case "f8" -> out.putDouble((double) value);
        case "f4" -> out.putFloat((float) value);
        case "f2" -> out.putShort(half(value));
        case "bf" -> out.putShort((short) (Float.floatToIntBits((float) value) >> 16));
        case "i8" -> out.putLong(value);
        case "i4" -> out.putInt((int) value);
        case "i2", "u2" -> out.putShort((short) value);
        default -> out.put((byte) value);
      }
    }
    return out.array();
  }

  /** A whole number of at most 11 bits as a half: the upper bits of its float, biased anew. */
  private static short half(long value) {
    int bits = Float.floatToIntBits((float) value);
    int sign = bits >>> 31 << 15;
    int exponent = (bits >> 23 & 0xFF) - 127 + 15;
    return (short) (value == 0 ? sign : sign | exponent << 10 | (bits >> 13 & 0x3FF));
  }

  /** The same elements with the first axis running fastest. */
  static long[] columnMajor(long[] rowMajor, long... shape) {
    long[] out = new long[rowMajor.length];
    for (int k = 0; k < out.length; k++) {
      long rest = k;
      long[] index = new long[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        index[axis] = rest % shape[axis];
        rest /= shape[axis];
      }
      long at = 0;
      for (int axis = 0; axis < shape.length; axis++) {
        at = at * shape[axis] + index[axis];
      }
      out[k] = rowMajor[(int) at];
    }
    return out;
  }

  /** A Python dictionary as numpy spells it. */
  static String dictionary(String descr, boolean fortran, long... shape) {
    String sizes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s%s), }"
        .formatted(descr, fortran ? "True" : "False", sizes, shape.length == 1 ? "," : "");
  }

  /** An npy file of a version with the header as it is. */
  static byte[] npy(int version, String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    int width = version == 1 ? 2 : 4;
    ByteBuffer all =
        ByteBuffer.allocate(8 + width + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put(new byte[] {(byte) 0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, (byte) version, 0});
    if (version == 1) {
      all.putShort((short) text.length);
    } else {
      all.putInt(text.length);
    }
    return all.put(text).put(data).array();
  }

  /** An npy file as numpy writes it: the data begin at a multiple of 64. */
  public static byte[] npy(String descr, boolean fortran, byte[] data, long... shape) {
    StringBuilder header = new StringBuilder(dictionary(descr, fortran, shape));
    while ((10 + header.length() + 1) % 64 != 0) {
      header.append(' ');
    }
    return npy(1, header.append('\n').toString(), data);
  }

  /** A safetensors file; single quotes in the header stand for double ones. */
  public static byte[] safetensors(String header, byte[] data) {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return all.putLong(text.length).put(text).put(data).array();
  }

  /** One tensor in a safetensors header, in single quotes. */
  public static String tensor(String name, String type, String shape, long begin, long end) {
    return "'%s':{'dtype':'%s','shape':%s,'data_offsets':[%d,%d]}"
        .formatted(name, type, shape, begin, end);
  }

  /** Parts one after the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** UTF-8. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** All bytes that an array gives. */
  static byte[] bytes(StoredArray array) {
    try (InputStream in = array.stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of elements of a shape. */
  static int count(long... shape) {
    return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
