/** Compact spaces: latent quantizers, trainable and fitted. */
@NullMarked
package org.latent4j.quantize;

import org.jspecify.annotations.NullMarked;
