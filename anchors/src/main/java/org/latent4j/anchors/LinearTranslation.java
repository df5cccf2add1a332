package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The methods {@code linear} and {@code affine}: W = X⁺Y, the least squares solution of smallest
 * norm, about the origin or between centred spaces. Singular values of X up to max(n, d) eps times
 * the largest count as zero.
 *
 * <p>Source: Maiorca et al. 2023, arXiv 2311.00664, section 3.
 *
 * @param centred whether the means of both sides are taken off first ({@code affine})
 */
public record LinearTranslation(boolean centred) implements Translation {
  @Override
  public String method() {
    return centred ? "affine" : "linear";
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, centred, run);
    INDArray weight = LinearAlgebra.leastSquares(pairs.left(), pairs.right()); // [d, d']
    String note =
        pairs.size() <= pairs.inputDimension()
            ? pairs.size()
                + " pairs for "
                + pairs.inputDimension()
                + " dimensions: the pairs are met exactly, other rows may not be; ridge is safer"
            : "";
    return new TranslatorDraft(this, weight).note(note).fitted(pairs);
  }
}
