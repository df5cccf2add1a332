package org.latent4j.metric;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
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
 * <p>Source: Song et al., "Feature selection via dependence maximization", 2012, equation 4 (HSIC₁);
 * Nguyen, Raghu and Kornblith, 2021, arXiv 2010.15327, equation 3. The form without n x n follows
 * from 1ᵀK̃L̃1 = (K̃1)ᵀ(L̃1), K̃1 = X Xᵀ1 - p.
 */
final class Moments {
  /** Products are cut into tiles of about this many columns. */
  private static final int TILE = 256;

  private final Part left;
  private final Part right;
  private final int threads;
  final Matrix cross; // [d, d'], XᵀY
  private double pq;
  private long rows;

  /** What belongs to one side. */
  private static final class Part {
    final int width;
    final Matrix own; // [d, d], the upper triangle of tiles of XᵀX
    final double[] sum; // Σ x
    final double[] byOwn; // Σ x p
    final double[] byOther; // Σ x q
    double norms; // Σ p
    double squares; // Σ p²

    Part(int width) {
      this.width = width;
      own = Matrix.zeros(width, width);
      sum = new double[width];
      byOwn = new double[width];
      byOther = new double[width];
    }

    void add(double[] block, double[] p, double[] q) {
      for (int i = 0; i < p.length; i++) {
        int start = i * width;
        for (int j = 0; j < width; j++) {
          double value = block[start + j];
          sum[j] += value;
          byOwn[j] += value * p[i];
          byOther[j] += value * q[i];
        }
        norms += p[i];
        squares += p[i] * p[i];
      }
    }
  }

  Moments(int leftWidth, int rightWidth, int threads) {
    left = new Part(leftWidth);
    right = new Part(rightWidth);
    cross = Matrix.zeros(leftWidth, rightWidth);
    this.threads = threads;
  }

  /** Adds rows: {@code x} {@code [m, d]}, {@code y} {@code [m, d']}. */
  void accept(double[] x, double[] y, int m) {
    double[] p = squaredNorms(x, m, left.width);
    double[] q = squaredNorms(y, m, right.width);
    Parallel.blocks(
        2,
        1,
        threads,
        (from, to) -> {
          if (from == 0) {
            left.add(x, p, q);
          } else {
            right.add(y, q, p);
          }
        });
    pq += Sums.ofProducts(p, q);
    rows += m;
    addProducts(x, y, m);
  }

  private static double[] squaredNorms(double[] x, int m, int width) {
    double[] out = new double[m];
    for (int i = 0; i < m; i++) {
      out[i] = Kernels.dot(x, i * width, x, i * width, width);
    }
    return out;
  }

  private void addProducts(double[] x, double[] y, int m) {
    int d = left.width;
    int e = right.width;
    int[] a = edges(d);
    int[] b = edges(e);
    try (DoublePointer px = new DoublePointer(x);
        DoublePointer py = new DoublePointer(y);
        DoublePointer xy = new DoublePointer(cross.values());
        DoublePointer xx = new DoublePointer(left.own.values());
        DoublePointer yy = new DoublePointer(right.own.values())) {
      int na = a.length - 1;
      int nb = b.length - 1;
      Parallel.blocks(
          na * nb + na * na + nb * nb,
          1,
          threads,
          (from, to) -> {
            if (from < na * nb) {
              tile(px, d, a, from / nb, py, e, b, from % nb, m, xy);
            } else if (from < na * nb + na * na) {
              int t = from - na * nb;
              upperTile(px, d, a, t / na, t % na, m, xx);
            } else {
              int t = from - na * nb - na * na;
              upperTile(py, e, b, t / nb, t % nb, m, yy);
            }
          });
      xy.get(cross.values());
      xx.get(left.own.values());
      yy.get(right.own.values());
    }
  }

  private static int[] edges(int width) {
    int parts = (width + TILE - 1) / TILE;
    int[] out = new int[parts + 1];
    for (int t = 0; t <= parts; t++) {
      out[t] = (int) ((long) width * t / parts);
    }
    return out;
  }

  private static void upperTile(
      DoublePointer x, int d, int[] edges, int i, int j, int m, DoublePointer c) {
    if (i <= j) {
      tile(x, d, edges, i, x, d, edges, j, m, c);
    }
  }

  private static void tile(
      DoublePointer x,
      int d,
      int[] a,
      int i,
      DoublePointer y,
      int e,
      int[] b,
      int j,
      int m,
      DoublePointer c) {
    Gemm.multiply(
        Form.TN,
        a[i + 1] - a[i],
        b[j + 1] - b[j],
        m,
        1.0,
        x.getPointer(a[i]),
        d,
        y.getPointer(b[j]),
        e,
        1.0,
        c.getPointer((long) a[i] * e + b[j]),
        e,
        1);
  }

  long rows() {
    return rows;
  }

  /** HSIC₁ of X and Y. */
  double unbiasedCross() {
    return unbiased(cross.squaredNorm(), pq, left, left.byOther, right, right.byOther, cross);
  }

  /** HSIC₁ of X and X. */
  double unbiasedLeft() {
    return unbiasedOwn(left);
  }

  /** HSIC₁ of Y and Y. */
  double unbiasedRight() {
    return unbiasedOwn(right);
  }

  private double unbiasedOwn(Part part) {
    Matrix own = whole(part.own);
    return unbiased(own.squaredNorm(), part.squares, part, part.byOwn, part, part.byOwn, own);
  }

  private double unbiased(
      double squaredNorm,
      double products,
      Part x,
      double[] xq,
      Part y,
      double[] yp,
      Matrix product) {
    double trace = squaredNorm - products;
    double sumX = Sums.ofProducts(x.sum, x.sum) - x.norms;
    double sumY = Sums.ofProducts(y.sum, y.sum) - y.norms;
    double both =
        bilinear(x.sum, product, y.sum)
            - Sums.ofProducts(x.sum, xq)
            - Sums.ofProducts(y.sum, yp)
            + products;
    return Hsic.unbiased(rows, trace, sumX, sumY, both);
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
    return Math.sqrt(centred(cross, left.sum, right.sum).squaredNorm());
  }

  /** ‖X_cᵀX_c‖, exactly centred. */
  double leftNorm() {
    return Math.sqrt(centred(whole(left.own), left.sum, left.sum).squaredNorm());
  }

  /** ‖Y_cᵀY_c‖, exactly centred. */
  double rightNorm() {
    return Math.sqrt(centred(whole(right.own), right.sum, right.sum).squaredNorm());
  }

  private Matrix centred(Matrix product, double[] u, double[] v) {
    Matrix out = new Matrix(product.values().clone(), product.rows(), product.columns());
    for (int i = 0; i < u.length; i++) {
      Kernels.axpy(-u[i] / rows, v, 0, out.values(), out.start(i), v.length);
    }
    return out;
  }

  /** The symmetric matrix of which the upper tiles are given. */
  private static Matrix whole(Matrix upper) {
    int d = upper.rows();
    Matrix out = new Matrix(Arrays.copyOf(upper.values(), upper.values().length), d, d);
    for (int i = 0; i < d; i++) {
      for (int j = i + 1; j < d; j++) {
        out.values()[j * d + i] = out.values()[i * d + j];
      }
    }
    return out;
  }
}
