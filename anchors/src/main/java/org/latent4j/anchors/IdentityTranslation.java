package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The method {@code identity}: T(x) = x, cut or padded with zeros. The figure to beat. */
public record IdentityTranslation() implements Translation {
  @Override
  public String method() {
    return "identity";
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, false, run);
    int d = pairs.inputDimension();
    int width = pairs.dimension();
    double[] weight = new double[d * width];
    for (int i = 0; i < Math.min(d, width); i++) {
      weight[i * width + i] = 1;
    }
    return new TranslatorDraft(this, Dense.of(weight, d, width))
        .rank(Math.min(d, width))
        .note(pairs.isometryNote())
        .fitted(pairs);
  }
}
