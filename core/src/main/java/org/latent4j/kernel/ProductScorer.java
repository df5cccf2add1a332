package org.latent4j.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scores that are inner products of prepared rows, in native memory.
 *
 * <p>Cosine: rows of unit length. Squared Euclidean distance: from both sides the mean of the
 * corpus is taken (distances stay, and what all rows share cannot swamp them); the rows become
 * {@code (x, 1)} and {@code (y, -|y|^2 / 2)}, so the product orders the items y as the distance
 * from x does. What decides is the distance added up from the differences of the rows as they are
 * given: centring rounds, which equal distances and a corpus with rows far away would show.
 */
final class ProductScorer implements Scorer {
  private static final int STRETCH = 256;

  private final String operation;
  private final Measure measure;
  private final int dimension;
  private final int width;
  private final boolean shared;
  private final FloatPointer queries; // [n, width]
  private final FloatPointer corpus; // [m, width]
  private final NativeFloats[] given; // queries and corpus as they are, for distances only
  private final double[] queryNorms; // [n], of the prepared rows
  private final double largestNorm;

  ProductScorer(String operation, Measure measure, INDArray queries, INDArray corpus) {
    this.operation = operation;
    this.measure = measure;
    this.dimension = Math.toIntExact(queries.size(1));
    boolean euclidean = measure == Measure.SQUARED_EUCLIDEAN;
    this.width = euclidean ? dimension + 1 : dimension;
    double[] mean = euclidean ? ColumnStatistics.of(corpus, 1).mean() : new double[dimension];
    double[] norms = new double[Math.toIntExact(corpus.size(0))];
    this.corpus = prepare(corpus, mean, true, norms);
    this.shared = queries == corpus && !euclidean;
    this.queryNorms = shared ? norms : new double[Math.toIntExact(queries.size(0))];
    this.queries = shared ? this.corpus : prepare(queries, mean, false, queryNorms);
    this.largestNorm = Arrays.stream(norms).max().orElse(0);
    this.given =
        euclidean
            ? new NativeFloats[] {new NativeFloats(queries), new NativeFloats(corpus)}
            : new NativeFloats[0];
  }

  private FloatPointer prepare(INDArray x, double[] mean, boolean item, double[] norms) {
    int rows = Math.toIntExact(x.size(0));
    FloatPointer out = new FloatPointer(Math.max(1, (long) rows * width));
    float[] values = new float[STRETCH * dimension];
    float[] prepared = new float[STRETCH * width];
    try (FloatRows source = new FloatRows(x)) {
      for (int from = 0; from < rows; from += STRETCH) {
        int count = Math.min(STRETCH, rows - from);
        source.read((long) from * dimension, count * dimension, values);
        for (int row = 0; row < count; row++) {
          int start = row * dimension;
          norms[from + row] =
              prepareRow(values, start, mean, prepared, row * width, item, from + row);
        }
        FloatPointer target = out.getPointer((long) from * width);
        target.put(prepared, 0, count * width);
      }
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
    return out;
  }

  /** Returns the norm of the prepared row. */
  private double prepareRow(
      float[] values, int from, double[] mean, float[] out, int to, boolean item, int row) {
    if (measure == Measure.SQUARED_EUCLIDEAN) {
      for (int t = 0; t < dimension; t++) {
        values[from + t] = (float) (values[from + t] - mean[t]);
      }
    }
    double norm = Scorer.squaredNorm(operation, values, from, dimension, row);
    double factor = measure == Measure.COSINE && norm > 0 ? 1 / Math.sqrt(norm) : 1;
    for (int t = 0; t < dimension; t++) {
      out[to + t] = (float) (values[from + t] * factor);
    }
    if (measure == Measure.SQUARED_EUCLIDEAN) {
      out[to + dimension] = item ? (float) (-norm / 2) : 1f;
    }
    return factor * Math.sqrt(norm);
  }

  @Override
  public void score(int query, int rows, int item, int count, FloatPointer scratch, float[] out) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasNoTrans,
        openblas.CblasTrans,
        rows,
        count,
        width,
        1f,
        queries.getPointer((long) query * width),
        width,
        corpus.getPointer((long) item * width),
        width,
        0f,
        scratch,
        count);
    scratch.get(out, 0, rows * count);
  }

  @Override
  public Judge judge() {
    float[] x = new float[dimension];
    float[] y = new float[dimension];
    int[] held = {-1};
    // Two pointers that move: a new one for each pair would cost more than the pair.
    boolean euclidean = measure == Measure.SQUARED_EUCLIDEAN;
    FloatPointer atQuery = new FloatPointer(euclidean ? given[0].pointer() : queries);
    FloatPointer atItem = new FloatPointer(euclidean ? given[1].pointer() : corpus);
    return (query, item) -> {
      if (held[0] != query) {
        atQuery.position((long) query * dimension).get(x, 0, dimension);
        held[0] = query;
      }
      atItem.position((long) item * dimension).get(y, 0, dimension);
      return euclidean
          ? -Kernels.squaredEuclidean(x, 0, y, 0, dimension)
          : Kernels.dot(x, 0, y, 0, dimension);
    };
  }

  /**
   * A sum of d rounded products of x and y, in whatever order, is off by at most about d u |x| |y|,
   * u = 2^-24; two such sums by twice that, and a margin is twice the difference. For the distance
   * |x| |y| becomes (|x| + |y|)^2, which also covers what centring rounds.
   */
  @Override
  public float margin(int query) {
    double size =
        measure == Measure.SQUARED_EUCLIDEAN
            ? (queryNorms[query] + largestNorm) * (queryNorms[query] + largestNorm)
            : queryNorms[query] * largestNorm;
    return (float) (4 * (dimension + 4) * 0x1p-24 * size);
  }

  @Override
  public float value(int query, float score) {
    return switch (measure) {
      case COSINE -> Math.max(-1f, Math.min(1f, score));
      case SQUARED_EUCLIDEAN ->
          (float) Math.max(0, queryNorms[query] * queryNorms[query] - 2.0 * score);
      default -> score;
    };
  }

  @Override
  public boolean symmetric() {
    return shared;
  }

  @Override
  public void close() {
    if (!shared) {
      queries.close();
    }
    corpus.close();
    for (NativeFloats rows : given) {
      rows.close();
    }
  }
}
