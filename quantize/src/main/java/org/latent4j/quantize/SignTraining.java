package org.latent4j.quantize;

import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Binary codes in training, as {@link LfqQuantization} and {@link BsqQuantization} make it: the
 * output is the value of the codes, its gradient goes straight through (for BSQ to the rows brought
 * to length, and through that to the rows; a row of zeros has gradient 0).
 *
 * <p>Losses: {@link Losses#SAMPLE_ENTROPY}, {@link Losses#BATCH_ENTROPY} and {@link
 * Losses#COMMITMENT}; the total is {@code w (H_sample - gamma H_batch) + wc commitment}. A bit is
 * set with probability {@code sigmoid(4 tau u x)}, u the size of the values, held fixed.
 *
 * <p>Source: Yu et al. 2023, arXiv 2310.05737, equation 5; Zhao et al. 2024, arXiv 2406.07548,
 * section 3.
 */
public final class SignTraining extends Training<SignTraining.Memory> {
  private final Settings settings;
  private final Supplier<? extends Quantizer> frozen;

  /** What both kinds of binary codes are made of. */
  record Settings(
      int columns,
      double scale,
      double value,
      boolean normalised,
      double commitmentWeight,
      EntropyPenalty entropy) {}

  /** What a step remembers. */
  record Memory(Batch batch, UnitRows unit, double[] output, BitEntropy entropy) {}

  SignTraining(Settings settings, Supplier<? extends Quantizer> frozen) {
    this.settings = settings;
    this.frozen = frozen;
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    int d = settings.columns();
    Batch given = Batch.of("SignTraining.forward", z, d);
    UnitRows unit = settings.normalised() ? UnitRows.of(given, settings.scale()) : UnitRows.NONE;
    Batch batch = settings.normalised() ? given.with(unit.values()) : given;
    double[] logits = new double[batch.values().length];
    double[] output = new double[logits.length];
    int[] codes = new int[logits.length];
    for (int i = 0; i < logits.length; i++) {
      double x = batch.values()[i];
      logits[i] = slope() * x;
      codes[i] = x > 0 ? 1 : 0;
      output[i] = x > 0 ? settings.value() : -settings.value();
    }
    BitEntropy entropy = new BitEntropy(logits, batch.n(), d, settings.entropy().group(d));
    CodeMatrix matrix = CodeMatrix.of(CodeSpace.uniform(d, 2), codes).topFirst();
    Step step = new Step(batch.with(output).array(), matrix, losses(batch, output, entropy));
    return keep(step, new Memory(batch, unit, output, entropy));
  }

  private Losses losses(Batch batch, double[] output, BitEntropy entropy) {
    double sample = entropy.sample();
    double all = entropy.batch();
    double commitment = batch.meanSquare(output);
    EntropyPenalty penalty = settings.entropy();
    return new Losses(
        penalty.weight() * (sample - penalty.diversity() * all)
            + settings.commitmentWeight() * commitment,
        Map.of(
            Losses.SAMPLE_ENTROPY, sample,
            Losses.BATCH_ENTROPY, all,
            Losses.COMMITMENT, commitment));
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Memory memory = recall(step);
    Batch batch = memory.batch();
    double[] out = gradient(batch, gradient);
    EntropyPenalty penalty = settings.entropy();
    if (penalty.weight() > 0) {
      double weight = penalty.weight();
      double[] logits = memory.entropy().gradient(weight, -weight * penalty.diversity());
      for (int i = 0; i < out.length; i++) {
        out[i] += slope() * logits[i];
      }
    }
    batch.addMeanSquareGradient(settings.commitmentWeight(), memory.output(), out);
    if (settings.normalised()) {
      memory.unit().backward(out);
    }
    return batch.with(out).array();
  }

  private double slope() {
    return 4 * settings.entropy().inverseTemperature() * settings.value();
  }

  @Override
  public Quantizer freeze() {
    return frozen.get();
  }
}
