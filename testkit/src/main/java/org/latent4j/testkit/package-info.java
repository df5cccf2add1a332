/**
 * Contract tests: what every encoder must pass. A test inherits them by naming its subject. Start
 * here: {@link org.latent4j.testkit.EncoderContract}, and the page {@code docs/add-an-encoder.md}.
 *
 * <p>Random cases come from one seed. It is 0 unless the system property {@code latent4j.seed} says
 * otherwise: a number replays that seed, {@code random} draws a new one. A failed check tells the
 * seed and the command that runs it again.
 */
@NullMarked
package org.latent4j.testkit;

import org.jspecify.annotations.NullMarked;
