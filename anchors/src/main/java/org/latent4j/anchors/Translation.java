package org.latent4j.anchors;

import org.latent4j.Paired;
import org.latent4j.Run;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to learn a map between two spaces from rows that belong together.
 *
 * <p>Source: Maiorca et al., "Latent space translation via semantic alignment", 2023, arXiv
 * 2311.00664.
 */
@FunctionalInterface
public interface Translation {
  /**
   * Learns the map from {@code x} to {@code y}; row i of both is the same item.
   *
   * @param x {@code [n, d]}, n of at least 1
   * @param y {@code [n, d']}
   * @throws org.latent4j.error.ShapeException when the numbers of rows differ or are 0
   */
  Translator fit(INDArray x, INDArray y, Run run);

  /** Learns the map from the left to the right space. */
  default Translator fit(Paired pairs, Run run) {
    return fit(pairs.left().vectors(), pairs.right().vectors(), run);
  }
}
