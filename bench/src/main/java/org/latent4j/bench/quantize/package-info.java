/** Benchmarks of quantizers. Start at {@link org.latent4j.bench.quantize.ProductBench}. */
@NullMarked
package org.latent4j.bench.quantize;

import org.jspecify.annotations.NullMarked;
