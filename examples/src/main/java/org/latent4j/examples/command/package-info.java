/**
 * The commands of {@code latent4j}, one small class each. Start here: {@link
 * org.latent4j.examples.command.Command}, which holds what all of them do alike.
 */
@NullMarked
package org.latent4j.examples.command;

import org.jspecify.annotations.NullMarked;
