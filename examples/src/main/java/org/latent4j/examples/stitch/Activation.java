package org.latent4j.examples.stitch;

/** What a layer does to each of its sums, and the derivative as a function of the outcome. */
enum Activation {
  /** y = x. */
  IDENTITY {
    @Override
    void apply(float[] x, int n) {}

    @Override
    void chain(float[] y, float[] gradient, int n) {}
  },
  /** y = max(x, 0); the derivative at 0 is 0. */
  RELU {
    @Override
    void apply(float[] x, int n) {
      for (int t = 0; t < n; t++) {
        x[t] = Math.max(x[t], 0);
      }
    }

    @Override
    void chain(float[] y, float[] gradient, int n) {
      for (int t = 0; t < n; t++) {
        gradient[t] = y[t] > 0 ? gradient[t] : 0;
      }
    }
  },
  /** y = 1 / (1 + exp(-x)). */
  SIGMOID {
    @Override
    void apply(float[] x, int n) {
      for (int t = 0; t < n; t++) {
        x[t] = (float) (1 / (1 + Math.exp(-x[t])));
      }
    }

    @Override
    void chain(float[] y, float[] gradient, int n) {
      for (int t = 0; t < n; t++) {
        gradient[t] *= y[t] * (1 - y[t]);
      }
    }
  };

  /** Replaces the first {@code n} values by their outcomes. */
  abstract void apply(float[] x, int n);

  /** Multiplies the first {@code n} gradients by the derivatives where {@code y} came out. */
  abstract void chain(float[] y, float[] gradient, int n);
}
