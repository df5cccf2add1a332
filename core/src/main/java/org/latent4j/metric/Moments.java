package org.latent4j.metric;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Gemm.Form;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.SingleBlasThread;

/**
 * What linear kernels of two spaces need to know of their rows, added up in blocks of rows and in
 * memory that does not grow with their number: XᵀY, XᵀX and YᵀY and, with p = ‖x‖² and q = ‖y‖²,
 * the sums of x, y, p, q, pq, p², q², xq, xp, yp and yq. Rows are written as [x, 1, p] and [y, 1,
 * q]; then all of these are entries of three products.
 *
 * <p>Rows should come centred, at least roughly, or large means cancel large means.
 *
 * <p>Source: Song et al., "Feature selection via dependence maximization", 2012, equation 4
 * (HSIC₁); Nguyen, Raghu and Kornblith, 2021, arXiv 2010.15327, equation 3. The form without n x n
 * follows from 1ᵀK̃L̃1 = (K̃1)ᵀ(L̃1), K̃1 = X Xᵀ1 - p.
 */
final class Moments {
  /** What stands behind a row: 1 and its squared norm. */
  private static final int MORE = 2;

  /** The products are cut into tiles of at most so many rows, to be shared by threads, ... */
  private static final int ROWS = 448;

  /** ... and so many columns; wide tiles are the fast ones. */
  private static final int COLUMNS = 1024;

  /** Rows that one task reads, ... */
  private static final int TASK = 256;

  /** ... and values that it centres and stores at a time: what stays in a core's own cache. */
  private static final int CHUNK = 1 << 14;

  private final Part left;
  private final Part right;
  private final int threads;
  private final DoublePointer cross; // [d + 2, d' + 2]
  private long rows;

  /** What belongs to one side. */
  private static final class Part {
    final int width;
    final int stride;
    final DoublePointer own; // [d + 2, d + 2], the upper triangle
    DoublePointer block = new DoublePointer(1); // [m, d + 2], the rows that are being added

    Part(int width) {
      this.width = width;
      stride = width + MORE;
      own = zeros(stride, stride);
    }

    /** Reads m rows into the block. */
    void take(RowSource source, int m, int threads) {
      if (block.capacity() < (long) m * stride) {
        block.close();
        block = new DoublePointer((long) m * stride);
      }
      Parallel.blocks(m, TASK, threads, (from, to) -> store(source, from, to));
    }

    private void store(RowSource source, int from, int to) {
      int step = Math.max(1, CHUNK / stride);
      double[] rows = new double[Math.min(step, to - from) * stride];
      for (int start = from; start < to; start += step) {
        int count = Math.min(step, to - start);
        source.read(start, start + count, rows, stride);
        for (int i = 0; i < count; i++) {
          int end = i * stride + width;
          rows[end] = 1;
          rows[end + 1] = Kernels.dot(rows, i * stride, rows, i * stride, width);
        }
        block.getPointer((long) start * stride).put(rows, 0, count * stride);
      }
    }

    /** The whole product of the rows with themselves. */
    Matrix product() {
      Matrix out = read(own, stride, stride);
      for (int i = 0; i < stride; i++) {
        for (int j = i + 1; j < stride; j++) {
          out.values()[j * stride + i] = out.values()[i * stride + j];
        }
      }
      return out;
    }
  }

