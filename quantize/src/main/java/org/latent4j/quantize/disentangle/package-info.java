/** Disentanglement metrics: InfoMEC and its relatives. */
@NullMarked
package org.latent4j.quantize.disentangle;

import org.jspecify.annotations.NullMarked;
