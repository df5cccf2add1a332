/**
 * The central types: encoders, latent spaces with keys and lineage, seeds, runs and reports. Start
 * here: {@link org.latent4j.Encoder} and {@link org.latent4j.LatentSpace}.
 *
 * <p>Every fitted object is immutable and safe for use by many threads at once unless its class
 * says otherwise. Rows are items; arrays are {@code [n, d]} in {@code c} order; inputs are never
 * modified.
 */
@NullMarked
package org.latent4j;

import org.jspecify.annotations.NullMarked;
