package org.latent4j.kernel;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads stretches of an array's values, in row-major order, into Java arrays, so that a large one
 * is never copied whole. Safe for several threads. Close it after use.
 */
final class FloatRows implements AutoCloseable {
  private final INDArray source;
  private final INDArray dense;
  private final boolean doubles;

  FloatRows(INDArray x) {
    this.source = x;
    this.doubles = x.dataType() == DataType.DOUBLE;
    if (!doubles && x.dataType() != DataType.FLOAT) {
      throw new InputException("values", "FLOAT or DOUBLE", x.dataType().toString());
    }
    this.dense = x.isEmpty() ? x : Dense.contiguous(x);
  }

  /** Copies the values {@code [start, start + count)} to the head of {@code out}, rounded. */
  void read(long start, int count, float[] out) {
    if (count == 0) {
      return;
    }
    if (!doubles) {
      new FloatPointer(Dense.address(dense)).position(start).get(out, 0, count);
      return;
    }
    double[] wide = new double[count];
    readDoubles(start, count, wide);
    for (int t = 0; t < count; t++) {
      out[t] = (float) wide[t];
    }
  }

  /** Copies the values {@code [start, start + count)} to the head of {@code out}. */
  void readDoubles(long start, int count, double[] out) {
    if (count == 0) {
      return;
    }
    if (doubles) {
      new DoublePointer(Dense.address(dense)).position(start).get(out, 0, count);
      return;
    }
    float[] narrow = new float[count];
    read(start, count, narrow);
    for (int t = 0; t < count; t++) {
      out[t] = narrow[t];
    }
  }

  boolean isDouble() {
    return doubles;
  }

  @Override
  public void close() {
    Dense.release(dense, source);
  }
}
