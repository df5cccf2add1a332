package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.NonFiniteException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The check that an input holds no NaN and no infinity, at the speed of reading it once. */
public final class Finite {
  private static final int STRETCH = 1 << 14;

  private Finite() {}

  /**
   * Returns {@code x} when all its values are finite.
   *
   * @param operation named in the message
   * @param x {@code FLOAT} or {@code DOUBLE}, any shape, order or view; may be empty
   * @throws NonFiniteException naming the value and, for a matrix, its row and column, else its
   *     position; the first one in row-major order
   */
  public static INDArray require(String operation, INDArray x) {
    if (x.isEmpty()) {
      return x;
    }
    long found;
    try (FloatRows rows = new FloatRows(x)) {
      found = rows.isDouble() ? firstDouble(rows, x.length()) : firstFloat(rows, x.length());
    }
    if (found >= 0) {
      throw new NonFiniteException(
          operation, "finite values", valueAt(x, found) + " at " + place(x.shape(), found));
    }
    return x;
  }

  /**
   * Returns {@code values}, rows of {@code columns} each, when all are finite.
   *
   * @throws NonFiniteException naming the first value that is not, its row and its column
   */
  public static float[] require(String operation, float[] values, int columns) {
    int found = Kernels.primitives().nextNonFinite(values, 0, values.length);
    if (found < values.length) {
      throw new NonFiniteException(
          operation,
          "finite values",
          values[found] + " at row " + found / columns + ", column " + found % columns);
    }
    return values;
  }

  private static long firstFloat(FloatRows rows, long length) {
    float[] stretch = new float[(int) Math.min(STRETCH, length)];
    for (long start = 0; start < length; start += STRETCH) {
      int count = (int) Math.min(STRETCH, length - start);
      rows.read(start, count, stretch);
      int t = Kernels.primitives().nextNonFinite(stretch, 0, count);
      if (t < count) {
        return start + t;
      }
    }
    return -1;
  }

  private static long firstDouble(FloatRows rows, long length) {
    double[] stretch = new double[(int) Math.min(STRETCH, length)];
    for (long start = 0; start < length; start += STRETCH) {
      int count = (int) Math.min(STRETCH, length - start);
      rows.readDoubles(start, count, stretch);
      for (int t = 0; t < count; t++) {
        if (!Double.isFinite(stretch[t])) {
          return start + t;
        }
      }
    }
    return -1;
  }

  private static double valueAt(INDArray x, long index) {
    double[] value = new double[1];
    try (FloatRows rows = new FloatRows(x)) {
      rows.readDoubles(index, 1, value);
    }
    return value[0];
  }

  private static String place(long[] shape, long index) {
    long rest = index;
    long[] position = new long[shape.length];
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      position[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return shape.length == 2
        ? "row " + position[0] + ", column " + position[1]
        : "position " + Arrays.toString(position);
  }
}
