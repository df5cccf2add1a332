package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.Run;

/**
 * Chooses the anchors of a space: m distinct rows, by key, in the order chosen. Selection is done
 * once, in one space; other spaces look the same keys up.
 */
@FunctionalInterface
public interface AnchorSelector {
  /**
   * Chooses {@code m} anchors.
   *
   * @param space n rows
   * @param m 1 to n
   * @param run the seed of random selectors
   * @throws org.latent4j.error.InputException for an m outside its range
   */
  AnchorSet select(LatentSpace space, int m, Run run);
}
