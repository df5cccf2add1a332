package org.latent4j.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of a matrix as floats in native memory, row by row: the array's own memory where it is
 * {@code FLOAT} and dense, else a copy, rounded. Close after use.
 */
final class NativeFloats implements AutoCloseable {
  private static final int STRETCH = 1 << 16;

  private final INDArray source;
  private final INDArray dense;
  private final FloatPointer pointer;
  private final boolean own;

  /** Takes a {@code FLOAT} or {@code DOUBLE} array, which may be empty. */
  NativeFloats(INDArray x) {
    this.source = x;
    this.own = x.isEmpty() || x.dataType() == DataType.DOUBLE;
    this.dense = own ? x : Dense.contiguous(x);
    this.pointer = own ? copy(x) : new FloatPointer(Dense.address(dense));
  }

  private static FloatPointer copy(INDArray x) {
    long length = x.isEmpty() ? 0 : x.length();
    FloatPointer out = new FloatPointer(Math.max(1, length));
    float[] stretch = new float[(int) Math.min(STRETCH, length)];
    try (FloatRows rows = new FloatRows(x)) {
      for (long start = 0; start < length; start += STRETCH) {
        int count = (int) Math.min(STRETCH, length - start);
        rows.read(start, count, stretch);
        out.getPointer(start).put(stretch, 0, count);
      }
    }
    return out;
  }

  /** The address of the first value; of use until this is closed. */
  FloatPointer pointer() {
    return pointer;
  }

  @Override
  public void close() {
    if (own) {
      pointer.close();
    }
    Dense.release(dense, source);
  }
}
