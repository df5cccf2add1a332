/**
 * Compact spaces: latent quantizers, trainable and fitted. Start at {@link
 * org.latent4j.quantize.Quantizer}; codes are a {@link org.latent4j.quantize.CodeMatrix}.
 */
@NullMarked
package org.latent4j.quantize;

import org.jspecify.annotations.NullMarked;
