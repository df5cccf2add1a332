package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;

/**
 * What the indices claim of themselves, over random cases: claims hold, and nothing is left out.
 */
class FlagsTest {
  private static final int CASES = 200;
  private static final long SEED = 20261124;
  private static final int ROWS = 24;
  private static final List<SimilarityIndex> INDICES = SimilarityIndex.all(Samples.options());

  @ParameterizedTest
  @EnumSource(Invariance.class)
  void declaredInvariancesHoldAndOthersFail(Invariance invariance) {
    Map<String, Double> moved = new HashMap<>();
    for (int c = 0; c < CASES; c++) {
      RandomStream random = random(invariance.name(), c);
      double[][] x = Samples.space(ROWS, 4, random);
      double[][] y = Samples.related(x, 3 + random.below(3), 0.7, random);
      Map<String, Double> before = values(x, y);
      Map<String, Double> left = values(Samples.change(invariance, x, random), y);
      Map<String, Double> right = values(x, Samples.change(invariance, y, random));
      for (String name : before.keySet()) {
        double value = before.get(name);
        double most = Math.max(Math.abs(value - left.get(name)), Math.abs(value - right.get(name)));
        moved.merge(name, most / Math.max(1, Math.abs(value)), Math::max);
      }
    }
    assertThat(moved).hasSize(INDICES.size());
    for (SimilarityIndex index : INDICES) {
      String what = index.name() + " " + invariance + ", seed " + SEED;
      if (follows(invariance, index.invariances())) {
        assertThat(moved.get(index.name())).as(what).isLessThan(1e-8);
      } else {
        assertThat(moved.get(index.name())).as(what).isGreaterThan(1e-4);
      }
    }
  }

  private static boolean follows(Invariance invariance, Set<Invariance> declared) {
    boolean linear = declared.contains(Invariance.INVERTIBLE_LINEAR);
    return declared.contains(invariance)
        || switch (invariance) {
          case PERMUTATION -> linear || declared.contains(Invariance.ORTHOGONAL);
          case ORTHOGONAL, ISOTROPIC_SCALE -> linear;
          case AFFINE -> linear && declared.contains(Invariance.TRANSLATION);
          default -> false;
        };
  }

  @Test
  void symmetryIsAsDeclared() {
    Map<String, Double> moved = new HashMap<>();
    for (int c = 0; c < CASES; c++) {
      RandomStream random = random("symmetry", c);
      double[][] x = Samples.space(ROWS, 4, random);
      double[][] y = Samples.related(x, 3 + random.below(3), 0.7, random);
      Map<String, Double> forth = values(x, y);
      Map<String, Double> back = values(y, x);
      for (String name : forth.keySet()) {
        double difference = Math.abs(forth.get(name) - back.get(name));
        moved.merge(name, difference / Math.max(1, Math.abs(forth.get(name))), Math::max);
      }
    }
    for (SimilarityIndex index : INDICES) {
      String what = index.name() + ", seed " + SEED;
      if (index.symmetric()) {
        assertThat(moved.get(index.name())).as(what).isLessThan(1e-10);
      } else {
        assertThat(moved.get(index.name())).as(what).isGreaterThan(1e-4);
      }
    }
  }

  @Test
  void metricsObeyTheTriangleInequality() {
    List<SimilarityIndex> metrics = INDICES.stream().filter(SimilarityIndex::metric).toList();
    assertThat(metrics)
        .extracting(SimilarityIndex::name)
        .containsExactlyInAnyOrder(
            "procrustes",
            "procrustes-size-shape",
            "angular-shape",
            "permutation-procrustes",
            "gulp",
            "rsm-norm-difference");
    for (int c = 0; c < CASES; c++) {
      RandomStream random = random("triangle", c);
      double[][] x = Samples.space(ROWS, 4, random);
      double[][] y = Samples.related(x, 4 + c % 2, 0.3, random);
      double[][] z = c % 3 == 0 ? Samples.space(ROWS, 5, random) : between(x, y);
      for (SimilarityIndex metric : metrics) {
        double direct = value(metric, x, y);
        double detour = value(metric, x, z) + value(metric, z, y);
        assertThat(direct)
            .as(metric.name() + " case " + c + ", seed " + SEED)
            .isLessThanOrEqualTo(detour + 1e-9 * Math.max(1, detour));
        assertThat(value(metric, x, x)).as(metric.name()).isCloseTo(0, within(1e-6));
      }
    }
  }

  /** The square that ReSi's gulp and {@code procrustes-squared} give is no metric. */
  @Test
  void squaresOfMetricsAreNot() {
    int broken = 0;
    SimilarityIndex squared = SimilarityIndex.named("procrustes-squared");
    for (int c = 0; c < CASES; c++) {
      RandomStream random = random("squares", c);
      double[][] x = Samples.space(ROWS, 4, random);
      double[][] y = Samples.related(x, 4, 0.3, random);
      double detour = value(squared, x, between(x, y)) + value(squared, between(x, y), y);
      broken += value(squared, x, y) > detour + 1e-6 ? 1 : 0;
    }
    assertThat(broken).as("seed " + SEED).isPositive();
    assertThat(squared.metric()).isFalse();
  }

  @Test
  void valuesLieInTheirRangeAndItselfIsBest() {
    for (int c = 0; c < 50; c++) {
      RandomStream random = random("range", c);
      double[][] x = Samples.space(ROWS, 4, random);
      double[][] y = Samples.related(x, 4, c % 2 == 0 ? 0.1 : 3, random);
      Map<String, Double> values = values(x, y);
      Map<String, Double> selves = values(x, x);
      for (SimilarityIndex index : INDICES) {
        String what = index.name() + " case " + c + ", seed " + SEED;
        assertThat(values.get(index.name())).as(what).isBetween(index.least(), index.most());
        boolean higher = index.direction() == Direction.HIGHER;
        if (!index.name().equals("cycle-knn")) {
          assertThat(selves.get(index.name()))
              .as(what)
              .isCloseTo(higher ? index.most() : index.least(), within(1e-6));
        }
      }
    }
  }

  /** A mean of both, with the columns that the narrower one lacks. */
  private static double[][] between(double[][] x, double[][] y) {
    double[][] out = new double[x.length][Math.max(x[0].length, y[0].length)];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out[0].length; j++) {
        out[i][j] = ((j < x[i].length ? x[i][j] : 0) + (j < y[i].length ? y[i][j] : 0)) / 2;
      }
    }
    return out;
  }

  private static double value(SimilarityIndex index, double[][] x, double[][] y) {
    return index.compare(Pair.of(Samples.array(x), Samples.array(y), 1)).value();
  }

  private static Map<String, Double> values(double[][] x, double[][] y) {
    Pair pair = Pair.of(Samples.array(x), Samples.array(y), 1);
    Map<String, Double> out = new HashMap<>();
    for (SimilarityIndex index : INDICES) {
      if (index.obstacle(pair).isEmpty()) {
        out.put(index.name(), index.compare(pair).value());
      }
    }
    return out;
  }

  private static RandomStream random(String task, int number) {
    return new Seed(SEED).child(task).child(number).stream();
  }
}
