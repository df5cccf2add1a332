package org.latent4j.examples.crosslingual;

import org.latent4j.metric.CrossRetrieval;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How high row i of one matrix ranks row i of the other among all of its rows, by cosine.
 *
 * @param mrr the mean of 1 / rank; NaN for matrices of different widths
 * @param top1 the share of rank 1; NaN for matrices of different widths
 */
public record RankFigures(double mrr, double top1) {
  /** Ranks every row of {@code items [n, d]} for the same row of {@code queries [n, d]}. */
  static RankFigures of(INDArray queries, INDArray items) {
    if (queries.size(1) != items.size(1)) {
      return new RankFigures(Double.NaN, Double.NaN);
    }
    return new RankFigures(
        CrossRetrieval.mrr().compare(queries, items).value(),
        CrossRetrieval.top1().compare(queries, items).value());
  }
}
