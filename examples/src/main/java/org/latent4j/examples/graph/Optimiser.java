package org.latent4j.examples.graph;

/** How parameters follow their gradients. */
public enum Optimiser {
  /** Gradient descent with a momentum of 0.9: v = 0.9 v + g, x = x - rate v. */
  MOMENTUM {
    @Override
    Stepping of(Parameter parameter, double rate) {
      double[] velocity = new double[parameter.value().length];
      return step -> {
        for (int t = 0; t < velocity.length; t++) {
          velocity[t] = FIRST * velocity[t] + parameter.gradient()[t];
          parameter.value()[t] -= rate * velocity[t];
        }
      };
    }
  },
  /**
   * Adam with beta 0.9 and 0.999 and epsilon 1e-8.
   *
   * <p>Source: Kingma and Ba 2014, arXiv 1412.6980, algorithm 1.
   */
  ADAM {
    @Override
    Stepping of(Parameter parameter, double rate) {
      double[] mean = new double[parameter.value().length];
      double[] square = new double[mean.length];
      return step -> {
        double factor = rate / (1 - StrictMath.pow(FIRST, step));
        double spread = 1 / (1 - StrictMath.pow(SECOND, step));
        for (int t = 0; t < mean.length; t++) {
          double g = parameter.gradient()[t];
          mean[t] = FIRST * mean[t] + (1 - FIRST) * g;
          square[t] = SECOND * square[t] + (1 - SECOND) * g * g;
          parameter.value()[t] -= factor * mean[t] / (Math.sqrt(square[t] * spread) + EPSILON);
        }
      };
    }
  };

  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  /** Moves one parameter, and remembers what it needs from step to step. */
  @FunctionalInterface
  interface Stepping {
    /** Moves the parameter against its gradient; {@code step} counts from 1. */
    void move(int step);
  }

  /** The steps of one parameter with a learning rate. */
  abstract Stepping of(Parameter parameter, double rate);
}
