package org.latent4j.quantize;

/**
 * The gradient through a row that is rotated and stretched onto its vector q by {@code r (I - 2 w
 * wT + 2 q^ x^T)}, all fixed; straight through where the directions are not defined.
 *
 * <p>Source: Fifty et al. 2024, arXiv 2410.06424, section 4.2.
 */
final class Rotation {
  private static final double LEAST = 1e-6;

  private Rotation() {}

  /** Replaces the gradient at the outputs by that at the rows. */
  static void backward(Batch rows, double[] nearest, double[] gradient) {
    int d = rows.d();
    double[] x = new double[d];
    double[] q = new double[d];
    double[] w = new double[d];
    for (int row = 0; row < rows.n(); row++) {
      int start = row * d;
      double length = unit(rows.values(), start, x);
      double target = unit(nearest, start, q);
      for (int i = 0; i < d; i++) {
        w[i] = x[i] + q[i];
      }
      double between = unit(w, 0, w);
      if (length < LEAST || target < LEAST || between < LEAST) {
        continue;
      }
      double alongW = dot(gradient, start, w);
      double alongQ = dot(gradient, start, q);
      for (int i = 0; i < d; i++) {
        gradient[start + i] =
            target / length * (gradient[start + i] - 2 * alongW * w[i] + 2 * alongQ * x[i]);
      }
    }
  }

  /** Writes the direction to {@code out} and returns the length. */
  private static double unit(double[] values, int start, double[] out) {
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      sum += values[start + i] * values[start + i];
    }
    double length = Math.sqrt(sum);
    for (int i = 0; i < out.length; i++) {
      out[i] = length == 0 ? 0 : values[start + i] / length;
    }
    return length;
  }

  private static double dot(double[] values, int start, double[] direction) {
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += values[start + i] * direction[i];
    }
    return sum;
  }
}
