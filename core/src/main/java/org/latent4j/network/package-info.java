/** DL4J and SameDiff networks as encoders. Needs {@code deeplearning4j-nn} on the class path. */
@NullMarked
package org.latent4j.network;

import org.jspecify.annotations.NullMarked;
