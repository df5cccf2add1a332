package org.latent4j.examples.words;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How well words are found.
 *
 * @param crossJaccard likeness of the neighbours of both vectors of a word
 * @param mrrAtK mean of 1/rank, 0 beyond the tenth
 * @param mrr mean of 1/rank
 * @param top1 share of words that come first
 * @param meanCosine mean cosine of both vectors of a word; rank no method by it: centring lowers it
 *     while more is found
 */
public record WordFigures(
    double crossJaccard, double mrrAtK, double mrr, double top1, double meanCosine) {
  /** The mean of each figure; at least one. */
  static WordFigures mean(List<WordFigures> all) {
    return new WordFigures(
        mean(all, WordFigures::crossJaccard),
        mean(all, WordFigures::mrrAtK),
        mean(all, WordFigures::mrr),
        mean(all, WordFigures::top1),
        mean(all, WordFigures::meanCosine));
  }

  private static double mean(List<WordFigures> all, ToDoubleFunction<WordFigures> figure) {
    return all.stream().mapToDouble(figure).average().orElseThrow();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "cross-jaccard %.4f, mrr-at-k %.4f, mrr %.4f, top-1 %.4f, mean-cosine %.4f",
        crossJaccard,
        mrrAtK,
        mrr,
        top1,
        meanCosine);
  }
}
