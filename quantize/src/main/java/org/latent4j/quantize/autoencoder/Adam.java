package org.latent4j.quantize.autoencoder;

/**
 * The factors of one step of Adam.
 *
 * @param rate the learning rate
 * @param step the number of the step, from 1
 */
record Adam(double rate, long step) {
  static final double FIRST = 0.9;
  static final double SECOND = 0.999;
  static final double EPSILON = 1e-8;

  /** What the first moment is multiplied by. */
  double factor() {
    return rate / (1 - Math.pow(FIRST, step));
  }

  /** What the root of the second moment is multiplied by. */
  double spread() {
    return 1 / Math.sqrt(1 - Math.pow(SECOND, step));
  }

  /** Moves values in double precision. */
  void learn(double[] values, double[] gradient, double[] first, double[] second) {
    double factor = factor();
    double spread = spread();
    for (int i = 0; i < values.length; i++) {
      first[i] = FIRST * first[i] + (1 - FIRST) * gradient[i];
      second[i] = SECOND * second[i] + (1 - SECOND) * gradient[i] * gradient[i];
      values[i] -= factor * first[i] / (Math.sqrt(second[i]) * spread + EPSILON);
    }
  }
}
