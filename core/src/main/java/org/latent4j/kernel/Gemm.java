package org.latent4j.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of row-major matrices: C = alpha op(A) op(B) + beta C, with op the identity or the
 * transpose, in {@code FLOAT} or {@code DOUBLE}, by OpenBLAS.
 *
 * <p>C is cut into fixed tiles of at most {@value #ROWS} x {@value #COLUMNS}; each is one call of
 * OpenBLAS on one thread, so the bits do not depend on the number of threads. With beta = 0 what
 * stands in C is not read. NaN and infinity travel as in IEEE arithmetic.
 *
 * <p>Every method throws {@link IllegalStateException} where OpenBLAS is missing and names the
 * dependency to add.
 */
public final class Gemm {
  /** Rows of a tile: many, because each tile packs its part of B anew (and of A: less costly). */
  static final int ROWS = 2048;

  /** Columns of a tile. */
  static final int COLUMNS = 1024;

  private static final String NAME = "Gemm";

  private Gemm() {}

  /** Which of the two factors are transposed. */
  public enum Form {
    /** A [m, k] times B [k, n]. */
    NN(false, false),
    /** A [m, k] times the transpose of B [n, k]. */
    NT(false, true),
    /** The transpose of A [k, m] times B [k, n]. */
    TN(true, false),
    /** The transpose of A [k, m] times the transpose of B [n, k]. */
    TT(true, true);

    private final boolean transposeA;
    private final boolean transposeB;

    Form(boolean transposeA, boolean transposeB) {
      this.transposeA = transposeA;
      this.transposeB = transposeB;
    }
  }

  /**
   * C = alpha op(A) op(B) + beta C on native memory, from the positions of the pointers on.
   *
   * @param form which factors are transposed
   * @param m rows of C
   * @param n columns of C
   * @param k the inner dimension
   * @param alpha factor of the product
   * @param a A as it lies in memory
   * @param lda distance of two rows of A as it lies, at least its width
   * @param b B as it lies in memory
   * @param ldb distance of two rows of B as it lies
   * @param beta factor of C
   * @param c C, overwritten; must not overlap A or B
   * @param ldc distance of two rows of C, at least n
   * @param threads Java threads to use; does not change a bit
   * @throws InputException for a negative size, a distance below the width, or a pointer whose
   *     limit is known and too small
   */
  public static void multiply(
      Form form,
      int m,
      int n,
      int k,
      float alpha,
      FloatPointer a,
      int lda,
      FloatPointer b,
      int ldb,
      float beta,
      FloatPointer c,
      int ldc,
      int threads) {
    check(form, m, n, k, a, lda, b, ldb, c, ldc);
    run(
        m,
        n,
        threads,
        (i, j, rows, columns) ->
            openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                blas(form.transposeA),
                blas(form.transposeB),
                rows,
                columns,
                k,
                alpha,
                at(a, startOfA(form, i, lda)),
                lda,
                at(b, startOfB(form, j, ldb)),
                ldb,
                beta,
                at(c, (long) i * ldc + j),
                ldc));
  }

  /**
   * C = alpha op(A) op(B) + beta C in double precision; see {@link #multiply(Form, int, int, int,
   * float, FloatPointer, int, FloatPointer, int, float, FloatPointer, int, int)}.
   */
  public static void multiply(
      Form form,
      int m,
      int n,
      int k,
      double alpha,
      DoublePointer a,
      int lda,
      DoublePointer b,
      int ldb,
      double beta,
      DoublePointer c,
      int ldc,
      int threads) {
    check(form, m, n, k, a, lda, b, ldb, c, ldc);
    run(
        m,
        n,
        threads,
        (i, j, rows, columns) ->
            openblas.cblas_dgemm(
                openblas.CblasRowMajor,
                blas(form.transposeA),
                blas(form.transposeB),
                rows,
                columns,
                k,
                alpha,
                at(a, startOfA(form, i, lda)),
                lda,
                at(b, startOfB(form, j, ldb)),
                ldb,
                beta,
                at(c, (long) i * ldc + j),
                ldc));
  }

  /**
   * C = alpha op(A) op(B) + beta C on dense Java arrays, which are copied to native memory and
   * back.
   *
   * @param a m k values
   * @param b k n values
   * @param c m n values, overwritten
   * @throws InputException when an array does not have exactly these many values
   */
  public static void multiply(
      Form form,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      float[] b,
      float beta,
      float[] c,
      int threads) {
    checkLengths(m, n, k, a.length, b.length, c.length);
    try (FloatPointer pa = new FloatPointer(Math.max(1, a.length));
        FloatPointer pb = new FloatPointer(Math.max(1, b.length));
        FloatPointer pc = new FloatPointer(Math.max(1, c.length))) {
      pa.put(a);
      pb.put(b);
      pc.put(c);
      int lda = Math.max(1, form.transposeA ? m : k);
      int ldb = Math.max(1, form.transposeB ? k : n);
      multiply(form, m, n, k, alpha, pa, lda, pb, ldb, beta, pc, Math.max(1, n), threads);
      pc.get(c);
    }
  }

  /** C = alpha op(A) op(B) + beta C on dense Java arrays of doubles, which are copied. */
  public static void multiply(
      Form form,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      double[] b,
      double beta,
      double[] c,
      int threads) {
    checkLengths(m, n, k, a.length, b.length, c.length);
    try (DoublePointer pa = new DoublePointer(Math.max(1, a.length));
        DoublePointer pb = new DoublePointer(Math.max(1, b.length));
        DoublePointer pc = new DoublePointer(Math.max(1, c.length))) {
      pa.put(a);
      pb.put(b);
      pc.put(c);
      int lda = Math.max(1, form.transposeA ? m : k);
      int ldb = Math.max(1, form.transposeB ? k : n);
      multiply(form, m, n, k, alpha, pa, lda, pb, ldb, beta, pc, Math.max(1, n), threads);
      pc.get(c);
    }
  }

  /**
   * A B: {@code [m, k] x [k, n] -> [m, n]}; see {@link #product(Form, INDArray, INDArray, int)}.
   */
  public static INDArray product(INDArray a, INDArray b, int threads) {
    return product(Form.NN, a, b, threads);
  }

  /**
   * op(A) op(B), a new dense array {@code [m, n]} of the type of the factors.
   *
   * @param a a matrix, {@code FLOAT} or {@code DOUBLE}, any order, may be a view or have no rows
   * @param b a matrix of the same type
   * @throws ShapeException when the inner dimensions differ
   * @throws InputException when the types differ or another type comes
   */
  public static INDArray product(Form form, INDArray a, INDArray b, int threads) {
    Require.matrix(NAME, a, -1);
    Require.matrix(NAME, b, -1);
    long m = a.size(form.transposeA ? 1 : 0);
    long k = a.size(form.transposeA ? 0 : 1);
    long n = b.size(form.transposeB ? 0 : 1);
    if (b.size(form.transposeB ? 1 : 0) != k) {
      throw new ShapeException(
          NAME + " " + form,
          "equal inner dimensions",
          Arrays.toString(a.shape()) + " and " + Arrays.toString(b.shape()));
    }
    if (a.dataType() != b.dataType()) {
      throw new InputException(
          NAME + " " + form, "equal types", a.dataType() + " and " + b.dataType());
    }
    INDArray c = Dense.zeros(a.dataType(), m, n);
    if (m > 0 && n > 0 && k > 0) {
      fill(form, Math.toIntExact(m), Math.toIntExact(n), Math.toIntExact(k), a, b, c, threads);
    }
    return c;
  }

  private static void fill(
      Form form, int m, int n, int k, INDArray a, INDArray b, INDArray c, int threads) {
    INDArray denseA = Dense.contiguous(a);
    INDArray denseB = Dense.contiguous(b);
    try {
      int lda = form.transposeA ? m : k;
      int ldb = form.transposeB ? k : n;
      Pointer pa = Dense.address(denseA);
      Pointer pb = Dense.address(denseB);
      Pointer pc = Dense.address(c);
      if (a.dataType() == DataType.FLOAT) {
        FloatPointer x = new FloatPointer(pa);
        FloatPointer y = new FloatPointer(pb);
        multiply(form, m, n, k, 1f, x, lda, y, ldb, 0f, new FloatPointer(pc), n, threads);
      } else {
        DoublePointer x = new DoublePointer(pa);
        DoublePointer y = new DoublePointer(pb);
        multiply(form, m, n, k, 1d, x, lda, y, ldb, 0d, new DoublePointer(pc), n, threads);
      }
    } finally {
      Dense.release(denseA, a);
      Dense.release(denseB, b);
    }
  }

  /** One call of OpenBLAS: the tile that starts at row i and column j. */
  @FunctionalInterface
  private interface Tile {
    void run(int i, int j, int rows, int columns);
  }

  private static void run(int m, int n, int threads, Tile tile) {
    if (m == 0 || n == 0) {
      return;
    }
    int across = (n + COLUMNS - 1) / COLUMNS;
    int down = (m + ROWS - 1) / ROWS;
    // Tiles of nearly equal size, in steps of 16 for the sake of the kernels of OpenBLAS.
    int height = even(m, down);
    int width = even(n, across);
    Parallel.Block task =
        (from, to) -> {
          int i = from / across * height;
          int j = from % across * width;
          tile.run(i, j, Math.min(height, m - i), Math.min(width, n - j));
        };
    int tiles = Math.multiplyExact(down, across);
    SingleBlasThread.run(() -> Parallel.blocks(tiles, 1, threads, task));
  }

  private static int even(int size, int parts) {
    int part = (size + parts - 1) / parts;
    return (part + 15) / 16 * 16;
  }

  /** A new pointer costs microseconds, more than a small product does. */
  private static <P extends Pointer> P at(P x, long offset) {
    return offset == 0 ? x : x.getPointer(offset);
  }

  private static int blas(boolean transpose) {
    return transpose ? openblas.CblasTrans : openblas.CblasNoTrans;
  }

  private static long startOfA(Form form, int i, int lda) {
    return form.transposeA ? i : (long) i * lda;
  }

  private static long startOfB(Form form, int j, int ldb) {
    return form.transposeB ? (long) j * ldb : j;
  }

  private static void check(
      Form form, int m, int n, int k, Pointer a, int lda, Pointer b, int ldb, Pointer c, int ldc) {
    Require.atLeast(NAME + ": m", 0, m);
    Require.atLeast(NAME + ": n", 0, n);
    Require.atLeast(NAME + ": k", 0, k);
    checkPointer("A", a, form.transposeA ? k : m, form.transposeA ? m : k, lda);
    checkPointer("B", b, form.transposeB ? n : k, form.transposeB ? k : n, ldb);
    checkPointer("C", c, m, n, ldc);
  }

  /** Reading beyond the end would end the process, so what is known of the end is used. */
  private static void checkPointer(String name, Pointer x, int rows, int width, int distance) {
    Require.atLeast(NAME + ": distance of the rows of " + name, Math.max(1, width), distance);
    long needed = rows == 0 || width == 0 ? 0 : (rows - 1L) * distance + width;
    long given = x.limit() - x.position();
    if (x.limit() > 0 && given < needed) {
      throw new InputException(
          NAME + ": " + name, "at least " + needed + " values", Long.toString(given));
    }
  }

  private static void checkLengths(int m, int n, int k, int a, int b, int c) {
    boolean fits = (long) m * k == a && (long) k * n == b && (long) m * n == c;
    if (m < 0 || n < 0 || k < 0 || !fits) {
      throw new ShapeException(
          NAME,
          "arrays of m k, k n and m n values for m = " + m + ", n = " + n + ", k = " + k,
          a + ", " + b + " and " + c);
    }
  }
}
