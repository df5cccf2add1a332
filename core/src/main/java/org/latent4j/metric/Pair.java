package org.latent4j.metric;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.latent4j.Lineage;
import org.latent4j.Paired;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two spaces of the same rows, to be compared by several indices: what these have in common (means,
 * decompositions, neighbour lists, distances) is computed once. It holds on to the arrays, which
 * must not change while the pair is in use, and to what was computed: up to some ten times the size
 * of the spaces in double precision, and n² doubles and more for indices that look at all pairs of
 * rows. Thread-safe.
 */
public final class Pair {
  /** Rows that are centred and multiplied at a time. */
  private static final int BLOCK = 4096;

  final Side x;
  final Side y;
  final int threads;
  private final Lazy<INDArray> left;
  private final Lazy<INDArray> right;
  private final Lazy<Moments> moments = new Lazy<>(this::computeMoments);
  private final Lazy<Matrix> overlap;
  private final Lazy<Alignment> centredAlignment = new Lazy<>(() -> Alignment.ofCentred(this));
  private final Lazy<Alignment> rawAlignment = new Lazy<>(() -> Alignment.ofRaw(this));
  private final Map<Integer, int[]> queryNeighbours = new ConcurrentHashMap<>();
  private final Lazy<double[]> ranks;

  private Pair(Lazy<INDArray> left, Lazy<INDArray> right, Side x, Side y, int threads) {
    this.left = left;
    this.right = right;
    this.x = x;
    this.y = y;
    this.threads = threads;
    this.overlap =
        new Lazy<>(() -> x.centredBasis().u().transposedTimes(y.centredBasis().u(), threads));
    this.ranks = new Lazy<>(() -> PairRanks.of(x.unit(), y.unit(), threads));
  }

  /**
   * The pair of two arrays, on all processors.
   *
   * @param left {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}, n and d at least 1
   * @param right {@code [n, d']}
   * @throws ShapeException for different numbers of rows; names both shapes
   * @throws org.latent4j.error.NonFiniteException for a NaN or an infinity
   */
  public static Pair of(INDArray left, INDArray right) {
    return of(left, right, Runtime.getRuntime().availableProcessors());
  }

  /** The pair of two arrays; {@code threads} does not change a bit of what is computed of it. */
  public static Pair of(INDArray left, INDArray right, int threads) {
    return of("Pair.of", left, right, threads);
  }

  /**
   * The pair of two joined spaces.
   *
   * @throws org.latent4j.error.InputException when both are relative to anchors, but not to the
   *     same: names both fingerprints
   */
  public static Pair of(Paired spaces, int threads) {
    Lineage.requireSameAnchors("Pair.of", spaces.left().lineage(), spaces.right().lineage());
    return of(spaces.left().vectors(), spaces.right().vectors(), threads);
  }

  static Pair of(String operation, INDArray left, INDArray right, int threads) {
    Require.atLeast(operation + ": threads", 1, threads);
    Side x = Side.of(operation, left, threads);
    Side y = Side.of(operation, right, threads);
    if (x.rows != y.rows) {
      throw new ShapeException(operation, "the same number of rows on both sides", x + " and " + y);
    }
    return new Pair(new Lazy<>(() -> left), new Lazy<>(() -> right), x, y, threads);
  }

  /** The left space, {@code [n, d]}. */
  public INDArray left() {
    return left.get();
  }

  /** The right space, {@code [n, d']}. */
  public INDArray right() {
    return right.get();
  }

  /** The number of rows, n. */
  public int size() {
    return x.rows;
  }

  /** Some of the rows of both, on one thread. */
  Pair select(int[] rows) {
    return of(x.select(rows, 1), y.select(rows, 1));
  }

  /** The left space as it is against the rows of the right one in another order, on one thread. */
  Pair permuteRight(int[] rows) {
    return of(x, y.select(rows, 1));
  }

  private static Pair of(Side x, Side y) {
    return new Pair(new Lazy<>(() -> array(x)), new Lazy<>(() -> array(y)), x, y, 1);
  }

  private static INDArray array(Side side) {
    return Dense.of(side.raw().values(), side.rows, side.width);
  }

  /** What linear kernels need of the centred spaces. */
  Moments moments() {
    return moments.get();
  }

  private Moments computeMoments() {
    Moments out = new Moments(x.width, y.width, threads);
    for (int from = 0; from < size(); from += BLOCK) {
      int start = from;
      out.accept(
          x.roughlyCentred().from(start),
          y.roughlyCentred().from(start),
          Math.min(BLOCK, size() - from));
    }
    return out;
  }

  /** {@code [r, r']}, the products U_xᵀU_y of the left singular vectors of the centred spaces. */
  Matrix overlap() {
    return overlap.get();
  }

  /** The best rotation of one centred space onto the other. */
  Alignment centredAlignment() {
    return centredAlignment.get();
  }

  /** The best rotation of one space onto the other, both as they are. */
  Alignment rawAlignment() {
    return rawAlignment.get();
  }

  /** The k rows of the right space nearest to each row of the left one by cosine. */
  int[] rightNeighboursOfLeft(int k) {
    return queryNeighbours.computeIfAbsent(
        k, count -> NearestRows.of(x.unit(), y.unit(), false, count, threads));
  }

  /** The rank of row i of the right space for row i of the left one as a query, by cosine. */
  double[] ranks() {
    return ranks.get();
  }
}
