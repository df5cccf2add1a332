package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

/**
 * Gradients against central differences of the function that they are of: the choice of codes, and
 * what is held fixed, stay as they were at the point.
 */
class GradientTest {
  private static final int N = 7;
  private static final int D = 4;
  private static final long SEED = 99;

  private final RandomStream random = new RandomStream(SEED);
  private final double[] z = normals(N * D, 0.8);
  private final double[] g = normals(N * D, 1);

  private double[] normals(int count, double scale) {
    double[] out = new double[count];
    Arrays.setAll(out, i -> scale * random.normal());
    return out;
  }

  private Step forward(TrainableQuantizer quantizer) {
    return quantizer.forward(Dense.of(z, N, D), Phase.TRAINING);
  }

  private double[] backward(TrainableQuantizer quantizer, Step step) {
    return Dense.doubles(quantizer.backward(step, Dense.of(g, N, D)));
  }

  private static void check(
      String what, double[] at, double[] gradient, ToDoubleFunction<double[]> f) {
    for (int i = 0; i < at.length; i++) {
      double[] moved = at.clone();
      double step = 1e-5;
      moved[i] = at[i] + step;
      double above = f.applyAsDouble(moved);
      moved[i] = at[i] - step;
      double below = f.applyAsDouble(moved);
      double difference = (above - below) / (2 * step);
      assertThat(gradient[i])
          .as("%s at %d, seed %d: by differences %s", what, i, SEED, difference)
          .isCloseTo(
              difference,
              org.assertj.core.api.Assertions.within(1e-7 * Math.max(1, Math.abs(difference))));
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double meanSquare(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / a.length;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void qlae(boolean shared) {
    QlaeQuantization settings = QlaeQuantization.of(5).withShared(shared).withWeights(0.7, 0.3);
    double[][] values = new double[shared ? 1 : D][];
    Arrays.setAll(values, j -> normals(5, 1));
    QlaeTraining quantizer = QlaeTraining.of(settings, D, values);
    Step step = forward(quantizer);
    double[] q = Dense.doubles(step.output());
    check("z", z, backward(quantizer, step), x -> dot(g, x) + 0.3 * meanSquare(x, q));
    double[] flat = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    int[] codes = step.codes().codes();
    check(
        "values",
        flat,
        quantizer.parameters().get(0).gradient(),
        v -> {
          double[] chosen = new double[N * D];
          Arrays.setAll(chosen, i -> v[(shared ? 0 : i % D * 5) + codes[i]]);
          return 0.7 * meanSquare(z, chosen);
        });
  }

  @ParameterizedTest
  @EnumSource(FsqBound.class)
  void fsq(FsqBound bound) {
    int[] levels = {3, 4, 5, 8};
    FsqTraining quantizer = new FsqQuantization(levels, bound).trainable();
    double[] gradient = backward(quantizer, forward(quantizer));
    check("z", z, gradient, x -> dot(g, squashed(bound, levels, x)));
  }

  /** The values before rounding, by the table of the specification. */
  private static double[] squashed(FsqBound bound, int[] levels, double[] x) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int l = levels[i % levels.length];
      int w = l / 2;
      double o = l % 2 == 0 ? 0.5 : 0;
      double h = (l - 1) * (bound == FsqBound.REFERENCE ? 1 - 1e-3 : 1 + 1e-3) / 2;
      double s =
          bound == FsqBound.REFERENCE ? Math.tan(o / h) : 0.5 * Math.log((1 + o / h) / (1 - o / h));
      out[i] = bound == FsqBound.SYMMETRIC ? Math.tanh(x[i]) : (h * Math.tanh(x[i] + s) - o) / w;
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void lfq(int group) {
    EntropyPenalty penalty = new EntropyPenalty(0.6, 0.4, 0.8, group);
    SignTraining quantizer = new LfqQuantization(1.5, 0.3, penalty).trainable(D);
    Step step = forward(quantizer);
    double[] q = Dense.doubles(step.output());
    ToDoubleFunction<double[]> loss =
        x -> entropies(x, 4 * 0.6 * 1.5, penalty.group(D)) + 0.3 * meanSquare(x, q);
    assertThat(step.losses().total())
        .isCloseTo(loss.applyAsDouble(z), org.assertj.core.api.Assertions.within(1e-12));
    check("z", z, backward(quantizer, step), x -> dot(g, x) + loss.applyAsDouble(x));
  }

  @Test
  void bsq() {
    EntropyPenalty penalty = new EntropyPenalty(2, 0.4, 0.8, 0);
    SignTraining quantizer = new BsqQuantization(1.5, 0.3, penalty).trainable(D);
    Step step = forward(quantizer);
    double[] q = Dense.doubles(step.output());
    double slope = 4 * 2 * 1.5 / Math.sqrt(D);
    check(
        "z",
        z,
        backward(quantizer, step),
        x -> {
          double[] unit = unit(x, 1.5);
          return dot(g, unit) + entropies(unit, slope, D) + 0.3 * meanSquare(unit, q);
        });
  }

  private static double[] unit(double[] x, double length) {
    double[] out = new double[x.length];
    for (int row = 0; row < x.length / D; row++) {
      double[] one = Arrays.copyOfRange(x, row * D, (row + 1) * D);
      for (int i = 0; i < D; i++) {
        out[row * D + i] = length * one[i] / Math.sqrt(dot(one, one));
      }
    }
    return out;
  }

  /** 0.4 (H_sample - 0.8 H_batch), by all codes of each group. */
  private static double entropies(double[] x, double slope, int group) {
    double sample = 0;
    double batch = 0;
    for (int from = 0; from < D; from += group) {
      int to = Math.min(D, from + group);
      double[] mean = new double[1 << (to - from)];
      for (int row = 0; row < N; row++) {
        for (int code = 0; code < mean.length; code++) {
          double p = 1;
          for (int i = from; i < to; i++) {
            double a = slope * x[row * D + i];
            p *= 1 / (1 + Math.exp((code >> (i - from) & 1) == 1 ? -a : a));
          }
          sample -= p * Math.log(p) / N;
          mean[code] += p / N;
        }
      }
      for (double p : mean) {
        batch -= p * Math.log(p);
      }
    }
    return 0.4 * (sample - 0.8 * batch);
  }

  @ParameterizedTest
  @EnumSource(GradientEstimator.class)
  void vq(GradientEstimator estimator) {
    for (boolean cosine : new boolean[] {false, true}) {
      double[] codebook = normals(6 * D, 1);
      VqTraining quantizer =
          VqTraining.of(
              VqQuantization.of(6)
                  .withCosine(cosine)
                  .withUpdate(CodebookUpdate.GRADIENT)
                  .withWeights(0.7, 0.3)
                  .withEstimator(estimator),
              D,
              codebook);
      Step step = forward(quantizer);
      double[] gradient = backward(quantizer, step);
      double[] q = Dense.doubles(step.output());
      double[] fixed = cosine ? unit(z, 1) : z;
      check(
          "z, cosine " + cosine,
          z,
          gradient,
          x -> {
            double[] rows = cosine ? unit(x, 1) : x;
            double[] passed =
                estimator == GradientEstimator.ROTATION ? rotated(fixed, q, rows) : rows;
            return dot(g, passed) + 0.3 * meanSquare(rows, q);
          });
      int[] codes = step.codes().codes();
      check(
          "codebook, cosine " + cosine,
          quantizer.codebook(),
          quantizer.parameters().get(0).gradient(),
          e -> {
            double[] vectors = cosine ? unit(e, 1) : e;
            double[] chosen = new double[N * D];
            Arrays.setAll(chosen, i -> vectors[codes[i / D] * D + i % D]);
            return 0.7 * meanSquare(fixed, chosen);
          });
    }
  }

  /** r (x - 2 <x, w> w + 2 <x, x^> q^), with r, w, x^ and q^ of the fixed rows. */
  private static double[] rotated(double[] fixed, double[] q, double[] x) {
    double[] out = new double[x.length];
    double[] from = unit(fixed, 1);
    double[] to = unit(q, 1);
    double[] sum = new double[x.length];
    Arrays.setAll(sum, i -> from[i] + to[i]);
    double[] w = unit(sum, 1);
    for (int row = 0; row < N; row++) {
      int a = row * D;
      double alongW = 0;
      double alongX = 0;
      double lengthX = 0;
      double lengthQ = 0;
      for (int i = a; i < a + D; i++) {
        alongW += x[i] * w[i];
        alongX += x[i] * from[i];
        lengthX += fixed[i] * fixed[i];
        lengthQ += q[i] * q[i];
      }
      for (int i = a; i < a + D; i++) {
        out[i] = Math.sqrt(lengthQ / lengthX) * (x[i] - 2 * alongW * w[i] + 2 * alongX * to[i]);
      }
    }
    return out;
  }

  @Test
  void simVq() {
    double[] frozen = normals(6 * D, 1);
    double[] weight = normals(D * D, 1);
    SimVqTraining quantizer =
        SimVqTraining.of(SimVqQuantization.of(6).withWeights(0.7, 0.3), D, frozen, weight);
    Step step = forward(quantizer);
    double[] q = Dense.doubles(step.output());
    check("z", z, backward(quantizer, step), x -> dot(g, x) + 0.3 * meanSquare(x, q));
    int[] codes = step.codes().codes();
    check(
        "weight",
        weight,
        quantizer.parameters().get(0).gradient(),
        w -> {
          double[] chosen = new double[N * D];
          for (int i = 0; i < chosen.length; i++) {
            for (int t = 0; t < D; t++) {
              chosen[i] += frozen[codes[i / D] * D + t] * w[i % D * D + t];
            }
          }
          return 0.7 * meanSquare(z, chosen);
        });
  }

  @Test
  void residual() {
    ResidualQuantization settings =
        ResidualQuantization.of(3, 5)
            .withStage(
                VqQuantization.of(5)
                    .withUpdate(CodebookUpdate.GRADIENT)
                    .withClusteredStart(false)
                    .withWeights(0.7, 0.3));
    ResidualTraining quantizer = settings.trainable(D, new Seed(SEED));
    Step step = forward(quantizer);
    double[] gradient = backward(quantizer, step);
    double[][] codebooks =
        quantizer.parameters().stream()
            .map(group -> group.values().clone())
            .toArray(double[][]::new);
    check("z", z, gradient, x -> dot(g, x) + 0.3 * stageLoss(x, step, codebooks, codebooks));
    for (int s = 0; s < 3; s++) {
      int stage = s;
      check(
          "codebook " + s,
          codebooks[s],
          quantizer.parameters().get(s).gradient(),
          e -> {
            double[][] moved = codebooks.clone();
            moved[stage] = e;
            return 0.7 * stageLoss(z, step, codebooks, moved);
          });
    }
  }

  /** Sum over the stages of the mean square of r_i - q_i; {@code fixed} makes the rests. */
  private static double stageLoss(double[] x, Step step, double[][] fixed, double[][] vectors) {
    double[] rest = x.clone();
    double sum = 0;
    for (int s = 0; s < fixed.length; s++) {
      double[] q = new double[rest.length];
      for (int i = 0; i < rest.length; i++) {
        q[i] = vectors[s][step.code(i / D, s) * D + i % D];
      }
      sum += meanSquare(rest, q);
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= fixed[s][step.code(i / D, s) * D + i % D];
      }
    }
    return sum;
  }

  @Test
  void grouped() {
    GroupedQuantization settings =
        GroupedQuantization.of(2, 5)
            .withGroup(
                VqQuantization.of(5)
                    .withUpdate(CodebookUpdate.GRADIENT)
                    .withClusteredStart(false)
                    .withWeights(0.7, 0.3));
    GroupedTraining quantizer = settings.trainable(D, new Seed(SEED));
    Step step = forward(quantizer);
    double[] q = Dense.doubles(step.output());
    // Gradients of parameters add up: twice the same pass, twice the gradient.
    backward(quantizer, step);
    double[] gradient = backward(quantizer, step);
    check("z", z, gradient, x -> dot(g, x) + 0.3 * meanSquare(x, q));
    assertThat(step.losses().total())
        .isCloseTo(meanSquare(z, q), org.assertj.core.api.Assertions.within(1e-12));
    for (int part = 0; part < 2; part++) {
      int from = part * 2;
      int group = part;
      double[] twice = quantizer.parameters().get(part).gradient();
      check(
          "codebook " + part,
          quantizer.parameters().get(part).values(),
          twice,
          e -> {
            double[] chosen = q.clone();
            for (int i = 0; i < N * 2; i++) {
              chosen[i / 2 * D + from + i % 2] = e[step.codes().get(i / 2, group) * 2 + i % 2];
            }
            return 2 * 0.7 * meanSquare(z, chosen);
          });
    }
  }

  @Test
  void bernoulli() {
    BernoulliTraining quantizer = new BernoulliQuantization(0.6).trainable(D, new Seed(SEED));
    Step step = forward(quantizer);
    check(
        "z",
        z,
        backward(quantizer, step),
        x -> {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            double p = 1 / (1 + Math.exp(-x[i]));
            sum += g[i] * p + 0.6 * p * (1 - p) / x.length;
          }
          return sum;
        });
  }
}
