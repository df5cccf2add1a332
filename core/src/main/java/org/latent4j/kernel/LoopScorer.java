package org.latent4j.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Negated distances that no product of matrices gives, pair by pair. */
final class LoopScorer implements Scorer {
  /** Items that are compared with all queries of a block while the first cache holds them. */
  private static final int ITEMS = 32;

  private final boolean manhattan;
  private final int dimension;
  private final boolean shared;
  private final float[] queries; // [n, dimension]
  private final float[] corpus; // [m, dimension]

  LoopScorer(String operation, Measure measure, INDArray queries, INDArray corpus) {
    this.manhattan = measure == Measure.MANHATTAN;
    this.dimension = Math.toIntExact(queries.size(1));
    this.queries = Dense.floats(queries);
    this.shared = queries == corpus;
    this.corpus = shared ? this.queries : Dense.floats(corpus);
    checkNorms(operation, this.queries);
    checkNorms(operation, this.corpus);
  }

  private void checkNorms(String operation, float[] values) {
    for (int start = 0; start < values.length; start += dimension) {
      Scorer.squaredNorm(operation, values, start, dimension, start / dimension);
    }
  }

  @Override
  public void score(int query, int rows, int item, int count, FloatPointer scratch, float[] out) {
    Primitives loops = Kernels.primitives();
    for (int first = 0; first < count; first += ITEMS) {
      int last = Math.min(count, first + ITEMS);
      for (int row = 0; row < rows; row++) {
        int x = (query + row) * dimension;
        for (int column = first; column < last; column++) {
          out[row * count + column] = distance(loops, x, (item + column) * dimension);
        }
      }
    }
  }

  @Override
  public Judge judge() {
    Primitives loops = Kernels.primitives();
    return (query, item) -> distance(loops, query * dimension, item * dimension);
  }

  private float distance(Primitives loops, int x, int y) {
    return manhattan
        ? -loops.manhattan(queries, x, corpus, y, dimension)
        : -loops.chebyshev(queries, x, corpus, y, dimension);
  }

  @Override
  public float margin(int query) {
    return 0;
  }

  @Override
  public float value(int query, float score) {
    return 0f - score;
  }

  @Override
  public boolean symmetric() {
    return shared;
  }

  @Override
  public void close() {
    // Java memory only.
  }
}
