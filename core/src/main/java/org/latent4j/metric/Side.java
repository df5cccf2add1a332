package org.latent4j.metric;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One space of a pair with what is computed of it, each part once and when it is asked for. */
final class Side {
  /** Values that are read at a time. */
  private static final int CHUNK = 1 << 16;

  /** Up to so many rows the mean of all is as good as free, ... */
  private static final int FEW = 4096;

  /** ... of more, so many stretches of so many rows tell where about the rows lie. */
  private static final int STRETCHES = 64;

  private static final int STRETCH = 16;

  final int rows;
  final int width;
  final int threads;
  private final RowSource source;
  private final Lazy<double[]> mean = new Lazy<>(this::computeMean);
  private final Lazy<double[]> roughMean = new Lazy<>(this::computeRoughMean);
  private final Lazy<Matrix> raw = new Lazy<>(this::readAll);
  private final Lazy<Matrix> centred = new Lazy<>(this::readAllCentred);
  private final Lazy<Matrix> unit = new Lazy<>(() -> UnitRows.of(raw()));
  private final Lazy<Basis> centredBasis = new Lazy<>(() -> Basis.of(centred()));
  private final Lazy<Basis> rawBasis = new Lazy<>(() -> Basis.of(raw()));
  private final Lazy<Triangle> distances;
  private final Lazy<Double> median;
  private final Lazy<Triangle> correlations;
  private final Map<Integer, int[]> neighbours = new ConcurrentHashMap<>();

  private Side(RowSource source, int rows, int width, int threads) {
    this.source = source;
    this.rows = rows;
    this.width = width;
    this.threads = threads;
    this.distances = new Lazy<>(() -> Triangle.squaredDistances(centred(), threads));
    this.median = new Lazy<>(() -> RbfKernel.medianOfPositive(squaredDistances().values()));
    this.correlations = new Lazy<>(() -> Triangle.products(UnitRows.ofRowCentred(raw()), threads));
  }

  /** A side of an array, checked. */
  static Side of(String operation, INDArray x, int threads) {
    Require.matrix(operation, x, -1);
    if (x.size(0) < 1 || x.size(1) < 1) {
      throw new ShapeException(
          operation, "at least one row and one column", Arrays.toString(x.shape()));
    }
    Finite.require(operation, x);
    return new Side(
        (from, to, out, stride) -> Dense.read(x, from, to, out, stride),
        Math.toIntExact(x.size(0)),
        Math.toIntExact(x.size(1)),
        threads);
  }

  /** Some rows of this side in another order, computed with a number of threads. */
  Side select(int[] order, int count) {
    Matrix all = raw();
    return new Side(
        (from, to, out, stride) -> {
          for (int i = from; i < to; i++) {
            System.arraycopy(all.values(), all.start(order[i]), out, (i - from) * stride, width);
          }
        },
        order.length,
        width,
        count);
  }

  private Matrix read(int from, int to) {
    return new Matrix(source.rows(from, to, width), to - from, width);
  }

  private Matrix readAll() {
    return read(0, rows);
  }

  private Matrix readAllCentred() {
    return readCentred(0, rows);
  }

  /** Rows {@code from} (inclusive) to {@code to} minus the mean of all rows. */
  Matrix readCentred(int from, int to) {
    Matrix out = Matrix.zeros(to - from, width);
    Parallel.blocks(
        to - from,
        chunk(),
        threads,
        (first, last) -> {
          double[] rows = centredRows(from + first, from + last);
          System.arraycopy(rows, 0, out.values(), out.start(first), rows.length);
        });
    return out;
  }

  /** The same as a new array, read by the calling thread. */
  double[] centredRows(int from, int to) {
    return exactlyCentred().rows(from, to, width);
  }

  /** Rows minus the mean of all. */
  RowSource exactlyCentred() {
    return source.minus(mean());
  }

  /**
   * Rows minus a mean of some of them, for sums that take off what is left of the mean themselves;
   * it saves reading all rows once more.
   */
  RowSource roughlyCentred() {
    return source.minus(roughMean.get());
  }

  private double[] computeRoughMean() {
    if (rows <= FEW) {
      return mean();
    }
    double[] first = source.rows(0, 1, width);
    double[] out = first.clone();
    for (int t = 0; t < STRETCHES; t++) {
      int from = (int) ((long) t * (rows - STRETCH) / (STRETCHES - 1));
      double[] part = sums(read(from, from + STRETCH), first);
      for (int j = 0; j < width; j++) {
        out[j] += part[j] / (STRETCHES * STRETCH);
      }
    }
    return out;
  }

  private int chunk() {
    return Math.max(1, CHUNK / width);
  }

  /** The mean of the rows; that of a constant column is exact, so that it is zero when centred. */
  double[] mean() {
    return mean.get();
  }

  private double[] computeMean() {
    double[] first = source.rows(0, 1, width);
    int chunk = chunk();
    double[][] parts = new double[(rows + chunk - 1) / chunk][];
    Parallel.blocks(
        rows, chunk, threads, (from, to) -> parts[from / chunk] = sums(read(from, to), first));
    double[] out = new double[width];
    for (double[] part : parts) {
      for (int j = 0; j < width; j++) {
        out[j] += part[j];
      }
    }
    for (int j = 0; j < width; j++) {
      out[j] = first[j] + out[j] / rows;
      if (!Double.isFinite(out[j])) {
        throw new InputException(
            "mean of column " + j, "a sum that is finite", Double.toString(out[j]));
      }
    }
    return out;
  }

  private static double[] sums(Matrix block, double[] first) {
    double[] out = new double[first.length];
    for (int i = 0; i < block.rows(); i++) {
      int start = block.start(i);
      for (int j = 0; j < out.length; j++) {
        out[j] += block.values()[start + j] - first[j];
      }
    }
    return out;
  }

  /** All rows. */
  Matrix raw() {
    return raw.get();
  }

  /** All rows minus their mean. */
  Matrix centred() {
    return centred.get();
  }

  /** All rows divided by their norms. */
  Matrix unit() {
    return unit.get();
  }

  /** The singular directions of the centred rows. */
  Basis centredBasis() {
    return centredBasis.get();
  }

  /** The singular directions of the rows as they are. */
  Basis rawBasis() {
    return rawBasis.get();
  }

  /** Squared Euclidean distances of all pairs of rows. */
  Triangle squaredDistances() {
    return distances.get();
  }

  /** The median of the squared distances that are not zero; 1 where all are. */
  double medianSquaredDistance() {
    return median.get();
  }

  /** Pearson correlations of all pairs of rows; 0 with a row of equal values. */
  Triangle correlations() {
    return correlations.get();
  }

  /** The k nearest other rows of each row by cosine, nearest first. */
  int[] neighbours(int k) {
    return neighbours.computeIfAbsent(
        k, count -> NearestRows.of(unit(), unit(), true, count, threads));
  }

  /** The shape, as in messages. */
  @Override
  public String toString() {
    return "[" + rows + ", " + width + "]";
  }
}
