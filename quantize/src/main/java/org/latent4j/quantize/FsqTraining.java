package org.latent4j.quantize;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finite scalar quantization in training: the output is the value of the code, its gradient that of
 * the squashed number before rounding. It has neither losses nor parameters.
 *
 * <p>Source: Mentzer et al. 2023, arXiv 2309.15505, section 3.1.
 */
public final class FsqTraining extends Training<Batch> {
  private final FsqQuantization settings;
  private final int[] levels;

  FsqTraining(FsqQuantization settings) {
    this.settings = settings;
    this.levels = settings.levels();
  }

  @Override
  public Step forward(INDArray z, Phase phase) {
    Batch batch = Batch.of("FsqTraining.forward", z, levels.length);
    int[] codes = new int[batch.values().length];
    double[] output = new double[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int of = levels[i % levels.length];
      codes[i] = settings.bound().code(of, batch.values()[i]);
      output[i] = settings.bound().value(of, codes[i]);
    }
    CodeMatrix matrix = CodeMatrix.of(new CodeSpace(levels), codes);
    return keep(new Step(batch.with(output).array(), matrix, Losses.none()), batch);
  }

  @Override
  public INDArray backward(Step step, INDArray gradient) {
    Batch batch = recall(step);
    double[] out = gradient(batch, gradient);
    for (int i = 0; i < out.length; i++) {
      out[i] *= settings.bound().slope(levels[i % levels.length], batch.values()[i]);
    }
    return batch.with(out).array();
  }

  @Override
  public FsqQuantizer freeze() {
    return settings.quantizer();
  }
}
