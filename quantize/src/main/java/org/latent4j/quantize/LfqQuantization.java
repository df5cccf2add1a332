package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lookup-free quantization: each column becomes {@code scale} where it is above 0, else {@code
 * -scale}. There is nothing to learn but what lies before it; {@link #fit} takes the width from the
 * rows.
 *
 * <p>Source: Yu et al. 2023, arXiv 2310.05737, section 3.2.
 *
 * @param scale s: the values are s and -s
 * @param commitmentWeight weight of the mean square distance of rows to their codes
 * @param entropy what is asked of the entropies
 */
public record LfqQuantization(double scale, double commitmentWeight, EntropyPenalty entropy)
    implements Estimator<LfqQuantizer> {
  private static final String NAME = "LfqQuantization";

  /** Checks the ranges. */
  public LfqQuantization {
    Require.positive(NAME + ": scale", scale);
    Require.notNegative(NAME + ": commitmentWeight", commitmentWeight);
  }

  /** Scale 1, no commitment, {@link EntropyPenalty#standard}. */
  public static LfqQuantization standard() {
    return new LfqQuantization(1, 0, EntropyPenalty.standard());
  }

  /** The quantizer for rows of d columns. */
  public LfqQuantizer quantizer(int d) {
    return new LfqQuantizer(d, scale, RecordJson.of(this));
  }

  /** A quantizer for training on rows of d columns, with gradients but without parameters. */
  public SignTraining trainable(int d) {
    return new SignTraining(
        new SignTraining.Settings(d, scale, scale, false, commitmentWeight, entropy),
        () -> quantizer(d));
  }

  @Override
  public LfqQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    return quantizer(Math.toIntExact(x.size(1)));
  }
}
