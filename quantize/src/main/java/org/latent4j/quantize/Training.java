package org.latent4j.quantize;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What trainable quantizers share: the memory of the last step.
 *
 * @param <M> what a step must remember for its way back
 */
abstract class Training<M> implements TrainableQuantizer {
  private @Nullable Step last;
  private @Nullable M memory;

  /** Keeps what the way back needs, and returns the step. */
  final Step keep(Step step, M remembered) {
    last = step;
    memory = remembered;
    return step;
  }

  /** What was kept for a step, which must be the last one. */
  @SuppressWarnings("ReferenceEquality") // an equal step of other rows is another step
  final M recall(Step step) {
    M kept = memory;
    if (step != last || kept == null) {
      throw new InputException(
          getClass().getSimpleName(), "the last step of forward", "another step: " + step.codes());
    }
    return kept;
  }

  @Override
  public List<ParameterGroup> parameters() {
    return List.of();
  }

  @Override
  public void afterStep(Step step, Seed seed) {}

  /** The gradient as doubles, checked against the rows. */
  final double[] gradient(Batch batch, INDArray gradient) {
    return batch.like(getClass().getSimpleName() + ".backward", gradient);
  }
}
