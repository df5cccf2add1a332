package org.latent4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Hyper-parameters, checked when made, that learn an encoder from data. An estimator is a record;
 * it holds no state of the fit, so one estimator can fit many times and from many threads.
 *
 * @param <E> the encoder it makes
 */
@FunctionalInterface
public interface Estimator<E extends Encoder> {
  /**
   * Fits an encoder. Same estimator, data and seed give the same bits for any number of threads.
   *
   * @param x {@code [n, d]} with n of at least 1; not modified
   * @param run seed, progress and threads
   * @throws org.latent4j.error.InputException for data that cannot be fitted
   */
  E fit(INDArray x, Run run);
}
