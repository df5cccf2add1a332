/** JMH benchmarks of quantizers and what is measured of them. */
@NullMarked
package org.latent4j.bench.quantize;

import org.jspecify.annotations.NullMarked;
