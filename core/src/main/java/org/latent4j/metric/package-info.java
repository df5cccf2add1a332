/** What compares two spaces: similarity indices and ranks across spaces. */
@NullMarked
package org.latent4j.metric;

import org.jspecify.annotations.NullMarked;
