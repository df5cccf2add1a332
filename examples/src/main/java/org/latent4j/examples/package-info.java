/**
 * Example programs and the {@code latent4j} command. Start here: {@link
 * org.latent4j.examples.Latent4j}.
 */
@NullMarked
package org.latent4j.examples;

import org.jspecify.annotations.NullMarked;
