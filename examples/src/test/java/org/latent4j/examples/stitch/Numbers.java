package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;

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
   * Checks a gradient entry by entry against differences of a loss, which reads {@code values} (on
   * both sides) anew at each call. Where slopes to the left and to the right differ, as beside a
   * corner of ReLU, the gradient must lie between them.
   */
  static void requireGradient(
      String what, Matrix values, float[] gradient, DoubleSupplier loss, double tolerance) {
    int n = values.rows() * values.columns();
    double here = loss.getAsDouble();
    double[] left = new double[n];
    double[] right = new double[n];
    double largest = 0;
    for (int t = 0; t < n; t++) {
      left[t] = slope(values, t, -STEP, loss, here);
      right[t] = slope(values, t, STEP, loss, here);
      largest = Math.max(largest, Math.abs(left[t] + right[t]) / 2);
    }
    assertThat(largest).as("%s: a gradient that is not 0", what).isPositive();
    for (int t = 0; t < n; t++) {
      assertThat((double) gradient[t])
          .as("%s: entry %d of %d", what, t, n)
          .isBetween(
              Math.min(left[t], right[t]) - tolerance * largest,
              Math.max(left[t], right[t]) + tolerance * largest);
    }
  }

  private static double slope(
      Matrix values, int entry, float step, DoubleSupplier loss, double here) {
    float kept = values.values()[entry];
    float moved = kept + step;
    values.values()[entry] = moved;
    values.toNative();
    double there = loss.getAsDouble();
    values.values()[entry] = kept;
    values.toNative();
    return (there - here) / ((double) moved - kept);
  }
}
