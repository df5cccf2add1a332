package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.kernel.LinearAlgebra;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code l-ortho}: the orthogonal matrix nearest to the least squares solution X⁺Y.
 *
 * <p>Source: Maiorca et al. 2023, arXiv 2311.00664, section 3 ("l-ortho").
 */
public record OrthogonalisedLinear() implements Translation {
  @Override
  public String method() {
    return "l-ortho";
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, false, run);
    INDArray weight = LinearAlgebra.leastSquares(pairs.left(), pairs.right()); // [d, d']
    return new TranslatorDraft(this, Svd.of(weight).polarFactor())
        .rank(Math.min(pairs.inputDimension(), pairs.dimension()))
        .note(pairs.isometryNote())
        .fitted(pairs);
  }
}
