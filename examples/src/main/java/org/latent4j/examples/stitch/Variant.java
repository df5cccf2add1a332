package org.latent4j.examples.stitch;

import org.latent4j.anchors.Centering;
import org.latent4j.anchors.RelativeProjection;
import org.latent4j.error.InputException;

/** What the head of a model reads. */
enum Variant {
  /** The codes themselves. */
  ABSOLUTE,
  /** Cosines to the anchors, the paper's formula. */
  RELATIVE,
  /** Cosines to the anchors about their mean. */
  RELATIVE_CENTRED;

  boolean isRelative() {
    return this != ABSOLUTE;
  }

  /**
   * The projection that a trained model of this variant is used with: what {@link RelativeBridge}
   * does in training.
   *
   * @throws InputException for absolute codes, which are not projected
   */
  RelativeProjection projection() {
    return switch (this) {
      case RELATIVE -> RelativeProjection.cosine().centred(Centering.NONE);
      case RELATIVE_CENTRED -> RelativeProjection.cosine().centred(Centering.ANCHORS);
      case ABSOLUTE -> throw new InputException("Variant.projection", "a relative one", name());
    };
  }

  /** What stands between encoder and head in training; see {@link RelativeBridge}. */
  Bridge bridge(int anchors, int width, int capacity) {
    return isRelative()
        ? new RelativeBridge(anchors, width, this == RELATIVE_CENTRED, capacity)
        : Bridge.absolute();
  }
}
