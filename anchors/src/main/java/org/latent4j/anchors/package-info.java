/** Comparable spaces: relative representations, anchors, translation, stitching. */
@NullMarked
package org.latent4j.anchors;

import org.jspecify.annotations.NullMarked;
