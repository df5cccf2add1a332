package org.latent4j.anchors;

/**
 * Adam, with beta 0.9 and 0.999 and epsilon 1e-8.
 *
 * <p>Source: Kingma and Ba 2014, arXiv 1412.6980, algorithm 1.
 */
final class Adam {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double[] mean;
  private final double[] square;
  private int steps;

  Adam(int size, double rate) {
    this.rate = rate;
    this.mean = new double[size];
    this.square = new double[size];
  }

  /** Moves {@code values} against the gradient, in place. */
  void step(double[] values, double[] gradient) {
    steps++;
    double towards = 1 - Math.pow(FIRST, steps);
    double spread = Math.sqrt(1 - Math.pow(SECOND, steps));
    for (int i = 0; i < values.length; i++) {
      mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
      square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
      values[i] -= rate / towards * mean[i] / (Math.sqrt(square[i]) / spread + EPSILON);
    }
  }
}
