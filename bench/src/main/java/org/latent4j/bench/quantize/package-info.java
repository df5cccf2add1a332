<<<<<<< HEAD
/** Benchmarks of quantizers. Start at {@link org.latent4j.bench.quantize.ProductBench}. */
=======
/** JMH benchmarks of quantizers and what is measured of them. */
>>>>>>> 4af7be478c084c0f9572858f2f268689e2f3ca88
@NullMarked
package org.latent4j.bench.quantize;

import org.jspecify.annotations.NullMarked;
