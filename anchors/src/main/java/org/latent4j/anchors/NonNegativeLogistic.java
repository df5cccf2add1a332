package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Cholesky;
import org.latent4j.kernel.Dense;

/**
 * Logistic regression with weights of at least 0 and a free bias: minimises Σ log(1 + exp(-s_i (b +
 * x_i·w))) + ridge/2 ‖w‖², s_i = ±1, by Newton steps on the weights that are not held at 0, from
 * zero. The minimum is unique where both labels occur.
 *
 * <p>Source: Bertsekas, "Projected Newton methods for optimization problems with simple
 * constraints", SIAM Journal on Control and Optimization 20, 1982, section 2.
 */
final class NonNegativeLogistic {
  private static final int ITERATIONS = 500;
  private static final double TOLERANCE = 1e-10;
  private static final double DECREASE = 1e-4;
  private static final double SMALLEST_STEP = 1e-12;

  private final double[] rows; // [n, c]
  private final int[] labels; // [n]
  private final int c;
  private final double ridge;

  private NonNegativeLogistic(double[] rows, int[] labels, int c, double ridge) {
    this.rows = rows;
    this.labels = labels;
    this.c = c;
    this.ridge = ridge;
  }

  /** The weights, then the bias, {@code [c + 1]}. */
  static double[] fit(double[] rows, int[] labels, int c, double ridge) {
    int ones = 0;
    for (int i = 0; i < labels.length; i++) {
      Require.between("ConceptAnchors.fit: label of pair " + i, 0, 1, labels[i]);
      ones += labels[i];
    }
    if (ones == 0 || ones == labels.length) {
      throw new InputException(
          "ConceptAnchors.fit", "labels 0 and 1", ones + " ones among " + labels.length);
    }
    return new NonNegativeLogistic(rows, labels, c, ridge).minimise();
  }

  static double sigmoid(double z) {
    return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
  }

  private double[] minimise() {
    double[] point = new double[c + 1];
    double loss = loss(point);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] gradient = gradient(point);
      boolean[] free = free(point, gradient);
      if (largest(gradient, free) <= TOLERANCE * labels.length) {
        return point;
      }
      double[] next = better(point, loss, gradient, direction(point, gradient, free));
      if (next == point) {
        next = better(point, loss, gradient, downhill(gradient, free));
      }
      if (next == point) {
        return point; // no better point can be told apart by rounding
      }
      point = next;
      loss = loss(point);
    }
    return point;
  }

  /** The first point along a direction that is enough better, or the same point. */
  private double[] better(double[] point, double loss, double[] gradient, double[] direction) {
    for (double step = 1; step > SMALLEST_STEP; step /= 2) {
      double[] next = moved(point, direction, step);
      double value = loss(next);
      if (value < loss && value <= loss - DECREASE * decrease(gradient, point, next)) {
        return next;
      }
    }
    return point;
  }

  /** The steepest direction among the free entries, for where a Newton step runs into a bound. */
  private static double[] downhill(double[] gradient, boolean[] free) {
    double[] out = new double[free.length];
    for (int j = 0; j < free.length; j++) {
      out[j] = free[j] ? -gradient[j] : 0;
    }
    return out;
  }

  private double margin(double[] point, int i) {
    double z = point[c];
    for (int j = 0; j < c; j++) {
      z += point[j] * rows[i * c + j];
    }
    return z;
  }

  private double loss(double[] point) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double signed = labels[i] == 1 ? margin(point, i) : -margin(point, i);
      sum += Math.max(0, -signed) + Math.log1p(Math.exp(-Math.abs(signed)));
    }
    for (int j = 0; j < c; j++) {
      sum += ridge / 2 * point[j] * point[j];
    }
    return sum;
  }

  private double[] gradient(double[] point) {
    double[] out = new double[c + 1];
    for (int i = 0; i < labels.length; i++) {
      double residual = sigmoid(margin(point, i)) - labels[i];
      for (int j = 0; j < c; j++) {
        out[j] += residual * rows[i * c + j];
      }
      out[c] += residual;
    }
    for (int j = 0; j < c; j++) {
      out[j] += ridge * point[j];
    }
    return out;
  }

  /** The weights that may move: all but those at 0 that the gradient would push below. */
  private boolean[] free(double[] point, double[] gradient) {
    boolean[] out = new boolean[c + 1];
    for (int j = 0; j <= c; j++) {
      out[j] = j == c || point[j] > 0 || gradient[j] < 0;
    }
    return out;
  }

  private static double largest(double[] gradient, boolean[] free) {
    double out = 0;
    for (int j = 0; j < free.length; j++) {
      out = free[j] ? Math.max(out, Math.abs(gradient[j])) : out;
    }
    return out;
  }

  /** Minus the Newton step among the free entries, 0 elsewhere. */
  private double[] direction(double[] point, double[] gradient, boolean[] free) {
    int[] entries = new int[c + 1];
    int count = 0;
    for (int j = 0; j <= c; j++) {
      if (free[j]) {
        entries[count] = j;
        count++;
      }
    }
    double[] hessian = hessian(point, Arrays.copyOf(entries, count));
    double[] right = new double[count];
    for (int a = 0; a < count; a++) {
      right[a] = -gradient[entries[a]];
    }
    double[] solved = Dense.doubles(Cholesky.of(hessian, count).solve(Dense.of(right, count, 1)));
    double[] out = new double[c + 1];
    for (int a = 0; a < count; a++) {
      out[entries[a]] = solved[a];
    }
    return out;
  }

  private double[] hessian(double[] point, int[] entries) {
    int count = entries.length;
    double[] out = new double[count * count];
    double[] row = new double[count];
    for (int i = 0; i < labels.length; i++) {
      double p = sigmoid(margin(point, i));
      for (int a = 0; a < count; a++) {
        row[a] = entries[a] == c ? 1 : rows[i * c + entries[a]];
      }
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
          out[a * count + b] += p * (1 - p) * row[a] * row[b];
        }
      }
    }
    for (int a = 0; a < count; a++) {
      // The bias has no ridge; a trace of something keeps the matrix definite where all p are 0 or
      // 1.
      out[a * count + a] += entries[a] == c ? 1e-12 : ridge;
    }
    return out;
  }

  /** A step along a direction; weights stop at 0. */
  private double[] moved(double[] point, double[] direction, double step) {
    double[] out = new double[c + 1];
    for (int j = 0; j <= c; j++) {
      double value = point[j] + step * direction[j];
      out[j] = j < c ? Math.max(0, value) : value;
    }
    return out;
  }

  private static double decrease(double[] gradient, double[] from, double[] to) {
    double sum = 0;
    for (int j = 0; j < from.length; j++) {
      sum += gradient[j] * (from[j] - to[j]);
    }
    return sum;
  }
}
