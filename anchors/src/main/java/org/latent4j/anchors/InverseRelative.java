package org.latent4j.anchors;

import com.google.gson.JsonObject;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code inverse-relative}: the relative row of x, its cosines to the pairs' left rows,
 * read back in the other space by the pseudo-inverse of the right rows: T(x) = u A' (B')⁺, u the
 * direction of x from the mean, A and B the unit rows of both sides. The pairs are the anchors.
 * T(x) is a direction in Y from the mean of the anchors, without that mean and without a length.
 *
 * <p>Source: Maiorca et al. 2024, arXiv 2406.15057.
 *
 * @param centred whether both sides are centred on the mean of their anchors first
 */
public record InverseRelative(boolean centred) implements Translation {
  static final String METHOD = "inverse-relative";

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public JsonObject parameters() {
    JsonObject object = Translation.super.parameters();
    object.addProperty("center", centred ? "anchors" : "none");
    return object;
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, centred, run);
    INDArray left = unit(pairs.x(), pairs.xMean()); // [m, d]
    INDArray right = unit(pairs.y(), pairs.yMean()); // [m, d']
    INDArray back = LinearAlgebra.pseudoInverse(right); // [d', m]
    INDArray weight = Gemm.product(Gemm.Form.TT, left, back, run.threads()); // [d, d']
    return new TranslatorDraft(this, weight)
        .note("gives directions from the mean of the anchors, without that mean and a length")
        .fitted(pairs);
  }

  private static INDArray unit(double[] rows, double[] mean) {
    double[] out = rows.clone();
    UnitRows.centred(out, mean);
    return Dense.of(out, out.length / mean.length, mean.length);
  }
}
