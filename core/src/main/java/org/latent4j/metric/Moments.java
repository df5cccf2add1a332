package org.latent4j.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.Parallel;

/**
 * What linear kernels of two spaces need to know of their rows, added up in blocks of rows and in
 * memory that does not grow with their number: XᵀY, XᵀX and YᵀY and, with p = ‖x‖² and q = ‖y‖²,
 * the sums of x, y, p, q, pq, p², q², xq, xp, yp and yq.
 *
 * <p>Rows should come centred, at least roughly, or large means cancel large means.
 *
 * <p>Source: Song et al., "Feature selection via dependence maximization", 2012, equation 4
 * (HSIC₁); Nguyen, Raghu and Kornblith, 2021, arXiv 2010.15327, equation 3. The form without n x n
 * follows from 1ᵀK̃L̃1 = (K̃1)ᵀ(L̃1), K̃1 = X Xᵀ1 - p.
 */
final class Moments {
  /** Products are cut into tiles of about this many columns. */
  private static final int TILE = 128;

  private final Part left;
  private final Part right;
  private final int threads;
  private final DoublePointer cross; // [d, d'], XᵀY
  private double products; // Σ pq
  private long rows;

  /** What belongs to one side. Products lie in native memory, where they are added to. */
  private static final class Part {
    final int width;
    final DoublePointer own; // [d, d], the upper tiles of XᵀX
    final DoublePointer sums; // [3, d], Σ x, Σ x p and Σ x q
    double norms; // Σ p
    double squares; // Σ p²

    Part(int width) {
      this.width = width;
      own = zeros(width, width);
      sums = zeros(3, width);
    }

    double[] sum(int which) {
      double[] out = new double[width];
      sums.getPointer((long) which * width).get(out);
      return out;
    }

    /** XᵀX. */
    Matrix whole() {
      Matrix out = read(own, width, width);
      for (int i = 0; i < width; i++) {
        for (int j = i + 1; j < width; j++) {
          out.values()[j * width + i] = out.values()[i * width + j];
        }
      }
      return out;
    }
  }

  Moments(int leftWidth, int rightWidth, int threads) {
    left = new Part(leftWidth);
    right = new Part(rightWidth);
    cross = zeros(leftWidth, rightWidth);
    this.threads = threads;
  }

  private static DoublePointer zeros(long rows, long columns) {
    DoublePointer out = new DoublePointer(rows * columns);
    Pointer.memset(out, 0, rows * columns * Double.BYTES);
    return out;
  }

  private static Matrix read(DoublePointer from, int rows, int columns) {
    Matrix out = Matrix.zeros(rows, columns);
    from.get(out.values());
    return out;
  }

  /** Adds rows: {@code x} {@code [m, d]}, {@code y} {@code [m, d']}. */
  void accept(double[] x, double[] y, int m) {
    double[] p = squaredNorms(x, m, left.width);
    double[] q = squaredNorms(y, m, right.width);
    double[] weights = new double[3 * m]; // [3, m]: 1, p, q
    Arrays.fill(weights, 0, m, 1);
    System.arraycopy(p, 0, weights, m, m);
    System.arraycopy(q, 0, weights, 2 * m, m);
    left.norms += Sums.of(p);
    left.squares += Sums.ofProducts(p, p);
    right.norms += Sums.of(q);
    right.squares += Sums.ofProducts(q, q);
    products += Sums.ofProducts(p, q);
    rows += m;
    try (DoublePointer px = new DoublePointer(x);
        DoublePointer py = new DoublePointer(y);
        DoublePointer pw = new DoublePointer(weights)) {
      addProducts(px, py, pw, m);
    }
  }

  private static double[] squaredNorms(double[] x, int m, int width) {
    double[] out = new double[m];
    for (int i = 0; i < m; i++) {
      out[i] = Kernels.dot(x, i * width, x, i * width, width);
    }
    return out;
  }

