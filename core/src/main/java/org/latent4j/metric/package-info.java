/**
 * What compares two spaces of the same rows: 46 similarity indices, each with what it claims of
 * itself, their uncertainty, and ranks across spaces. Start here: {@link
 * org.latent4j.metric.SimilarityIndex}; {@link org.latent4j.metric.Pair} where several indices are
 * asked of one pair, {@link org.latent4j.metric.Uncertainty} for intervals and p, {@link
 * org.latent4j.metric.StreamingCka} for more rows than fit into memory.
 */
@NullMarked
package org.latent4j.metric;

import org.jspecify.annotations.NullMarked;
