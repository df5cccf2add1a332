package org.latent4j.anchors;

import com.google.gson.JsonObject;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.LinearAlgebra;
import org.latent4j.kernel.SymmetricEigen;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code cca}: W = Z_x R Z_y^-1 with {@code Z = alpha I + (1 - alpha) C^(-1/2)}, C the
 * covariance (divisor n) of that side, R the polar factor of (X Z_x)'(Y Z_y), between centred
 * spaces. An alpha of 0 is canonical correlation, 1 is {@code centred-orthogonal}.
 *
 * <p>Source: Hotelling 1936, "Relations between two sets of variates"; Williams et al. 2021, arXiv
 * 2110.14739, equation 11 (the path between both).
 *
 * @param alpha 0 to 1
 */
public record CanonicalTranslation(double alpha) implements Translation {
  /** Checks the mixture. */
  public CanonicalTranslation {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new InputException("CanonicalTranslation: alpha", "0 to 1", Double.toString(alpha));
    }
  }

  @Override
  public String method() {
    return "cca";
  }

  @Override
  public JsonObject parameters() {
    JsonObject object = Translation.super.parameters();
    object.addProperty("alpha", alpha);
    return object;
  }

  /**
   * Learns the map.
   *
   * @throws InputException for an alpha below 1 when the covariance of a side is singular: an
   *     eigenvalue is at most d eps times the largest; names side and rank
   */
  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, true, run);
    int threads = run.threads();
    if (alpha == 1) {
      return drafted(pairs, LinearAlgebra.polarFactor(pairs.cross()));
    }
    SymmetricEigen left = covariance("x", pairs.left(), threads);
    SymmetricEigen right = covariance("y", pairs.right(), threads);
    INDArray zx = Diagonal.spectral(left, this::mixed, threads); // [d, d]
    INDArray zy = Diagonal.spectral(right, this::mixed, threads); // [d', d']
    INDArray back = Diagonal.spectral(right, value -> 1 / mixed(value), threads); // [d', d']
    INDArray cross = Gemm.product(Gemm.product(zx, pairs.cross(), threads), zy, threads);
    INDArray rotation = LinearAlgebra.polarFactor(cross); // [d, d']
    return drafted(pairs, Gemm.product(Gemm.product(zx, rotation, threads), back, threads));
  }

  private Translator drafted(PairedRows pairs, INDArray weight) {
    return new TranslatorDraft(this, weight).note(pairs.isometryNote()).fitted(pairs);
  }

  private double mixed(double variance) {
    return alpha + (1 - alpha) / Math.sqrt(variance);
  }

  private static SymmetricEigen covariance(String side, INDArray rows, int threads) {
    int d = (int) rows.size(1);
    double[] values = Dense.doubles(Gemm.product(Gemm.Form.TN, rows, rows, threads)); // [d, d]
    for (int i = 0; i < values.length; i++) {
      values[i] /= rows.size(0);
    }
    SymmetricEigen eigen = SymmetricEigen.of(values, d);
    double[] spectrum = Dense.doubles(eigen.values());
    int rank = 0;
    for (double value : spectrum) {
      rank += value > d * 0x1.0p-52 * spectrum[d - 1] ? 1 : 0;
    }
    if (rank < d) {
      throw new InputException(
          "CanonicalTranslation.fit: covariance of " + side,
          "a regular matrix",
          "a singular one of rank " + rank + " of " + d + " from " + rows.size(0) + " rows");
    }
    return eigen;
  }
}
