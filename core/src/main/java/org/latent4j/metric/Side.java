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
  private static final int BLOCK = 1024;

  final int rows;
  final int width;
  final int threads;
  private final Source source;
  private final Lazy<double[]> mean = new Lazy<>(this::computeMean);
  private final Lazy<Matrix> raw = new Lazy<>(this::readAll);
  private final Lazy<Matrix> centred = new Lazy<>(this::readAllCentred);
  private final Lazy<Matrix> unit = new Lazy<>(() -> UnitRows.of(raw()));
  private final Lazy<Basis> centredBasis = new Lazy<>(() -> Basis.of(centred()));
  private final Lazy<Basis> rawBasis = new Lazy<>(() -> Basis.of(raw()));
  private final Lazy<Triangle> distances;
  private final Lazy<Double> median;
  private final Lazy<Triangle> correlations;
  private final Map<Integer, int[]> neighbours = new ConcurrentHashMap<>();

  /** Where rows come from. */
  @FunctionalInterface
  interface Source {
    /** Rows {@code from} (inclusive) to {@code to}, a new array. */
    double[] read(int from, int to);
  }

  private Side(Source source, int rows, int width, int threads) {
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
        (from, to) -> Dense.doubles(x, from, to),
        Math.toIntExact(x.size(0)),
        Math.toIntExact(x.size(1)),
        threads);
  }

  /** Some rows of this side in another order, computed with a number of threads. */
  Side select(int[] order, int count) {
    Matrix all = raw();
    return new Side(
        (from, to) -> {
          double[] out = new double[(to - from) * width];
          for (int i = from; i < to; i++) {
            System.arraycopy(all.values(), all.start(order[i]), out, (i - from) * width, width);
          }
          return out;
        },
        order.length,
        width,
        count);
  }

  private Matrix read(int from, int to) {
    return new Matrix(source.read(from, to), to - from, width);
  }

  private Matrix readAll() {
    return read(0, rows);
  }

  private Matrix readAllCentred() {
    return readCentred(0, rows);
  }

  /** Rows {@code from} (inclusive) to {@code to} minus the mean of all rows. */
  Matrix readCentred(int from, int to) {
    double[] means = mean();
    Matrix out = Matrix.zeros(to - from, width);
    Parallel.blocks(
        to - from,
        BLOCK / 4,
        threads,
        (first, last) -> {
          double[] block = source.read(from + first, from + last);
          int start = out.start(first);
          for (int i = 0; i < block.length; i += width) {
            for (int j = 0; j < width; j++) {
              out.values()[start + i + j] = block[i + j] - means[j];
            }
          }
        });
    return out;
  }

  /** The mean of the rows; that of a constant column is exact, so that it is zero when centred. */
  double[] mean() {
    return mean.get();
  }

  private double[] computeMean() {
    double[] first = source.read(0, 1);
    double[][] parts = new double[(rows + BLOCK - 1) / BLOCK][];
    Parallel.blocks(
        rows, BLOCK, threads, (from, to) -> parts[from / BLOCK] = sums(read(from, to), first));
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
