/**
 * The tour: the library's main job on real images, chapter by chapter. Start here: {@link
 * org.latent4j.examples.tour.StitchChapter}.
 */
@NullMarked
package org.latent4j.examples.tour;

import org.jspecify.annotations.NullMarked;
