/** JMH benchmarks, one class for each kernel. */
@NullMarked
package org.latent4j.bench;

import org.jspecify.annotations.NullMarked;
