@NullMarked
package org.latent4j.metric;

import org.jspecify.annotations.NullMarked;
