/**
 * Numerical kernels on dense row-major data: products, distances, nearest neighbours, linear
 * algebra, clustering, assignment, optimisation, random numbers. Start here: {@link
 * org.latent4j.kernel.Kernels} says which implementation runs.
 *
 * <p>Everything gives the same bits for any number of threads: work is cut into fixed blocks and
 * partial results are combined in the order of the blocks.
 */
@NullMarked
package org.latent4j.kernel;

import org.jspecify.annotations.NullMarked;