  Moments(int leftWidth, int rightWidth, int threads) {
    left = new Part(leftWidth);
    right = new Part(rightWidth);
    cross = zeros(left.stride, right.stride);
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

  /** Adds m rows; the sources are asked for them in stretches, from several threads. */
  void accept(RowSource x, RowSource y, int m) {
    left.take(x, m, threads);
    right.take(y, m, threads);
    rows += m;
    List<Runnable> tiles = new ArrayList<>();
    addProduct(tiles, m);
    addSquare(tiles, left, m);
    addSquare(tiles, right, m);
    Parallel.blocks(tiles.size(), 1, threads, (from, to) -> tiles.get(from).run());
  }

  private void addProduct(List<Runnable> tiles, int m) {
    int[] down = edges(left.stride, ROWS);
    int[] across = edges(right.stride, COLUMNS);
    for (int i = 0; i + 1 < down.length; i++) {
      for (int j = 0; j + 1 < across.length; j++) {
        tiles.add(tile(left, down, i, right, across, j, cross, m));
      }
    }
  }

  private static void addSquare(List<Runnable> tiles, Part part, int m) {
    int[] edges = edges(part.stride, COLUMNS);
    for (int i = 0; i + 1 < edges.length; i++) {
      tiles.add(square(part, edges[i], edges[i + 1], m));
      for (int j = i + 1; j + 1 < edges.length; j++) {
        tiles.add(tile(part, edges, i, part, edges, j, part.own, m));
      }
    }
  }

  private static int[] edges(int width, int most) {
    int parts = (width + most - 1) / most;
    int[] out = new int[parts + 1];
    for (int t = 0; t <= parts; t++) {
      out[t] = (int) ((long) width * t / parts);
    }
    return out;
  }

  /** C += AᵀB for some columns of A and of B. */
  private static Runnable tile(
      Part a, int[] down, int i, Part b, int[] across, int j, DoublePointer c, int m) {
    int height = down[i + 1] - down[i];
    int width = across[j + 1] - across[j];
    DoublePointer from = a.block.getPointer(down[i]);
    DoublePointer by = b.block.getPointer(across[j]);
    DoublePointer to = c.getPointer((long) down[i] * b.stride + across[j]);
    return () ->
        Gemm.multiply(
            Form.TN, height, width, m, 1.0, from, a.stride, by, b.stride, 1.0, to, b.stride, 1);
  }

  /** The upper triangle of C += AᵀA for some columns of A: half of the work of a product. */
  private static Runnable square(Part part, int first, int last, int m) {
    DoublePointer a = part.block.getPointer(first);
    DoublePointer c = part.own.getPointer((long) first * part.stride + first);
    return () ->
        SingleBlasThread.run(
            () ->
                openblas.cblas_dsyrk(
                    openblas.CblasRowMajor,
                    openblas.CblasUpper,
                    openblas.CblasTrans,
                    last - first,
                    m,
                    1,
                    a,
                    part.stride,
                    1,
                    c,
                    part.stride));
  }

  long rows() {
    return rows;
  }

  private Matrix crossProduct() {
    return read(cross, left.stride, right.stride);
  }

  /** HSIC₁ of X and Y. */
  double unbiasedCross() {
    return unbiased(crossProduct());
  }

  /** HSIC₁ of X and X. */
  double unbiasedLeft() {
    return unbiased(left.product());
  }

  /** HSIC₁ of Y and Y. */
  double unbiasedRight() {
    return unbiased(right.product());
  }

  /** HSIC₁ from the product of the rows [x, 1, p] and [y, 1, q]. */
  private double unbiased(Matrix product) {
    int d = product.rows() - MORE;
    int e = product.columns() - MORE;
    double norms = product.at(d + 1, e + 1); // Σ pq
    double trace = -norms;
    double sumX = -product.at(d + 1, e); // -Σ p
    double sumY = -product.at(d, e + 1); // -Σ q
    double both = norms;
    for (int i = 0; i < d; i++) {
      double x = product.at(i, e); // Σ x
      double row = dot(product, i, product, d, e); // (XᵀY)_i · Σ y
      trace += dot(product, i, product, i, e);
      sumX += x * x;
      both += x * (row - product.at(i, e + 1));
    }
    for (int j = 0; j < e; j++) {
      double y = product.at(d, j); // Σ y
      sumY += y * y;
      both -= y * product.at(d + 1, j);
    }
    return Hsic.unbiased((double) rows, trace, sumX, sumY, both);
  }

  /** The dot product of the first n entries of two rows. */
  private static double dot(Matrix a, int i, Matrix b, int j, int n) {
    return Kernels.dot(a.values(), a.start(i), b.values(), b.start(j), n);
  }

  /** ‖X_cᵀY_c‖, exactly centred. */
  double crossNorm() {
    return norm(crossProduct());
  }

  /** ‖X_cᵀX_c‖, exactly centred. */
  double leftNorm() {
    return norm(left.product());
  }

  /** ‖Y_cᵀY_c‖, exactly centred. */
  double rightNorm() {
    return norm(right.product());
  }

  /** ‖P - s tᵀ / n‖ of a product P bordered by the sums s and t; overwrites P. */
  private double norm(Matrix product) {
    int d = product.rows() - MORE;
    int e = product.columns() - MORE;
    double squares = 0;
    for (int i = 0; i < d; i++) {
      double share = product.at(i, e) / rows;
      Kernels.axpy(
          -share, product.values(), product.start(d), product.values(), product.start(i), e);
      squares += dot(product, i, product, i, e);
    }
    return Math.sqrt(squares);
  }
}
