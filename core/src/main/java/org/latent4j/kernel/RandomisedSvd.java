package org.latent4j.kernel;

import java.util.Arrays;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The leading part of a singular value decomposition by random projection and power iterations:
 * much cheaper than {@link Svd} where few of many singular directions are wanted, and accurate
 * where the singular values fall off behind them.
 *
 * <p>Source: Halko, Martinsson and Tropp, 2011, arXiv 0909.4061, algorithms 4.4 and 5.1.
 *
 * @param rank how many singular values and vectors, at least 1; min(m, n) at most are returned
 * @param oversampling additional random directions, at least 0; 10 is usual
 * @param iterations power iterations, each with QR between the products, at least 0; 4 is usual
 * @param seed seed of the random directions
 * @param threads threads for the products, at least 1; does not change a bit
 */
public record RandomisedSvd(int rank, int oversampling, int iterations, long seed, int threads) {
  private static final String NAME = "RandomisedSvd";

  /** Checks the ranges. */
  public RandomisedSvd {
    Require.atLeast(NAME + ": rank", 1, rank);
    Require.atLeast(NAME + ": oversampling", 0, oversampling);
    Require.atLeast(NAME + ": iterations", 0, iterations);
    Require.atLeast(NAME + ": threads", 1, threads);
  }

  /** Ten additional directions, four power iterations, one thread. */
  public static RandomisedSvd of(int rank, long seed) {
    return new RandomisedSvd(rank, 10, 4, seed, 1);
  }

  /**
   * The leading r = min(rank, m, n) singular values and vectors of {@code a [m, n]}: {@code u [m,
   * r]}, {@code s [r]}, {@code vt [r, n]}.
   *
   * @throws org.latent4j.error.ShapeException when {@code a} is not a matrix
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  public Svd decompose(INDArray a) {
    Lapack.check(NAME, a);
    long smaller = Math.min(a.size(0), a.size(1));
    long wanted = Math.min((long) rank + oversampling, smaller);
    if (wanted == smaller) {
      // All directions: nothing is left to chance, and nothing can be saved.
      return leading(Svd.of(a));
    }
    INDArray x = Dense.contiguous(a);
    try {
      return decompose(LinearOperator.of(x), Math.toIntExact(wanted));
    } finally {
      Dense.release(x, a);
    }
  }

  /**
   * The leading singular values and vectors of a matrix that is known by its products; see {@link
   * #decompose(INDArray)}. Where all directions are wanted the matrix is made dense.
   */
  public Svd decompose(LinearOperator a) {
    long smaller = Math.min(a.rows(), a.columns());
    long wanted = Math.min((long) rank + oversampling, smaller);
    if (wanted < smaller) {
      return decompose(a, Math.toIntExact(wanted));
    }
    INDArray identity = identity(a.dataType(), Math.toIntExact(a.columns()));
    INDArray dense = a.times(identity, threads); // [m, n]
    identity.close();
    try {
      return decompose(dense);
    } finally {
      dense.close();
    }
  }

  private Svd decompose(LinearOperator a, int l) {
    INDArray q = range(a, l); // [m, l]
    INDArray projected = a.transposedTimes(q, threads); // [n, l]
    INDArray small = projected.transpose(); // [l, n]
    Svd inner = Svd.of(small);
    Svd whole = new Svd(multiply(q, inner.u()), inner.singularValues(), inner.vt());
    projected.close();
    return leading(whole);
  }

  private static INDArray identity(DataType type, int n) {
    double[] values = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      values[i * n + i] = 1;
    }
    return Dense.of(type, values, n, n);
  }

  /** Orthonormal columns that nearly span the leading left singular vectors. */
  private INDArray range(LinearOperator a, int l) {
    INDArray omega = normal(a.dataType(), Math.toIntExact(a.columns()), l); // [n, l]
    INDArray q = orthonormal(a.times(omega, threads)); // [m, l]
    omega.close();
    for (int i = 0; i < iterations; i++) {
      INDArray z = orthonormal(a.transposedTimes(q, threads)); // [n, l]
      q.close();
      q = orthonormal(a.times(z, threads)); // [m, l]
      z.close();
    }
    return q;
  }

  private INDArray normal(DataType type, int n, int l) {
    RandomStream stream = new RandomStream(seed);
    double[] values = new double[Math.multiplyExact(n, l)];
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.normal();
    }
    return Dense.of(type, values, n, l);
  }

  private static INDArray orthonormal(INDArray y) {
    Qr qr = Qr.of(y);
    y.close();
    qr.r().close();
    return qr.q();
  }

  private INDArray multiply(INDArray a, INDArray b) {
    INDArray product = Gemm.product(a, b, threads);
    a.close();
    b.close();
    return product;
  }

  private Svd leading(Svd svd) {
    int r = (int) Math.min(rank, svd.singularValues().length());
    if (r == svd.singularValues().length()) {
      return svd;
    }
    INDArray u = Lapack.copy(NAME, Dense.columns(svd.u(), 0, r)); // [m, r]
    INDArray vt = Lapack.copy(NAME, Dense.rows(svd.vt(), 0, r)); // [r, n]
    double[] sigma = Arrays.copyOf(svd.sigma(), r);
    return new Svd(u, Dense.of(u.dataType(), sigma, r), vt);
  }
}
