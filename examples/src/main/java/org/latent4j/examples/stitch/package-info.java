/**
 * Zero-shot stitching on images: models that learned the same images from other seeds, the encoder
 * of one before the head of another. What breaks (absolute codes), what was made for it (relative
 * codes, trained through the projection, with and without centring) and what repairs it afterwards
 * (translation on the anchors). Start here: {@link org.latent4j.examples.stitch.StitchExperiment}.
 *
 * <p>The training is written by hand over the kernels of core, because the relative models train
 * through the projection, with the anchors encoded anew in every batch; no layer of DL4J does that.
 */
@NullMarked
package org.latent4j.examples.stitch;

import org.jspecify.annotations.NullMarked;
