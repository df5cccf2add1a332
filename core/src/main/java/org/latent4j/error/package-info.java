/**
 * What is thrown when an input is wrong, and the checks that throw it. Start here: {@link
 * org.latent4j.error.Require}.
 */
@NullMarked
package org.latent4j.error;

import org.jspecify.annotations.NullMarked;
