/**
 * Retrieval across languages without a neural network: n-grams of characters, a truncated SVD for
 * each language alone, and anchors. Start here: {@link
 * org.latent4j.examples.crosslingual.CrossLingualRetrieval}.
 */
@NullMarked
package org.latent4j.examples.crosslingual;

import org.jspecify.annotations.NullMarked;
