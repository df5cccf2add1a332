package org.latent4j.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scores of stretches of queries against stretches of a corpus, fast and nearly right, larger is
 * nearer; and the scores that decide, pair by pair.
 */
interface Scorer extends AutoCloseable {
  /** Largest squared norm of a row for which no score leaves the range of floats. */
  double LARGEST = 1e37;

  /**
   * Writes {@code [rows, width]} scores to the head of {@code out}: queries from {@code query} on,
   * items of the corpus from {@code item} on.
   *
   * @param scratch native room for rows x width values
   */
  void score(int query, int rows, int item, int width, FloatPointer scratch, float[] out);

  /**
   * The score that decides, larger is nearer: the value of the measure, or the negated distance. It
   * depends on the two rows alone. The judge is for one thread.
   */
  Judge judge();

  /** The value of the measure, nearly right, for what {@link #score} gave for a query. */
  float value(int query, float score);

  /** Whether score(a, b) and score(b, a) are the same thing: one matrix, a symmetric measure. */
  boolean symmetric();

  /** Twice the largest difference of the two scores of a pair, for each query. */
  float margin(int query);

  /** Scores of single pairs. */
  @FunctionalInterface
  interface Judge {
    /** The deciding score of a pair. */
    float score(int query, int item);
  }

  @Override
  void close();

  /** Prepares two matrices that {@link #check} accepts. */
  static Scorer of(String operation, Measure measure, INDArray queries, INDArray corpus) {
    check(operation, queries, corpus);
    return measure.byProduct()
        ? new ProductScorer(operation, measure, queries, corpus)
        : new LoopScorer(operation, measure, queries, corpus);
  }

  /** Checks that both are finite matrices of one width, at least 1. */
  static void check(String operation, INDArray queries, INDArray corpus) {
    Require.matrix(operation, queries, -1);
    Require.atLeast(operation + ": columns", 1, queries.size(1));
    if (corpus.rank() != 2 || corpus.size(1) != queries.size(1)) {
      throw new ShapeException(
          operation, "[m, " + queries.size(1) + "]", Arrays.toString(corpus.shape()));
    }
    Require.matrix(operation, corpus, queries.size(1));
    Finite.require(operation, queries);
    if (corpus != queries) {
      Finite.require(operation, corpus);
    }
  }

  /** Returns the squared norm of a row when it is small enough. */
  static double squaredNorm(String operation, float[] values, int start, int width, long row) {
    return checkNorm(operation, Kernels.dotInDouble(values, start, values, start, width), row);
  }

  /** Returns {@code norm}, the squared norm of a row, when it is small enough. */
  static double checkNorm(String operation, double norm, long row) {
    if (!(norm <= LARGEST)) {
      throw new InputException(
          operation, "rows of a squared norm of at most " + LARGEST, norm + " at row " + row);
    }
    return norm;
  }
}
