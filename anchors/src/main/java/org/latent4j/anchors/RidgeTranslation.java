package org.latent4j.anchors;

import com.google.gson.JsonObject;
import java.util.OptionalDouble;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The method {@code ridge}: W = (X'X + lambda t I)^-1 X'Y between centred spaces, t = |X|^2 / d, so
 * that lambda does not depend on the scale of X. Without a lambda, generalised cross-validation
 * chooses it among 10^-6, 10^-5.5, ... 10^2; one decomposition serves all.
 *
 * <p>Source: Hoerl and Kennard 1970; Golub, Heath and Wahba, "Generalized cross-validation as a
 * method for choosing a good ridge parameter", 1979.
 *
 * @param lambda the relative penalty, at least 0, or empty to have it chosen
 */
public record RidgeTranslation(OptionalDouble lambda) implements Translation {
  /** Checks the penalty. */
  public RidgeTranslation {
    if (lambda.isPresent()) {
      Require.notNegative("RidgeTranslation: lambda", lambda.getAsDouble());
    }
  }

  /** A given penalty. */
  public static RidgeTranslation of(double lambda) {
    return new RidgeTranslation(OptionalDouble.of(lambda));
  }

  /** The penalty that generalised cross-validation chooses. */
  public static RidgeTranslation crossValidated() {
    return new RidgeTranslation(OptionalDouble.empty());
  }

  @Override
  public String method() {
    return "ridge";
  }

  @Override
  public JsonObject parameters() {
    JsonObject object = Translation.super.parameters();
    if (lambda.isPresent()) {
      object.addProperty("ridge", lambda.getAsDouble());
    } else {
      object.addProperty("ridge", "gcv");
    }
    return object;
  }

  /**
   * Learns the map.
   *
   * @throws InputException for a lambda of 0 when the covariance of X is singular; names its rank
   */
  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, true, run);
    Svd svd = Svd.of(pairs.left()); // [n, d]
    double[] sigma = svd.sigma();
    INDArray along = Gemm.product(Gemm.Form.TN, svd.u(), pairs.right(), run.threads()); // [r, d']
    double unit = pairs.leftSquares() / pairs.inputDimension();
    double used =
        lambda.orElseGet(() -> GeneralisedCrossValidation.of(pairs, svd, along).smallest(unit));
    if (used == 0) {
      requireRegular(svd, pairs.inputDimension());
    }
    double[] factors = new double[sigma.length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = sigma[i] == 0 ? 0 : sigma[i] / (sigma[i] * sigma[i] + used * unit);
    }
    INDArray weight = // [d, d']
        Gemm.product(Gemm.Form.TN, svd.vt(), Diagonal.times(factors, along), run.threads());
    return new TranslatorDraft(this, weight).ridge(used).fitted(pairs);
  }

  private static void requireRegular(Svd svd, int d) {
    // The eigenvalues of the covariance are the squares of the singular values.
    int rank = svd.rank(Math.sqrt(d * 0x1.0p-52));
    if (rank < d) {
      throw new InputException(
          "RidgeTranslation.fit",
          "a regular covariance for a ridge of 0",
          "rank " + rank + " of " + d + " (a ridge above 0 helps)");
    }
  }
}
