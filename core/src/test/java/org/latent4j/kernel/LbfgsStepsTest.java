package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The parts of the minimisation: directions against dense BFGS, steps against Wolfe's conditions.
 */
class LbfgsStepsTest {
  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** One BFGS update of an inverse Hessian: (I - r s yᵀ) H (I - r y sᵀ) + r s sᵀ, r = 1 / sᵀy. */
  private static double[] update(double[] h, double[] s, double[] y) {
    int n = s.length;
    double r = 1 / dot(s, y);
    double[] left = Matrices.identity(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left[i * n + j] -= r * s[i] * y[j];
      }
    }
    double[] out =
        Matrices.multiply(
            Matrices.multiply(left, h, n, n, n), Matrices.transpose(left, n, n), n, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] += r * s[i] * s[j];
      }
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"3,1,1", "5,4,4", "5,3,8", "12,10,25", "2,7,3"})
  void directionsAreThoseOfDenseBfgs(int n, int limit, int steps) {
    RandomStream stream = new RandomStream(n * 10L + steps);
    StepHistory history = new StepHistory(limit, n);
    double[][] s = new double[steps][n];
    double[][] y = new double[steps][n];
    assertThat(history.isEmpty()).isTrue();
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < n; i++) {
        s[t][i] = stream.normal();
        y[t][i] = 3 * s[t][i] + 0.3 * stream.normal();
      }
      assertThat(dot(s[t], y[t])).as("a step of positive curvature").isPositive();
      history.add(s[t], y[t]);
    }
    double[] last = y[steps - 1];
    double scale = dot(s[steps - 1], last) / dot(last, last);
    double[] h = Matrices.identity(n);
    for (int i = 0; i < h.length; i++) {
      h[i] *= scale;
    }
    for (int t = Math.max(0, steps - limit); t < steps; t++) {
      h = update(h, s[t], y[t]);
    }
    double[] gradient = Matrices.normal(9, n);
    double[] before = gradient.clone();
    double[] expected = Matrices.multiply(h, gradient, n, n, 1);
    double[] found = history.direction(gradient);
    for (int i = 0; i < n; i++) {
      assertThat(found[i])
          .as("seed " + (n * 10L + steps))
          .isCloseTo(-expected[i], within(1e-10 * (1 + Math.abs(expected[i]))));
    }
    assertThat(gradient).isEqualTo(before);
    history.clear();
    assertThat(history.isEmpty()).isTrue();
    double[] steepest = history.direction(gradient);
    for (int i = 0; i < n; i++) {
      assertThat(steepest[i]).isEqualTo(-gradient[i]);
    }
  }

  @Test
  void stepsWithoutCurvatureAreForgotten() {
    StepHistory history = new StepHistory(4, 2);
    history.add(new double[] {1, 0}, new double[] {0, 1});
    history.add(new double[] {1, 0}, new double[] {-1, 0});
    history.add(new double[] {1, 0}, new double[] {1e-30, 1});
    history.add(new double[] {0, 0}, new double[] {0, 0});
    history.add(new double[] {1, 0}, new double[] {Double.NaN, 1});
    assertThat(history.isEmpty()).isTrue();
    history.add(new double[] {1, 0}, new double[] {2, 0});
    assertThat(history.direction(new double[] {4, 4})).containsExactly(-2, -2);
  }

  private static double waves(double[] x, double[] g) {
    double value = 0;
    for (int i = 0; i < x.length; i++) {
      value += Math.pow(x[i], 4) / 4 - x[i] * x[i] + Math.sin(3 * x[i] + i);
      g[i] = Math.pow(x[i], 3) - 2 * x[i] + 3 * Math.cos(3 * x[i] + i);
    }
    return value;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 1e-3, 1, 30, 1e6})
  void stepsMeetTheStrongWolfeConditions(double first) {
    for (long seed = 0; seed < 40; seed++) {
      double[] start = Matrices.normal(seed, 4);
      LineSearch search = new LineSearch(LbfgsStepsTest::waves, start);
      double value = search.value();
      double[] gradient = search.gradient().clone();
      double[] down = new double[4];
      Arrays.setAll(down, i -> -gradient[i]);
      assertThat(search.go(down, first)).as("seed " + seed).isTrue();
      double length = dot(search.lastStep(), down) / dot(down, down);
      double slope = dot(down, gradient);
      String note = "seed " + seed + ", length " + length;
      assertThat(search.value())
          .as(note)
          .isLessThanOrEqualTo(value + 1e-4 * length * slope + 1e-12 * Math.abs(value));
      assertThat(Math.abs(dot(down, search.gradient()))).as(note).isLessThanOrEqualTo(-0.9 * slope);
      double[] there = new double[4];
      assertThat(search.value()).isEqualTo(waves(search.point(), there));
      assertThat(search.gradient()).isEqualTo(there);
      for (int i = 0; i < 4; i++) {
        assertThat(search.lastStep()[i]).isEqualTo(search.point()[i] - start[i]);
        assertThat(search.lastChange()[i]).isEqualTo(there[i] - gradient[i]);
      }
    }
  }

  @Test
  void uphillAndLevelDirectionsAreRefused() {
    LineSearch search = new LineSearch(LbfgsStepsTest::waves, new double[] {0.3, -2});
    double[] point = search.point();
    double[] gradient = search.gradient().clone();
    assertThat(search.go(gradient, 1)).isFalse();
    assertThat(search.go(new double[] {gradient[1], -gradient[0]}, 1)).isFalse();
    assertThat(search.go(new double[] {0, 0}, 1)).isFalse();
    assertThat(search.go(new double[] {Double.NaN, 1}, 1)).isFalse();
    assertThat(search.point()).isEqualTo(point);
    assertThat(search.evaluations()).isEqualTo(1);
  }

  @Test
  void pointsAreCopiesAndEvaluationsAreCounted() {
    AtomicInteger calls = new AtomicInteger();
    double[] start = {1, 2, 3};
    Minimum minimum =
        Lbfgs.of(1e-8)
            .minimise(
                (x, g) -> {
                  calls.incrementAndGet();
                  return waves(x, g);
                },
                start);
    assertThat(minimum.evaluations()).isEqualTo(calls.get());
    assertThat(minimum.end()).isEqualTo(Lbfgs.End.CONVERGED);
    double[] gradient = new double[3];
    assertThat(waves(minimum.point(), gradient)).isEqualTo(minimum.value());
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElse(-1);
    assertThat(minimum.gradientNorm()).isEqualTo(largest).isLessThanOrEqualTo(1e-8);
    assertThat(start).containsExactly(1, 2, 3);
  }

  private static double known(String name, double[] x, double[] g) {
    double a = x[0];
    double b = x[1];
    switch (name) {
      case "booth" -> {
        double p = a + 2 * b - 7;
        double q = 2 * a + b - 5;
        g[0] = 2 * p + 4 * q;
        g[1] = 4 * p + 2 * q;
        return p * p + q * q;
      }
      case "beale" -> {
        double p = 1.5 - a + a * b;
        double q = 2.25 - a + a * b * b;
        double r = 2.625 - a + a * b * b * b;
        g[0] = 2 * (p * (b - 1) + q * (b * b - 1) + r * (b * b * b - 1));
        g[1] = 2 * a * (p + 2 * q * b + 3 * r * b * b);
        return p * p + q * q + r * r;
      }
      case "matyas" -> {
        g[0] = 0.52 * a - 0.48 * b;
        g[1] = 0.52 * b - 0.48 * a;
        return 0.26 * (a * a + b * b) - 0.48 * a * b;
      }
      default -> {
        double p = a * a + b - 11;
        double q = a + b * b - 7;
        g[0] = 4 * a * p + 2 * q;
        g[1] = 2 * p + 4 * b * q;
        return p * p + q * q;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"booth,1,3", "beale,3,0.5", "matyas,0,0", "himmelblau,3,2"})
  void knownMinimaAreFound(String name, double a, double b) {
    for (int history : new int[] {1, 3, 20}) {
      double[] start = {a + 0.6, b - 0.4};
      Minimum minimum = new Lbfgs(history, 500, 1e-10).minimise((x, g) -> known(name, x, g), start);
      String note = name + ", history " + history;
      assertThat(minimum.end()).as(note).isEqualTo(Lbfgs.End.CONVERGED);
      assertThat(minimum.point()).as(note).containsExactly(new double[] {a, b}, within(1e-7));
      assertThat(minimum.value()).as(note).isCloseTo(0, within(1e-14));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-10, 1e10, 1e100})
  void theScaleOfTheValuesDoesNotMatter(double factor) {
    Lbfgs.Objective objective =
        (x, g) -> {
          double value = known("himmelblau", x, g);
          g[0] *= factor;
          g[1] *= factor;
          return value * factor;
        };
    Minimum minimum = Lbfgs.of(1e-9 * factor).minimise(objective, new double[] {3.4, 1.7});
    assertThat(minimum.end()).isEqualTo(Lbfgs.End.CONVERGED);
    assertThat(minimum.point()).containsExactly(new double[] {3, 2}, within(1e-8));
  }
}
