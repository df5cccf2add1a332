package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

class AdamTest {
  @Test
  void theFirstStepHasTheLengthOfTheRate() {
    try (Parameter parameter = Parameter.of(1, 3)) {
      set(parameter.gradient(), 1e-3f, -50, 0);
      new Adam(List.of(parameter), 0.01).step();
      assertThat(parameter.value().values())
          .containsExactly(new float[] {-0.01f, 0.01f, 0}, within(1e-6f));
    }
  }

  @Test
  void agreesWithTheAlgorithmInDoublePrecision() {
    RandomStream random = new RandomStream(1);
    try (Parameter a = Parameter.of(2, 3);
        Parameter b = Parameter.of(1, 4)) {
      Numbers.fill(random, a.value().values());
      Numbers.fill(random, b.value().values());
      Naive first = new Naive(a.value().copy());
      Naive second = new Naive(b.value().copy());
      Adam adam = new Adam(List.of(a, b), 1e-2);
      for (int step = 1; step <= 50; step++) {
        Numbers.fill(random, a.gradient().values());
        Numbers.fill(random, b.gradient().values());
        first.step(a.gradient().values(), step);
        second.step(b.gradient().values(), step);
        adam.step();
      }
      first.require(a);
      second.require(b);
    }
  }

  @Test
  void bothSidesAreMoved() {
    try (Parameter parameter = Parameter.of(1, 2)) {
      set(parameter.gradient(), 1, -1);
      new Adam(List.of(parameter), 0.1).step();
      float[] heap = parameter.value().copy();
      assertThat(parameter.value().toHeap().copy()).isEqualTo(heap).doesNotContain(0f);
    }
  }

  @Test
  void findsTheMinimumOfAParabola() {
    try (Parameter parameter = Parameter.of(1, 2)) {
      Adam adam = new Adam(List.of(parameter), 0.05);
      for (int step = 0; step < 500; step++) {
        float[] x = parameter.value().values();
        set(parameter.gradient(), x[0] - 3, 10 * (x[1] + 2));
        adam.step();
      }
      assertThat(parameter.value().values()).containsExactly(new float[] {3, -2}, within(1e-2f));
    }
  }

  private static void set(Matrix matrix, float... values) {
    System.arraycopy(values, 0, matrix.values(), 0, values.length);
  }

  private static final class Naive {
    private final double[] x;
    private final double[] m;
    private final double[] v;

    Naive(float[] start) {
      x = new double[start.length];
      m = new double[start.length];
      v = new double[start.length];
      for (int t = 0; t < start.length; t++) {
        x[t] = start[t];
      }
    }

    void step(float[] g, int step) {
      for (int t = 0; t < x.length; t++) {
        m[t] = 0.9 * m[t] + 0.1 * g[t];
        v[t] = 0.999 * v[t] + 0.001 * g[t] * g[t];
        double mean = m[t] / (1 - Math.pow(0.9, step));
        double square = v[t] / (1 - Math.pow(0.999, step));
        x[t] -= 1e-2 * mean / (Math.sqrt(square) + 1e-8);
      }
    }

    void require(Parameter parameter) {
      for (int t = 0; t < x.length; t++) {
        assertThat((double) parameter.value().values()[t])
            .as("entry %d", t)
            .isEqualTo(x[t], within(1e-4));
      }
    }
  }
}
