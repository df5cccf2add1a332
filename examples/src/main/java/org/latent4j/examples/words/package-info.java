/**
 * Two sets of word vectors that were never trained together, made comparable. Start here: {@link
 * org.latent4j.examples.words.WordRetrieval}.
 */
@NullMarked
package org.latent4j.examples.words;

import org.jspecify.annotations.NullMarked;
