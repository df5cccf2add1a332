/**
 * Disentanglement metrics on plain matrices: InfoMEC and its relatives. Start with {@link
 * org.latent4j.quantize.disentangle.DisentanglementReport}, or with {@link
 * org.latent4j.quantize.disentangle.InfoMec} alone.
 */
@NullMarked
package org.latent4j.quantize.disentangle;

import org.jspecify.annotations.NullMarked;
