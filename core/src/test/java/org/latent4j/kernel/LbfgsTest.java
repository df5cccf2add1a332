package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;

class LbfgsTest {
  private static double rosenbrock(double[] x, double[] g) {
    double sum = 0;
    Arrays.fill(g, 0);
    for (int i = 0; i + 1 < x.length; i++) {
      double a = x[i + 1] - x[i] * x[i];
      double b = 1 - x[i];
      sum += 100 * a * a + b * b;
      g[i] += -400 * x[i] * a - 2 * b;
      g[i + 1] += 200 * a;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 100})
  void rosenbrockFromTheUsualStart(int n) {
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      start[i] = i % 2 == 0 ? -1.2 : 1;
    }
    double[] before = start.clone();
    Minimum minimum = Lbfgs.of(1e-9).minimise(LbfgsTest::rosenbrock, start);
    assertThat(minimum.end()).isEqualTo(Lbfgs.End.CONVERGED);
    assertThat(minimum.gradientNorm()).isLessThanOrEqualTo(1e-9);
    assertThat(start).isEqualTo(before);
    if (n == 2) {
      assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-8));
      assertThat(minimum.evaluations()).isLessThan(80);
    } else {
      // For larger n there is a second minimum, near x = (-1, 1, ..., 1).
      assertThat(minimum.value()).isLessThan(4);
    }
    Minimum again = Lbfgs.of(1e-9).minimise(LbfgsTest::rosenbrock, start);
    assertThat(again.point()).isEqualTo(minimum.point());
    assertThat(again.evaluations()).isEqualTo(minimum.evaluations());
  }

  @Test
  void quadraticIsTheSolutionOfItsSystem() {
    int n = 30;
    double[] m = Matrices.normal(3, n * n);
    double[] a = Matrices.multiply(m, Matrices.transpose(m, n, n), n, n, n);
    for (int i = 0; i < n; i++) {
      a[i * n + i] += 5;
    }
    double[] b = Matrices.normal(4, n);
    Lbfgs.Objective objective =
        (x, g) -> {
          double value = 0;
          double[] ax = Matrices.multiply(a, x, n, n, 1);
          for (int i = 0; i < n; i++) {
            g[i] = ax[i] - b[i];
            value += x[i] * (ax[i] / 2 - b[i]);
          }
          return value;
        };
    double[] expected = Dense.doubles(Cholesky.of(a, n).solve(Dense.of(b, n, 1)));
    for (int history : new int[] {1, 5, 40}) {
      Minimum minimum = new Lbfgs(history, 2000, 1e-10).minimise(objective, new double[n]);
      assertThat(minimum.end()).as("history " + history).isEqualTo(Lbfgs.End.CONVERGED);
      assertThat(Matrices.difference(minimum.point(), expected)).isLessThan(1e-9);
    }
  }

  @Test
  void badlyScaledQuadratic() {
    double[] scales = {1e-4, 1, 1e4, 1e6};
    Lbfgs.Objective objective =
        (x, g) -> {
          double value = 0;
          for (int i = 0; i < 4; i++) {
            g[i] = scales[i] * (x[i] - i);
            value += g[i] * (x[i] - i) / 2;
          }
          return value;
        };
    Minimum minimum = Lbfgs.of(1e-10).minimise(objective, new double[] {50, -50, 50, -50});
    assertThat(minimum.end()).isEqualTo(Lbfgs.End.CONVERGED);
    assertThat(minimum.point()).containsExactly(new double[] {0, 1, 2, 3}, within(1e-5));
  }

  @Test
  void stepsBackFromWhereTheObjectiveIsNotFinite() {
    // log x is NaN left of 0; the first full step lands there.
    Lbfgs.Objective objective =
        (x, g) -> {
          g[0] = 1 - 1e-3 / x[0];
          return x[0] - 1e-3 * Math.log(x[0]);
        };
    Minimum minimum = Lbfgs.of(1e-8).minimise(objective, new double[] {0.9});
    assertThat(minimum.end()).isEqualTo(Lbfgs.End.CONVERGED);
    assertThat(minimum.point()[0]).isCloseTo(1e-3, within(1e-9));
  }

  @Test
  void endsForOtherReasons() {
    Minimum limited = new Lbfgs(5, 3, 0).minimise(LbfgsTest::rosenbrock, new double[] {-1.2, 1});
    assertThat(limited.end()).isEqualTo(Lbfgs.End.ITERATIONS);
    assertThat(limited.iterations()).isEqualTo(3);
    // Out of reach: the gradient never falls below 1/2.
    Minimum stalled =
        Lbfgs.of(0.1)
            .minimise(
                (x, g) -> {
                  g[0] = x[0] < 0 ? -1 : 1;
                  return Math.abs(x[0]);
                },
                new double[] {3});
    assertThat(stalled.end()).isEqualTo(Lbfgs.End.STALLED);
    assertThat(stalled.value()).isLessThan(1e-3);
    Minimum there = Lbfgs.of(1e-3).minimise(LbfgsTest::rosenbrock, new double[] {1, 1});
    assertThat(there.iterations()).isZero();
    assertThat(there.evaluations()).isEqualTo(1);
    // No lower bound: steps grow until the limit of iterations or of numbers.
    Minimum endless =
        new Lbfgs(3, 50, 1e-6)
            .minimise(
                (x, g) -> {
                  g[0] = -1;
                  return -x[0];
                },
                new double[] {0});
    assertThat(endless.end()).isNotEqualTo(Lbfgs.End.CONVERGED);
  }

  @Test
  void refusesBadInput() {
    assertThatThrownBy(() -> new Lbfgs(0, 1, 0)).hasMessageContaining("history");
    assertThatThrownBy(() -> new Lbfgs(1, 1, Double.NaN)).hasMessageContaining("NaN");
    Lbfgs lbfgs = Lbfgs.of(1e-6);
    assertThatThrownBy(() -> lbfgs.minimise(LbfgsTest::rosenbrock, new double[0]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least 1 value");
    assertThatThrownBy(() -> lbfgs.minimise(LbfgsTest::rosenbrock, new double[] {1, Double.NaN}))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("position 1");
    assertThatThrownBy(() -> lbfgs.minimise((x, g) -> Double.NaN, new double[] {1}))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("the value");
  }
}
