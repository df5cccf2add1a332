package org.latent4j.kernel;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The LAPACK routines that this package uses, on dense row-major matrices of either floating type.
 * Each runs on one thread of OpenBLAS, overwrites its arguments and returns LAPACK's {@code info}:
 * 0 for done, above 0 for a failure whose meaning depends on the routine.
 *
 * <p>LAPACK works on column-major matrices. A row-major matrix is the column-major one of its
 * transpose, so most routines here ask for the factorisation of the transpose, which needs no
 * copies.
 */
final class Lapack {
  private static final byte THIN = 'S';

  private Lapack() {}

  /** A dense copy of a finite matrix with at most 2^31 - 8 values, for a routine to overwrite. */
  @SuppressWarnings("try") // the scope works by being open
  static INDArray copy(String operation, INDArray x) {
    check(operation, x);
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return x.isEmpty() ? Dense.zeros(x.dataType(), x.shape()) : x.dup('c');
    }
  }

  /** Checks rank, type, size and finiteness. */
  static void check(String operation, INDArray x) {
    Require.matrix(operation, x, -1);
    long size = Math.multiplyHigh(x.size(0), x.size(1)) == 0 ? x.size(0) * x.size(1) : -1;
    if (size < 0 || size > Integer.MAX_VALUE - 8) {
      throw new InputException(
          operation, "at most 2147483639 values", x.size(0) + " x " + x.size(1));
    }
    Finite.require(operation, x);
  }

  /** The distance from 1 to the next number of the type. */
  static double epsilon(DataType type) {
    return type == DataType.DOUBLE ? 0x1.0p-52 : 0x1.0p-23;
  }

  /**
   * Thin singular value decomposition of a [m, n] into u [m, r], s [r], vt [r, n].
   *
   * @param divide whether by divide and conquer (gesdd) or by QR iteration (gesvd)
   */
  static int svd(boolean divide, INDArray a, INDArray u, INDArray s, INDArray vt) {
    int m = size(a, 0);
    int n = size(a, 1);
    int r = Math.min(m, n);
    INDArray scratch = Dense.zeros(a.dataType(), Math.max(2, r));
    int order = openblas.LAPACK_COL_MAJOR;
    // The transpose [n, m] = (vt as it lies) s (u as it lies): left and right change places.
    int info =
        SingleBlasThread.call(
            () -> {
              if (isFloat(a)) {
                FloatPointer pa = floats(a);
                FloatPointer ps = floats(s);
                FloatPointer left = floats(vt);
                FloatPointer right = floats(u);
                return divide
                    ? openblas.LAPACKE_sgesdd(order, THIN, n, m, pa, n, ps, left, n, right, r)
                    : openblas.LAPACKE_sgesvd(
                        order, THIN, THIN, n, m, pa, n, ps, left, n, right, r, floats(scratch));
              }
              DoublePointer pa = doubles(a);
              DoublePointer ps = doubles(s);
              DoublePointer left = doubles(vt);
              DoublePointer right = doubles(u);
              return divide
                  ? openblas.LAPACKE_dgesdd(order, THIN, n, m, pa, n, ps, left, n, right, r)
                  : openblas.LAPACKE_dgesvd(
                      order, THIN, THIN, n, m, pa, n, ps, left, n, right, r, doubles(scratch));
            });
    scratch.close();
    return info;
  }

  /** Householder QR of a [m, n] in place: R on and above the diagonal, reflectors below. */
  static int qr(INDArray a, INDArray tau) {
    int m = size(a, 0);
    int n = size(a, 1);
    int order = openblas.LAPACK_COL_MAJOR;
    return SingleBlasThread.call(
        () ->
            isFloat(a)
                ? openblas.LAPACKE_sgelqf(order, n, m, floats(a), n, floats(tau))
                : openblas.LAPACKE_dgelqf(order, n, m, doubles(a), n, doubles(tau)));
  }

  /** Turns the reflectors in the first r columns of a [m, n] into Q [m, r], in place. */
  static int orthogonal(INDArray a, int r, INDArray tau) {
    int m = size(a, 0);
    int n = size(a, 1);
    int order = openblas.LAPACK_COL_MAJOR;
    return SingleBlasThread.call(
        () ->
            isFloat(a)
                ? openblas.LAPACKE_sorglq(order, r, m, r, floats(a), n, floats(tau))
                : openblas.LAPACKE_dorglq(order, r, m, r, doubles(a), n, doubles(tau)));
  }

  /** Eigenvalues, ascending, of the symmetric a [n, n]; its columns become the eigenvectors. */
  static int symmetricEigen(INDArray a, INDArray values) {
    int n = size(a, 0);
    int order = openblas.LAPACK_ROW_MAJOR;
    byte vectors = 'V';
    byte lower = 'L';
    return SingleBlasThread.call(
        () ->
            isFloat(a)
                ? openblas.LAPACKE_ssyevd(order, vectors, lower, n, floats(a), n, floats(values))
                : openblas.LAPACKE_dsyevd(
                    order, vectors, lower, n, doubles(a), n, doubles(values)));
  }

  /** The lower Cholesky factor of a [n, n] into its lower triangle; the rest is left as it is. */
  static int cholesky(INDArray a) {
    int n = size(a, 0);
    int order = openblas.LAPACK_COL_MAJOR;
    byte upper = 'U';
    return SingleBlasThread.call(
        () ->
            isFloat(a)
                ? openblas.LAPACKE_spotrf(order, upper, n, floats(a), n)
                : openblas.LAPACKE_dpotrf(order, upper, n, doubles(a), n));
  }

  /** Solves op(L) x = b in place of b [n, p], L lower triangular. */
  static void solveLower(INDArray lower, boolean transpose, INDArray b) {
    int n = size(lower, 0);
    int p = size(b, 1);
    int order = openblas.CblasRowMajor;
    int left = openblas.CblasLeft;
    int triangle = openblas.CblasLower;
    int form = transpose ? openblas.CblasTrans : openblas.CblasNoTrans;
    int diagonal = openblas.CblasNonUnit;
    SingleBlasThread.run(
        () -> {
          if (isFloat(lower)) {
            openblas.cblas_strsm(
                order, left, triangle, form, diagonal, n, p, 1, floats(lower), n, floats(b), p);
          } else {
            openblas.cblas_dtrsm(
                order, left, triangle, form, diagonal, n, p, 1, doubles(lower), n, doubles(b), p);
          }
        });
  }

  /**
   * Minimum-norm least squares of a [m, n] and b [max(m, n), p], whose first n rows become the
   * solution.
   *
   * @param cutoff singular values at or below this share of the largest count as zero
   */
  static int leastSquares(INDArray a, INDArray b, double cutoff) {
    int m = size(a, 0);
    int n = size(a, 1);
    int p = size(b, 1);
    INDArray s = Dense.zeros(a.dataType(), Math.min(m, n));
    int order = openblas.LAPACK_ROW_MAJOR;
    try (IntPointer rank = new IntPointer(1)) {
      return SingleBlasThread.call(
          () ->
              isFloat(a)
                  ? openblas.LAPACKE_sgelsd(
                      order, m, n, p, floats(a), n, floats(b), p, floats(s), (float) cutoff, rank)
                  : openblas.LAPACKE_dgelsd(
                      order, m, n, p, doubles(a), n, doubles(b), p, doubles(s), cutoff, rank));
    } finally {
      s.close();
    }
  }

  /**
   * Solves a x = b in place of b [n, p] by LU with partial pivoting.
   *
   * @param condition receives 1 / (estimated condition number in the 1-norm), 0 where singular
   */
  static int solve(INDArray a, INDArray b, double[] condition) {
    int n = size(a, 0);
    int p = size(b, 1);
    int order = openblas.LAPACK_ROW_MAJOR;
    byte norm = '1';
    byte plain = 'N';
    try (IntPointer pivots = new IntPointer(Math.max(1, n));
        FloatPointer narrow = new FloatPointer(1);
        DoublePointer wide = new DoublePointer(1)) {
      return SingleBlasThread.call(
          () -> {
            int info;
            if (isFloat(a)) {
              float size = openblas.LAPACKE_slange(order, norm, n, n, floats(a), n);
              info = openblas.LAPACKE_sgetrf(order, n, n, floats(a), n, pivots);
              if (info == 0) {
                openblas.LAPACKE_sgecon(order, norm, n, floats(a), n, size, narrow);
                condition[0] = narrow.get();
                openblas.LAPACKE_sgetrs(order, plain, n, p, floats(a), n, pivots, floats(b), p);
              }
            } else {
              double size = openblas.LAPACKE_dlange(order, norm, n, n, doubles(a), n);
              info = openblas.LAPACKE_dgetrf(order, n, n, doubles(a), n, pivots);
              if (info == 0) {
                openblas.LAPACKE_dgecon(order, norm, n, doubles(a), n, size, wide);
                condition[0] = wide.get();
                openblas.LAPACKE_dgetrs(order, plain, n, p, doubles(a), n, pivots, doubles(b), p);
              }
            }
            return info;
          });
    }
  }

  /** Multiplies row i of the dense x [n, d] by factors[i]. */
  static void scaleRows(INDArray x, double[] factors) {
    int d = size(x, 1);
    SingleBlasThread.run(
        () -> {
          for (int i = 0; i < factors.length; i++) {
            if (isFloat(x)) {
              openblas.cblas_sscal(d, (float) factors[i], floats(x).getPointer((long) i * d), 1);
            } else {
              openblas.cblas_dscal(d, factors[i], doubles(x).getPointer((long) i * d), 1);
            }
          }
        });
  }

  private static int size(INDArray x, int axis) {
    return Math.toIntExact(x.size(axis));
  }

  private static boolean isFloat(INDArray x) {
    return x.dataType() == DataType.FLOAT;
  }

  private static FloatPointer floats(INDArray dense) {
    return new FloatPointer(Dense.address(dense));
  }

  private static DoublePointer doubles(INDArray dense) {
    return new DoublePointer(Dense.address(dense));
  }
}
