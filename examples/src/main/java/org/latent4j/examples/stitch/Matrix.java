package org.latent4j.examples.stitch;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.error.Require;
import org.latent4j.kernel.Gemm;

/**
 * A dense float matrix {@code [rows, columns]} that lives twice: on the heap, where loops run, and
 * in native memory, where products run. Whoever writes the one side copies it to the other when it
 * is wanted there. The number of rows may change up to the capacity; nothing is allocated again.
 */
final class Matrix implements AutoCloseable {
  private final int capacity;
  private final int columns;
  private final float[] values;
  private final FloatPointer memory;
  private int rows;

  /** Zeros on both sides; {@code capacity} rows. */
  Matrix(int capacity, int columns) {
    this.capacity = (int) Require.atLeast("Matrix: rows", 1, capacity);
    this.columns = (int) Require.atLeast("Matrix: columns", 1, columns);
    this.rows = capacity;
    this.values = new float[Math.multiplyExact(capacity, columns)];
    this.memory = new FloatPointer(values.length);
    memory.put(values);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** From now on there are {@code count} rows; what stands in them is not to be relied on. */
  Matrix resize(int count) {
    rows = (int) Require.between("Matrix: rows", 0, capacity, count);
    return this;
  }

  /** The values on the heap, row by row; those behind the last row mean nothing. */
  float[] values() {
    return values;
  }

  /** A copy of the rows on the heap. */
  float[] copy() {
    return Arrays.copyOf(values, rows * columns);
  }

  /** Copies the rows from the heap to native memory. */
  Matrix toNative() {
    memory.put(values, 0, rows * columns);
    return this;
  }

  /** Copies the rows from native memory to the heap. */
  Matrix toHeap() {
    memory.get(values, 0, rows * columns);
    return this;
  }

  /**
   * C = op(A) op(B) between the native sides, on one thread; C must have the rows of the product.
   *
   * @throws org.latent4j.error.InputException where C has another shape than the product
   */
  static void multiply(Gemm.Form form, Matrix a, Matrix b, Matrix c) {
    boolean transposed = form == Gemm.Form.TN || form == Gemm.Form.TT;
    int m = transposed ? a.columns : a.rows;
    int k = transposed ? a.rows : a.columns;
    boolean second = form == Gemm.Form.NT || form == Gemm.Form.TT;
    int n = second ? b.rows : b.columns;
    int inner = second ? b.columns : b.rows;
    Require.between("Matrix.multiply " + form + ": inner dimension", k, k, inner);
    Require.between("Matrix.multiply " + form + ": rows of the product", m, m, c.rows);
    Require.between("Matrix.multiply " + form + ": columns of the product", n, n, c.columns);
    Gemm.multiply(
        form, m, n, k, 1f, a.memory, a.columns, b.memory, b.columns, 0f, c.memory, c.columns, 1);
  }

  /** Frees the native side. */
  @Override
  public void close() {
    memory.close();
  }
}
