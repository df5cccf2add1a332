package org.latent4j.quantize;

import java.util.List;
import org.latent4j.Seed;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A quantizer that learns: mutable, for one thread. {@link #freeze} gives the fitted one.
 *
 * <p>One step of training: {@code forward} in {@link Phase#TRAINING}, {@code backward} with the
 * gradient of what lies behind, an optimiser's step on {@code parameters}, {@code afterStep}. Only
 * the last step of {@code forward} can go backward.
 */
public interface TrainableQuantizer {
  /**
   * Codes the rows.
   *
   * @param z {@code [n, d]}, {@code FLOAT} or {@code DOUBLE}; computed in double; not modified
   */
  Step forward(INDArray z, Phase phase);

  /**
   * The gradient of {@code sum(gradient * output) + losses.total} at the rows; gradients of the
   * parameters are added to their groups.
   *
   * @param step the last step of {@link #forward}
   * @param gradient {@code [n, d]} at the step's output
   * @return {@code [n, d]}, of the type of the rows
   * @throws org.latent4j.error.InputException for an older step
   */
  INDArray backward(Step step, INDArray gradient);

  /** What an optimiser changes; live, and the same groups at every call. */
  List<ParameterGroup> parameters();

  /**
   * What changes without a gradient: moving averages, dead codes. Does nothing where there is no
   * such thing.
   *
   * @param step the last step of {@link #forward}
   * @param seed the seed of this step alone
   */
  void afterStep(Step step, Seed seed);

  /** The quantizer as it is now; later training does not change it. */
  Quantizer freeze();
}
