/** The factor-sprites data set, computed in whole numbers, and models trained on it. */
@NullMarked
package org.latent4j.examples.sprites;

import org.jspecify.annotations.NullMarked;
