package org.latent4j.quantize;

import java.util.Map;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Bernoulli codes in training: with {@code p = sigmoid(z)} the output is a random bit of that
 * probability, in {@link Phase#EVALUATION} 1 where p exceeds 1/2; its gradient is that of p. The
 * loss has the part {@link Losses#UNCERTAINTY}.
 *
 * <p>Source: Wang et al. 2023, arXiv 2304.04820, section 3.1.
 */
public final class BernoulliTraining extends Training<Batch> {
  private final BernoulliQuantization settings;
  private final int bits;
  private final RandomStream random;

  BernoulliTraining(BernoulliQuantization settings, int bits, RandomStream random) {
    this.settings = settings;
    this.bits = bits;
    this.random = random;
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    Batch batch = Batch.of("BernoulliTraining.forward", z, bits);
    double[] output = new double[batch.values().length];
    int[] codes = new int[output.length];
    double uncertainty = 0;
    for (int i = 0; i < output.length; i++) {
      double logit = batch.values()[i];
      double p = BitEntropy.sigmoid(logit);
      boolean set = phase == Phase.TRAINING ? random.uniform() < p : logit > 0;
      codes[i] = set ? 1 : 0;
      output[i] = codes[i];
      uncertainty += p * BitEntropy.sigmoid(-logit) / output.length;
    }
    Losses losses =
        new Losses(
            settings.uncertaintyWeight() * uncertainty, Map.of(Losses.UNCERTAINTY, uncertainty));
    CodeMatrix matrix = CodeMatrix.of(CodeSpace.uniform(bits, 2), codes);
    return keep(new Step(batch.with(output).array(), matrix, losses), batch);
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Batch batch = recall(step);
    double[] out = gradient(batch, gradient);
    double weight = settings.uncertaintyWeight() / Math.max(1, out.length);
    for (int i = 0; i < out.length; i++) {
      double p = BitEntropy.sigmoid(batch.values()[i]);
      double variance = p * BitEntropy.sigmoid(-batch.values()[i]);
      out[i] = (out[i] + weight * (1 - 2 * p)) * variance;
    }
    return batch.with(out).array();
  }

  /** The quantizer whose bits decode to themselves; see {@link BernoulliQuantization#quantizer}. */
  @Override
  public BernoulliQuantizer freeze() {
    double[] identity = new double[Math.multiplyExact(bits, bits)];
    for (int b = 0; b < bits; b++) {
      identity[b * bits + b] = 1;
    }
    return settings.quantizer(Dense.of(identity, bits, bits));
  }
}
