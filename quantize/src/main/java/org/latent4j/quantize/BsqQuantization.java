package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Binary spherical quantization: rows are brought to length s, then each column becomes {@code s /
 * sqrt(d)} where it is above 0, else {@code -s / sqrt(d)}. There is nothing to learn but what lies
 * before it; {@link #fit} takes the width from the rows.
 *
 * <p>Source: Zhao et al. 2024, arXiv 2406.07548, section 3.
 *
 * @param scale s: the length of rows and of values
 * @param commitmentWeight weight of the mean square distance of rows to their codes
 * @param entropy what is asked of the entropies
 */
public record BsqQuantization(double scale, double commitmentWeight, EntropyPenalty entropy)
    implements Estimator<BsqQuantizer> {
  private static final String NAME = "BsqQuantization";

  /** Checks the ranges. */
  public BsqQuantization {
    Require.positive(NAME + ": scale", scale);
    Require.notNegative(NAME + ": commitmentWeight", commitmentWeight);
  }

  /** Scale 1, no commitment, {@link EntropyPenalty#standard}. */
  public static BsqQuantization standard() {
    return new BsqQuantization(1, 0, EntropyPenalty.standard());
  }

  /** The quantizer for rows of d columns. */
  public BsqQuantizer quantizer(int d) {
    return new BsqQuantizer(d, scale, RecordJson.of(this));
  }

  /** A quantizer for training on rows of d columns, with gradients but without parameters. */
  public SignTraining trainable(int d) {
    return new SignTraining(
        new SignTraining.Settings(d, scale, scale / Math.sqrt(d), true, commitmentWeight, entropy),
        () -> quantizer(d));
  }

  @Override
  public BsqQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    return quantizer(Math.toIntExact(x.size(1)));
  }
}
