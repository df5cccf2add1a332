/** What a latent means: explanations and their scores. */
@NullMarked
package org.latent4j.sae.interpret;

import org.jspecify.annotations.NullMarked;
