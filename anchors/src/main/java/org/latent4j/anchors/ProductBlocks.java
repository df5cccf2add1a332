package org.latent4j.anchors;

import org.bytedeco.javacpp.DoublePointer;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.SingleBlasThread;

/**
 * Inner products of all rows of a matrix with all rows of another, a block of rows at a time, so
 * that the whole product never lies in memory. The blocks are fixed: no bit depends on the threads.
 */
final class ProductBlocks {
  /** Products of a block: about what a core's own cache holds. */
  private static final int VALUES = 1 << 18;

  private static final int MOST_ROWS = 256;

  private ProductBlocks() {}

  /** Takes the products of the rows {@code from} to {@code to} with all rows of the other side. */
  @FunctionalInterface
  interface Visitor {
    /** {@code products[(i - from) m + j]} is the product of rows i and j. */
    void block(int from, int to, double[] products);
  }

  /**
   * Visits every block; different ones at once from several threads.
   *
   * @param x {@code [n, d]}
   * @param y {@code [m, d]}
   */
  static void visit(double[] x, double[] y, int d, int threads, Visitor visitor) {
    int n = x.length / d;
    int m = y.length / d;
    int block = Math.max(1, Math.min(MOST_ROWS, VALUES / Math.max(1, m)));
    try (DoublePointer left = new DoublePointer(x);
        DoublePointer right = new DoublePointer(y)) {
      Parallel.Block task =
          (from, to) -> {
            int rows = to - from;
            double[] products = new double[rows * m];
            try (DoublePointer out = new DoublePointer((long) rows * m)) {
              // Closing a pointer into another would free both.
              DoublePointer a = left.getPointer((long) from * d);
              Gemm.multiply(Form.NT, rows, m, d, 1.0, a, d, right, d, 0.0, out, m, 1);
              out.get(products);
            }
            visitor.block(from, to, products);
          };
      SingleBlasThread.run(() -> Parallel.blocks(n, block, threads, task));
    }
  }
}
