package org.latent4j.quantize;

import java.util.Arrays;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;

/**
 * Parameters that an optimiser treats alike, and their gradients. Both arrays are live: an
 * optimiser changes {@link #values} in place, {@link TrainableQuantizer#backward} adds to {@link
 * #gradient}.
 *
 * @param name such as {@code values}
 * @param values the parameters, row by row
 * @param gradient as long as the values
 * @param clamp the gradient is clamped element by element to [-clamp, clamp]; infinity: not at all
 * @param decayed whether weight decay applies
 */
public record ParameterGroup(
    String name, double[] values, double[] gradient, double clamp, boolean decayed) {
  /** Checks the sizes. */
  public ParameterGroup {
    if (values.length != gradient.length) {
      throw new ShapeException(
          "ParameterGroup " + name, values.length + " gradients", gradient.length + " gradients");
    }
    if (clamp != Double.POSITIVE_INFINITY) {
      Require.positive("ParameterGroup " + name + ": clamp", clamp);
    }
  }

  /** A group with gradients of zero, neither clamped nor decayed, as codebooks are. */
  public static ParameterGroup free(String name, double[] values) {
    return new ParameterGroup(
        name, values, new double[values.length], Double.POSITIVE_INFINITY, false);
  }

  /** Sets the gradients to zero, before the next backward pass. */
  public void clear() {
    Arrays.fill(gradient, 0);
  }
}
