package org.latent4j.examples.stitch;

import java.util.Arrays;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images of one size, and their labels where those are known.
 *
 * @param pixels {@code [n, width]} in [0, 1]
 * @param width pixels of an image, at least 1
 * @param labels {@code [n]}, not negative, or empty
 */
public record Examples(float[] pixels, int width, int[] labels) {
  /** Checks that the sizes fit. */
  public Examples {
    Require.atLeast("Examples: width", 1, width);
    if (pixels.length % width != 0
        || (labels.length > 0 && labels.length * width != pixels.length)) {
      throw new ShapeException(
          "Examples",
          "whole images of " + width + " pixels and one label for each, or none",
          pixels.length + " pixels and " + labels.length + " labels");
    }
  }

  /** The number of images. */
  public int size() {
    return pixels.length / width;
  }

  /** Whether there are labels. */
  public boolean isLabelled() {
    return labels.length > 0;
  }

  /** One more than the largest label, 0 without labels. */
  public int classes() {
    return Arrays.stream(labels).max().orElse(-1) + 1;
  }

  /** The pixels as a new array {@code [n, width]}. */
  public INDArray images() {
    return Dense.of(pixels, size(), width);
  }
}
