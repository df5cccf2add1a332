package org.latent4j.anchors;

import com.google.gson.JsonObject;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearAlgebra;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code low-rank}: the best affine map of a given rank, W_ols V V' with V the first
 * right singular vectors of the fitted values X W_ols, between centred spaces.
 *
 * <p>Source: Izenman 1975, "Reduced-rank regression for the multivariate linear model".
 *
 * @param rank at least 1, at most min(d, d')
 */
public record LowRankTranslation(int rank) implements Translation {
  /** Checks the rank. */
  public LowRankTranslation {
    Require.atLeast("LowRankTranslation: rank", 1, rank);
  }

  @Override
  public String method() {
    return "low-rank";
  }

  @Override
  public JsonObject parameters() {
    JsonObject object = Translation.super.parameters();
    object.addProperty("rank", rank);
    return object;
  }

  /**
   * Learns the map.
   *
   * @throws org.latent4j.error.InputException for a rank above min(d, d')
   */
  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, true, run);
    int most = Math.min(pairs.inputDimension(), pairs.dimension());
    Require.between("LowRankTranslation.fit: rank", 1, most, rank);
    int threads = run.threads();
    INDArray least = LinearAlgebra.leastSquares(pairs.left(), pairs.right()); // [d, d']
    Svd fitted = Svd.of(Gemm.product(pairs.left(), least, threads)); // of [n, d']
    int kept = (int) Math.min(rank, fitted.vt().size(0));
    INDArray directions = Dense.rows(fitted.vt(), 0, kept); // [r, d']
    INDArray along = Gemm.product(Gemm.Form.NT, least, directions, threads); // [d, r]
    return new TranslatorDraft(this, Gemm.product(along, directions, threads))
        .rank(Math.min(kept, fitted.rank()))
        .fitted(pairs);
  }
}
