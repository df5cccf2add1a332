package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LinearAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Bernoulli codes: each column is the logit of a bit, and bits decode to the sum of their
 * embeddings, {@code bt E}.
 *
 * <p>{@link #fit} finds the embeddings by least squares, so that the bits of a row decode near to
 * the row; beside a network they are the weight of a linear layer.
 *
 * <p>Source: the encoder of Wang et al. 2023, "Binary latent diffusion", arXiv 2304.04820, section
 * 3.1. Its published code applies the logistic function twice in its regulariser; ours is the mean
 * of {@code p (1 - p)}.
 *
 * @param uncertaintyWeight weight of the mean of {@code p (1 - p)}
 */
public record BernoulliQuantization(double uncertaintyWeight)
    implements Estimator<BernoulliQuantizer> {
  private static final String NAME = "BernoulliQuantization";

  /** Checks the range. */
  public BernoulliQuantization {
    Require.notNegative(NAME + ": uncertaintyWeight", uncertaintyWeight);
  }

  /** Without a regulariser. */
  public static BernoulliQuantization standard() {
    return new BernoulliQuantization(0);
  }

  /** Codes for training on logits of so many bits; the seed is that of the random bits. */
  public BernoulliTraining trainable(int bits, Seed seed) {
    Require.atLeast(NAME + ": bits", 1, bits);
    return new BernoulliTraining(this, bits, seed.child("bits").stream());
  }

  /** The quantizer whose bits decode by {@code embedding [bits, d]}. */
  public BernoulliQuantizer quantizer(INDArray embedding) {
    CodedRows.training(NAME + ": embedding", embedding);
    return new BernoulliQuantizer(
        Dense.floats(embedding), Math.toIntExact(embedding.size(0)), RecordJson.of(this));
  }

  @Override
  public BernoulliQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    double[] rows = Dense.doubles(x);
    double[] bits = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      bits[i] = rows[i] > 0 ? 1 : 0;
    }
    INDArray b = Dense.of(bits, x.size(0), x.size(1));
    return quantizer(LinearAlgebra.leastSquares(b, Dense.of(rows, x.size(0), x.size(1))));
  }
}
