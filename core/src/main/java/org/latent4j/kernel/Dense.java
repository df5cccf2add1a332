package org.latent4j.kernel;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves data between {@link INDArray} and Java arrays in row-major ({@code c}) order, whatever the
 * view, order or floating type of the array. Inputs are never modified; what is made here is
 * detached from any workspace.
 */
public final class Dense {
  private Dense() {}

  /**
   * All values in row-major order; {@code DOUBLE} ones are rounded. At most 2^31 - 8 values.
   *
   * @throws InputException for a type other than {@code FLOAT} and {@code DOUBLE}
   */
  public static float[] floats(INDArray x) {
    float[] out = new float[length(x)];
    if (out.length == 0) {
      return out;
    }
    if (x.dataType() == DataType.DOUBLE) {
      double[] doubles = doubles(x);
      for (int i = 0; i < out.length; i++) {
        out[i] = (float) doubles[i];
      }
      return out;
    }
    withPointer(x, pointer -> new FloatPointer(pointer).get(out));
    return out;
  }

  /** All values in row-major order as doubles. At most 2^31 - 8 values. */
  public static double[] doubles(INDArray x) {
    double[] out = new double[length(x)];
    if (out.length == 0) {
      return out;
    }
    if (x.dataType() == DataType.FLOAT) {
      float[] floats = floats(x);
      for (int i = 0; i < out.length; i++) {
        out[i] = floats[i];
      }
      return out;
    }
    withPointer(x, pointer -> new DoublePointer(pointer).get(out));
    return out;
  }

  /** Rows {@code from} (inclusive) to {@code to} of a matrix as floats in row-major order. */
  public static float[] floats(INDArray x, long from, long to) {
    return from == to ? new float[0] : floats(rows(x, from, to));
  }

  /** Rows {@code from} (inclusive) to {@code to} of a matrix as doubles in row-major order. */
  public static double[] doubles(INDArray x, long from, long to) {
    return from == to ? new double[0] : doubles(rows(x, from, to));
  }

  /**
   * Writes rows {@code from} (inclusive) to {@code to} of a matrix as doubles.
   *
   * @param out receives row {@code from + i} at {@code i * stride}
   */
  public static void read(INDArray x, long from, long to, double[] out, int stride) {
    int width = (int) x.size(1);
    int count = (int) (to - from);
    if (x.dataType() == DataType.DOUBLE) {
      double[] doubles = doubles(x, from, to);
      for (int i = 0; i < count; i++) {
        System.arraycopy(doubles, i * width, out, i * stride, width);
      }
      return;
    }
    float[] floats = floats(x, from, to);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < width; j++) {
        out[i * stride + j] = floats[i * width + j];
      }
    }
  }

  /** Rows {@code from} (inclusive) to {@code to} of a matrix, a view; {@code from < to}. */
  public static INDArray rows(INDArray x, long from, long to) {
    return from == 0 && to == x.size(0) ? x : part(x, to - from, x.size(1), from * x.stride(0));
  }

  /** Columns {@code from} (inclusive) to {@code to} of a matrix, a view; {@code from < to}. */
  static INDArray columns(INDArray x, long from, long to) {
    return part(x, x.size(0), to - from, from * x.stride(1));
  }

  /** A view by strides; {@code INDArray.get} returns an empty array for the last rows of a view. */
  private static INDArray part(INDArray x, long rows, long columns, long skipped) {
    long[] shape = {rows, columns};
    return Nd4j.create(x.data(), shape, x.stride().clone(), x.offset() + skipped, x.ordering());
  }

  /** A new {@code FLOAT} array of the given shape. */
  public static INDArray of(float[] values, long... shape) {
    INDArray out = zeros(DataType.FLOAT, shape);
    checkLength(out, values.length);
    if (values.length > 0) {
      new FloatPointer(out.data().addressPointer()).put(values);
    }
    return out;
  }

  /** A new {@code DOUBLE} array of the given shape. */
  public static INDArray of(double[] values, long... shape) {
    INDArray out = zeros(DataType.DOUBLE, shape);
    checkLength(out, values.length);
    if (values.length > 0) {
      new DoublePointer(out.data().addressPointer()).put(values);
    }
    return out;
  }

  /**
   * A new array of {@code type} ({@code FLOAT} or {@code DOUBLE}); for floats values are rounded.
   */
  public static INDArray of(DataType type, double[] values, long... shape) {
    if (type == DataType.DOUBLE) {
      return of(values, shape);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return of(floats, shape);
  }

  /** A new array of zeros in {@code c} order; a size of 0 is allowed. */
  @SuppressWarnings("try") // the scope works by being open
  public static INDArray zeros(DataType type, long... shape) {
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return Nd4j.create(type, shape, 'c');
    }
  }

  /**
   * {@code x} itself when its values lie densely in row-major order, else a dense copy. Close the
   * copy ({@link #release}) when done.
   */
  @SuppressWarnings("try") // the scope works by being open
  public static INDArray contiguous(INDArray x) {
    if (x.ordering() == 'c' && Shape.hasDefaultStridesForShape(x)) {
      return x;
    }
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return x.dup('c');
    }
  }

  /** Frees {@code copy} unless it is {@code original}. */
  public static void release(INDArray copy, INDArray original) {
    if (copy != original && copy.closeable()) {
      copy.close();
    }
  }

  /** The address of the first value of a dense array; keep the array reachable while it is used. */
  public static Pointer address(INDArray dense) {
    return dense.data().addressPointer();
  }

  private static void withPointer(INDArray x, java.util.function.Consumer<Pointer> use) {
    INDArray dense = contiguous(x);
    use.accept(address(dense));
    release(dense, x);
  }

  private static int length(INDArray x) {
    if (x.dataType() != DataType.FLOAT && x.dataType() != DataType.DOUBLE) {
      throw new InputException("Dense", "FLOAT or DOUBLE", x.dataType().toString());
    }
    long length = x.isEmpty() ? 0 : x.length();
    if (length > Integer.MAX_VALUE - 8) {
      throw new InputException("Dense", "at most 2147483639 values", Long.toString(length));
    }
    return (int) length;
  }

  private static void checkLength(INDArray out, int length) {
    if (length(out) != length) {
      throw new InputException("Dense.of", length(out) + " values", Integer.toString(length));
    }
  }
}
