package org.latent4j.quantize.autoencoder;

import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.error.Require;
import org.latent4j.kernel.Gemm;

/**
 * A dense matrix that lives twice: on the heap, where loops run, and in native memory, where
 * products run. Who writes one side copies it to the other when it is wanted there.
 */
final class Twin implements AutoCloseable {
  private final int columns;
  private final float[] values;
  private final FloatPointer memory;
  private int rows;

  /** Zeros; {@code capacity} rows. */
  Twin(int capacity, int columns) {
    this.columns = columns;
    this.rows = capacity;
    this.values = new float[Math.multiplyExact(capacity, columns)];
    this.memory = new FloatPointer(Math.max(1, values.length));
    memory.put(values);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** From now on there are {@code count} rows; what stands in them is not to be relied on. */
  Twin resize(int count) {
    rows = (int) Require.between("Twin: rows", 0, values.length / columns, count);
    return this;
  }

  /** The values on the heap, row by row. */
  float[] values() {
    return values;
  }

  /** Copies the rows to native memory. */
  Twin toNative() {
    memory.put(values, 0, rows * columns);
    return this;
  }

  /** Copies the rows to the heap. */
  Twin toHeap() {
    memory.get(values, 0, rows * columns);
    return this;
  }

  /** C = op(A) op(B) on the native sides. */
  static void multiply(Gemm.Form form, Twin a, Twin b, Twin c, int threads) {
    int k = form == Gemm.Form.TN ? a.rows : a.columns;
    Gemm.multiply(
        form, c.rows, c.columns, k, 1f, a.memory, a.columns, b.memory, b.columns, 0f, c.memory,
        c.columns, threads);
  }

  @Override
  public void close() {
    memory.close();
  }
}
