package org.latent4j.network;

import org.latent4j.error.InputException;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;

/**
 * Straight-through estimators for SameDiff: forward, the value of a function without a useful
 * derivative, such as rounding; backward, the gradient of another.
 *
 * <p>Source: Bengio, Léonard and Courville 2013, arXiv 1308.3432, section 3.
 */
public final class StraightThrough {
  private StraightThrough() {}

  /**
   * {@code quantized} forward, the identity of {@code x} backward: {@code x + stop(quantized - x)}.
   *
   * @param x what receives the whole gradient
   * @param quantized a variable of the same graph and shape, which receives none
   * @throws InputException when the variables belong to two graphs
   */
  @SuppressWarnings("ReferenceEquality") // two graphs may be equal in content
  public static SDVariable of(SDVariable x, SDVariable quantized) {
    SameDiff graph = x.getSameDiff();
    if (quantized.getSameDiff() != graph) {
      throw new InputException(
          "StraightThrough.of",
          "two variables of one graph",
          "'" + x.name() + "' and '" + quantized.name() + "' of two");
    }
    return x.add(stop(quantized.sub(x)));
  }

  /** {@code x} rounded to whole numbers, with the gradient of the identity. */
  public static SDVariable round(SDVariable x) {
    return of(x, x.getSameDiff().math().round(x));
  }

  /** {@code x} forward, no gradient backward. */
  public static SDVariable stop(SDVariable x) {
    return new StopGradient(x.getSameDiff(), x).outputVariable();
  }
}
