package org.latent4j.examples.stitch;

import org.latent4j.Encoder;

/**
 * A model whose parts can be taken apart.
 *
 * @param variant what the head reads
 * @param encoder pixels to codes
 * @param head codes, or their relative form, to pixels or scores of classes; that of a relative
 *     model says in its {@link Encoder#step} which anchors it was trained on
 */
record TrainedModel(Variant variant, Encoder encoder, Encoder head) {}
