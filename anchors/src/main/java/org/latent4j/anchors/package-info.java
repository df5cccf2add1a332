/**
 * Comparable spaces: relative representations, anchors, translation. Start here: {@link
 * org.latent4j.anchors.RelativeProjection} and {@link org.latent4j.anchors.Procrustes}.
 */
@NullMarked
package org.latent4j.anchors;

import org.jspecify.annotations.NullMarked;
