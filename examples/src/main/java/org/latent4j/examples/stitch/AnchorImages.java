package org.latent4j.examples.stitch;

import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.anchors.AnchorSet;
import org.latent4j.anchors.Uniform;
import org.latent4j.kernel.Dense;

/**
 * The images that all models know each other's codes of.
 *
 * @param set their keys
 * @param images their pixels, keyed, in the order of the set
 */
record AnchorImages(AnchorSet set, LatentSpace images) {
  /** Draws {@code m} of the examples uniformly. */
  static AnchorImages draw(Examples examples, int m, Run run) {
    LatentSpace all = LatentSpace.of("images", examples.images());
    AnchorSet set = new Uniform().select(all, m, run);
    return new AnchorImages(set, all.select(set.names()));
  }

  /** The pixels {@code [m, width]}. */
  float[] pixels() {
    return Dense.floats(images.vectors());
  }
}
