package org.latent4j.examples.graph;

/**
 * Numbers that are learned.
 *
 * @param value what they are
 * @param gradient the derivative of the loss by them, as many
 */
record Parameter(double[] value, double[] gradient) {
  /** {@code count} zeros. */
  static Parameter of(int count) {
    return new Parameter(new double[count], new double[count]);
  }
}
