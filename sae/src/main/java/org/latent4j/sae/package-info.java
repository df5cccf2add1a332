/** Explainable spaces: sparse autoencoders and their relatives. */
@NullMarked
package org.latent4j.sae;

import org.jspecify.annotations.NullMarked;
