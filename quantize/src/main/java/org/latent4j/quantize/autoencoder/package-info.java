/**
 * Training of autoencoders whose latents are quantized, or not: small networks with forward and
 * backward passes of their own. Start with {@link
 * org.latent4j.quantize.autoencoder.AutoencoderTraining}.
 */
@NullMarked
package org.latent4j.quantize.autoencoder;

import org.jspecify.annotations.NullMarked;
