package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.kernel.Assignment;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code permutation}: each column of X becomes one column of Y, so that the sum of the
 * products X'Y of the matched columns is largest, between centred spaces. For d != d' min(d, d')
 * columns are matched; others are dropped, or stay at their mean.
 *
 * <p>Source: Kuhn 1955 (the assignment); Li et al. 2015, arXiv 1511.07543, section 3.2 (neurons).
 */
public record PermutationTranslation() implements Translation {
  @Override
  public String method() {
    return "permutation";
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, true, run);
    int d = pairs.inputDimension();
    int width = pairs.dimension();
    // Padding with zeros would add matches that count nothing: the rectangle gives the same ones.
    int[] columns = Assignment.maximum(pairs.cross()).columns();
    double[] weight = new double[d * width];
    for (int i = 0; i < d; i++) {
      if (columns[i] >= 0) {
        weight[i * width + columns[i]] = 1;
      }
    }
    return new TranslatorDraft(this, Dense.of(weight, d, width))
        .rank(Math.min(d, width))
        .note(pairs.isometryNote())
        .fitted(pairs);
  }
}
