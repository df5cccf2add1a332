package org.latent4j.examples.graph;

import org.latent4j.error.InputException;
import org.latent4j.kernel.RandomStream;

/**
 * Sets a share of the values to 0 and scales the others up, so that sums stay the same on average.
 *
 * <p>Source: Srivastava et al., "Dropout", JMLR 2014 (with the scaling at training time).
 *
 * @param rate the share, in [0, 1)
 */
record Dropout(double rate) {
  /** Checks the rate. */
  Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new InputException("Dropout: rate", "in [0, 1)", Double.toString(rate));
    }
  }

  /** {@code count} factors, each 0 or 1 / (1 - rate). */
  double[] factors(int count, RandomStream random) {
    double[] out = new double[count];
    for (int t = 0; t < count; t++) {
      out[t] = random.uniform() < rate ? 0 : 1 / (1 - rate);
    }
    return out;
  }
}
