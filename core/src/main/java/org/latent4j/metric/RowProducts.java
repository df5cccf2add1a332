package org.latent4j.metric;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.DoublePointer;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.latent4j.kernel.Parallel;

/**
 * Dot products of all rows of a matrix with all rows of another, a few rows at a time: n x n of
 * them never lie in memory together.
 */
final class RowProducts {
  private static final int VALUES = 1 << 19;
  private static final int MOST_ROWS = 128;

  private RowProducts() {}

  /** Takes the products of one row. */
  @FunctionalInterface
  interface Visitor {
    /** {@code products[start + j]} is the product of row {@code i} with row j of the other. */
    void row(int i, double[] products, int start);
  }

  /** Visits all rows of {@code x}; those of different blocks at once from several threads. */
  static void visit(Matrix x, Matrix y, int threads, Visitor visitor) {
    visit(x, y, false, threads, visitor);
  }

  /** Visits all rows of {@code x}; only the products with rows j > i of itself are there. */
  static void visitUpper(Matrix x, int threads, Visitor visitor) {
    visit(x, x, true, threads, visitor);
  }

  /** Memory for the products of one block, used again for later ones. */
  private static final class Buffer {
    final double[] products;
    final DoublePointer memory;

    Buffer(int size) {
      products = new double[size];
      memory = new DoublePointer(size);
    }
  }

  private static void visit(Matrix x, Matrix y, boolean upper, int threads, Visitor visitor) {
    int block = Math.max(1, Math.min(MOST_ROWS, VALUES / y.rows()));
    Queue<Buffer> buffers = new ConcurrentLinkedQueue<>();
    try (DoublePointer left = new DoublePointer(x.values());
        DoublePointer right = new DoublePointer(y.values())) {
      Parallel.blocks(
          x.rows(),
          block,
          threads,
          (from, to) -> {
            Buffer free = buffers.poll();
            Buffer buffer = free == null ? new Buffer(block * y.rows()) : free;
            int first = upper ? from : 0;
            int width = y.rows() - first;
            multiply(x, left, from, to, right, first, width, buffer);
            for (int i = from; i < to; i++) {
              visitor.row(i, buffer.products, (i - from) * width - first);
            }
            buffers.add(buffer);
          });
    } finally {
      buffers.forEach(buffer -> buffer.memory.close());
    }
  }

  private static void multiply(
      Matrix x,
      DoublePointer left,
      int from,
      int to,
      DoublePointer right,
      int first,
      int width,
      Buffer buffer) {
    int m = to - from;
    int d = x.columns();
    DoublePointer a = left.getPointer((long) from * d);
    DoublePointer b = right.getPointer((long) first * d);
    Gemm.multiply(Form.NT, m, width, d, 1.0, a, d, b, d, 0.0, buffer.memory, width, 1);
    buffer.memory.get(buffer.products, 0, m * width);
  }
}
