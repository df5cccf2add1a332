package org.latent4j.examples.stitch;

/** What the heads of the models are for. */
public enum StitchTask {
  /** Give the image back; scored by the mean squared error of pixels in [0, 1]. */
  AUTOENCODER,
  /** Name the class of the image; scored by the share of right ones. */
  CLASSIFIER;

  /** The task on a set of images; {@code classes} is how many there are. */
  Objective on(Examples examples, int classes) {
    return this == AUTOENCODER
        ? new Reconstruction(examples.pixels(), examples.width())
        : new Classification(examples.labels(), classes);
  }
}
