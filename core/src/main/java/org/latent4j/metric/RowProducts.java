package org.latent4j.metric;

import org.bytedeco.javacpp.DoublePointer;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.latent4j.kernel.Parallel;

/**
 * Dot products of all rows of a matrix with all rows of another, a few rows at a time: n x n of
 * them never lie in memory together.
 */
final class RowProducts {
  private static final int VALUES = 1 << 20;
  private static final int MOST_ROWS = 256;

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

  private static void visit(Matrix x, Matrix y, boolean upper, int threads, Visitor visitor) {
    int block = Math.max(1, Math.min(MOST_ROWS, VALUES / y.rows()));
    try (DoublePointer left = new DoublePointer(x.values());
        DoublePointer right = new DoublePointer(y.values())) {
      Parallel.blocks(
          x.rows(),
          block,
          threads,
          (from, to) -> {
            int first = upper ? from : 0;
            double[] products = block(x, left, y, right, from, to, first);
            int width = y.rows() - first;
            for (int i = from; i < to; i++) {
              visitor.row(i, products, (i - from) * width - first);
            }
          });
    }
  }

  private static double[] block(
      Matrix x, DoublePointer left, Matrix y, DoublePointer right, int from, int to, int first) {
    int m = to - from;
    int n = y.rows() - first;
    int d = x.columns();
    double[] out = new double[m * n]; // [m, n]
    try (DoublePointer c = new DoublePointer(out.length)) {
      DoublePointer a = left.getPointer((long) from * d);
      DoublePointer b = right.getPointer((long) first * d);
      Gemm.multiply(Form.NT, m, n, d, 1.0, a, d, b, d, 0.0, c, n, 1);
      c.get(out);
    }
    return out;
  }
}