  private void addProducts(DoublePointer x, DoublePointer y, DoublePointer weights, int m) {
    int d = left.width;
    int e = right.width;
    List<Runnable> tiles = new ArrayList<>();
    int[] a = edges(d);
    int[] b = edges(e);
    addTiles(tiles, false, x, d, a, y, e, b, m, cross);
    addTiles(tiles, true, x, d, a, x, d, a, m, left.own);
    addTiles(tiles, true, y, e, b, y, e, b, m, right.own);
    tiles.add(() -> multiply(Form.NN, 3, d, m, weights, m, x, d, left.sums, d));
    tiles.add(() -> multiply(Form.NN, 3, e, m, weights, m, y, e, right.sums, e));
    Parallel.blocks(tiles.size(), 1, threads, (from, to) -> tiles.get(from).run());
  }

  private static void addTiles(
      List<Runnable> tiles,
      boolean upper,
      DoublePointer x,
      int d,
      int[] a,
      DoublePointer y,
      int e,
      int[] b,
      int m,
      DoublePointer c) {
    for (int i = 0; i + 1 < a.length; i++) {
      for (int j = upper ? i : 0; j + 1 < b.length; j++) {
        int height = a[i + 1] - a[i];
        int width = b[j + 1] - b[j];
        DoublePointer from = x.getPointer(a[i]);
        DoublePointer by = y.getPointer(b[j]);
        DoublePointer to = c.getPointer((long) a[i] * e + b[j]);
        tiles.add(() -> multiply(Form.TN, height, width, m, from, d, by, e, to, e));
      }
    }
  }

  /** C += op(A) B. */
  private static void multiply(
      Form form,
      int m,
      int n,
      int k,
      DoublePointer a,
      int lda,
      DoublePointer b,
      int ldb,
      DoublePointer c,
      int ldc) {
    Gemm.multiply(form, m, n, k, 1.0, a, lda, b, ldb, 1.0, c, ldc, 1);
  }

  private static int[] edges(int width) {
    int parts = (width + TILE - 1) / TILE;
    int[] out = new int[parts + 1];
    for (int t = 0; t <= parts; t++) {
      out[t] = (int) ((long) width * t / parts);
    }
    return out;
  }

  long rows() {
    return rows;
  }

  /** HSIC₁ of X and Y. */
  double unbiasedCross() {
    Matrix xy = read(cross, left.width, right.width);
    return unbiased(xy, products, left, left.sum(2), right, right.sum(1));
  }

  /** HSIC₁ of X and X. */
  double unbiasedLeft() {
    return unbiased(left.whole(), left.squares, left, left.sum(1), left, left.sum(1));
  }

  /** HSIC₁ of Y and Y. */
  double unbiasedRight() {
    return unbiased(right.whole(), right.squares, right, right.sum(2), right, right.sum(2));
  }

  private double unbiased(
      Matrix product, double normProducts, Part x, double[] xq, Part y, double[] yp) {
    double[] s = x.sum(0);
    double[] t = y.sum(0);
    double trace = product.squaredNorm() - normProducts;
    double sumX = Sums.ofProducts(s, s) - x.norms;
    double sumY = Sums.ofProducts(t, t) - y.norms;
    double both =
        bilinear(s, product, t) - Sums.ofProducts(s, xq) - Sums.ofProducts(t, yp) + normProducts;
    return Hsic.unbiased((double) rows, trace, sumX, sumY, both);
  }

  private static double bilinear(double[] u, Matrix m, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += u[i] * Kernels.dot(m.values(), m.start(i), v, 0, v.length);
    }
    return sum;
  }

  /** ‖X_cᵀY_c‖, exactly centred. */
  double crossNorm() {
    return norm(read(cross, left.width, right.width), left.sum(0), right.sum(0));
  }

  /** ‖X_cᵀX_c‖, exactly centred. */
  double leftNorm() {
    return norm(left.whole(), left.sum(0), left.sum(0));
  }

  /** ‖Y_cᵀY_c‖, exactly centred. */
  double rightNorm() {
    return norm(right.whole(), right.sum(0), right.sum(0));
  }

  /** ‖P - s tᵀ / n‖; overwrites P. */
  private double norm(Matrix product, double[] s, double[] t) {
    for (int i = 0; i < s.length; i++) {
      Kernels.axpy(-s[i] / rows, t, 0, product.values(), product.start(i), t.length);
    }
    return Math.sqrt(product.squaredNorm());
  }
}
