package org.latent4j.io;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** Arrays in memory as what writers take. Nothing is copied where the elements lie densely. */
public final class HeldArray {
  private static final Map<DataType, ElementType> TYPES =
      Map.ofEntries(
          Map.entry(DataType.DOUBLE, ElementType.F64),
          Map.entry(DataType.FLOAT, ElementType.F32),
          Map.entry(DataType.FLOAT16, ElementType.F16),
          Map.entry(DataType.BFLOAT16, ElementType.BF16),
          Map.entry(DataType.INT64, ElementType.I64),
          Map.entry(DataType.INT32, ElementType.I32),
          Map.entry(DataType.INT16, ElementType.I16),
          Map.entry(DataType.INT8, ElementType.I8),
          Map.entry(DataType.UINT16, ElementType.U16),
          Map.entry(DataType.UINT8, ElementType.U8),
          Map.entry(DataType.BOOL, ElementType.BOOL));

  private HeldArray() {}

  /**
   * An ND4J array of floats, doubles, whole numbers or truth values; views and any order too. It
   * must stay open and unchanged until it is written.
   */
  public static StoredArray of(String name, INDArray x) {
    ElementType type = type(name, x);
    ArrayDescription description = ArrayDescription.of(name, type, x.shape());
    return stored(description, () -> new Pointed(x, description.bytes()));
  }

  /** Bytes as {@code U8}. */
  public static StoredArray of(String name, byte[] values, long... shape) {
    return held(name, ElementType.U8, ByteBuffer.wrap(values), shape);
  }

  /** Whole numbers as {@code I32}. */
  public static StoredArray of(String name, int[] values, long... shape) {
    ByteBuffer bytes = little(4L * values.length, name);
    bytes.asIntBuffer().put(values);
    return held(name, ElementType.I32, bytes, shape);
  }

  /** Whole numbers as {@code I64}. */
  public static StoredArray of(String name, long[] values, long... shape) {
    ByteBuffer bytes = little(8L * values.length, name);
    bytes.asLongBuffer().put(values);
    return held(name, ElementType.I64, bytes, shape);
  }

  /** Numbers as {@code F32}. */
  public static StoredArray of(String name, float[] values, long... shape) {
    ByteBuffer bytes = little(4L * values.length, name);
    bytes.asFloatBuffer().put(values);
    return held(name, ElementType.F32, bytes, shape);
  }

  /** Numbers as {@code F64}. */
  public static StoredArray of(String name, double[] values, long... shape) {
    ByteBuffer bytes = little(8L * values.length, name);
    bytes.asDoubleBuffer().put(values);
    return held(name, ElementType.F64, bytes, shape);
  }

  /** Text as UTF-8 bytes of one width, padded with zeros; only npy and npz can hold it. */
  public static StoredArray of(String name, List<String> values, long... shape) {
    List<byte[]> encoded = values.stream().map(v -> Text.utf8(v, "array '" + name + "'")).toList();
    int width = encoded.stream().mapToInt(bytes -> bytes.length).max().orElse(1);
    width = Math.max(1, width);
    ByteBuffer bytes = little((long) width * values.size(), name);
    for (int i = 0; i < encoded.size(); i++) {
      bytes.put(i * width, encoded.get(i));
    }
    return held(name, ElementType.bytes(width), bytes, shape);
  }

  private static StoredArray held(String name, ElementType type, ByteBuffer bytes, long... shape) {
    ArrayDescription description = ArrayDescription.of(name, type, shape);
    if (description.bytes() != bytes.capacity()) {
      throw new InputException(
          "array '" + name + "'",
          description.elements() + " elements",
          Integer.toString(bytes.capacity() / type.bytes()));
    }
    byte[] all = bytes.array();
    int from = bytes.arrayOffset();
    return stored(
        description, () -> new ByteArrayInputStream(all, from, (int) description.bytes()));
  }

  private static StoredArray stored(ArrayDescription description, StreamedArray.Opening opening) {
    return new StreamedArray(description, "array '" + description.name() + "'", true, opening);
  }

  private static ByteBuffer little(long bytes, String name) {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InputException("array '" + name + "'", "at most 2 GiB", bytes + " bytes");
    }
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ElementType type(String name, INDArray x) {
    ElementType type = TYPES.get(x.dataType());
    if (type == null) {
      throw new InputException(
          "array '" + name + "'", "numbers or truth values", x.dataType().toString());
    }
    return type;
  }

  /** Reads the memory of an array. */
  private static final class Pointed extends BlockStream {
    private final INDArray original;
    private final INDArray dense;
    private final BytePointer pointer;
    private long left;

    Pointed(INDArray x, long bytes) {
      super(BLOCK);
      boolean lies = bytes == 0 || (x.ordering() == 'c' && Shape.hasDefaultStridesForShape(x));
      this.original = x;
      this.dense = lies ? x : x.dup('c');
      this.left = bytes;
      this.pointer =
          bytes == 0 ? new BytePointer() : new BytePointer(dense.data().addressPointer());
    }

    @Override
    int fill(byte[] target) {
      int count = (int) Math.min(left, target.length);
      if (count > 0) {
        pointer.get(target, 0, count);
        pointer.position(pointer.position() + count);
        left -= count;
      }
      return count;
    }

    @Override
    public void close() {
      if (dense != original && dense.closeable()) {
        dense.close();
      }
    }
  }
}
