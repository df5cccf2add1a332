package org.latent4j.examples.graph;

/**
 * What a hidden layer does to each of its sums, and the derivative as a function of the outcome.
 */
public enum Activation {
  /** y = max(x, 0); the derivative at 0 is 0. */
  RELU {
    @Override
    double apply(double x) {
      return Math.max(x, 0);
    }

    @Override
    double slope(double y) {
      return y > 0 ? 1 : 0;
    }
  },
  /** y = tanh(x). */
  TANH {
    @Override
    double apply(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    double slope(double y) {
      return 1 - y * y;
    }
  },
  /** y = x. */
  IDENTITY {
    @Override
    double apply(double x) {
      return x;
    }

    @Override
    double slope(double y) {
      return 1;
    }
  };

  /** The outcome. */
  abstract double apply(double x);

  /** The derivative where {@code y} came out. */
  abstract double slope(double y);
}
