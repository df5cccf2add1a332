package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.latent4j.kernel.RandomStream;

/** Random matrices and derivatives by differences, for the tests of gradients. */
final class Numbers {
  /** A step small against the curvature and large against the rounding of floats. */
  private static final float STEP = 4e-3f;

  private Numbers() {}

  /** A matrix of standard normal numbers, on both sides. */
  static Matrix normal(RandomStream random, int rows, int columns) {
    Matrix matrix = new Matrix(rows, columns);
    fill(random, matrix.values());
    return matrix.toNative();
  }

  static void fill(RandomStream random, float[] values) {
    for (int t = 0; t < values.length; t++) {
      values[t] = (float) random.normal();
    }
  }

  /** The sum of products in double precision: a loss whose derivative by the outputs is given. */
  static double weigh(float[] outputs, float[] weights, int n) {
    double sum = 0;
    for (int t = 0; t < n; t++) {
      sum += (double) outputs[t] * weights[t];
    }
    return sum;
  }

  /**
   * Checks a gradient entry by entry against central differences of a loss, which reads {@code
   * values} (on both sides) anew at each call.
   */
  static void requireGradient(
      String what, Matrix values, float[] gradient, DoubleSupplier loss, double tolerance) {
    float[] x = values.values();
    int n = values.rows() * values.columns();
    double largest = 0;
    double[] differences = new double[n];
    for (int t = 0; t < n; t++) {
      float kept = x[t];
      float up = kept + STEP;
      float down = kept - STEP;
      x[t] = up;
      values.toNative();
      double above = loss.getAsDouble();
      x[t] = down;
      values.toNative();
      double below = loss.getAsDouble();
      x[t] = kept;
      differences[t] = (above - below) / ((double) up - down);
      largest = Math.max(largest, Math.abs(differences[t]));
    }
    values.toNative();
    assertThat(largest).as("%s: a gradient that is not 0", what).isPositive();
    for (int t = 0; t < n; t++) {
      assertThat((double) gradient[t])
          .as("%s: entry %d of %d", what, t, n)
          .isEqualTo(differences[t], within(tolerance * largest));
    }
  }
}
