package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What moves rows and anchors together must leave relative rows alone, and what must not. */
class InvarianceTest {
  private static final int CASES = 200;
  private static final int N = 24;
  private static final int D = 6;

  /** Maps rows {@code [n, D]}, all in the same way for one stream. */
  private interface Move extends BiFunction<RandomStream, INDArray, INDArray> {}

  private static final Move ROTATION = (random, x) -> x.mmul(Dense.of(random.orthogonal(D), D, D));
  private static final Move SHIFT =
      (random, x) -> x.addRowVector(Dense.of(normals(random, D), 1, D).muli(3));
  private static final Move SCALE = (random, x) -> x.mul(Math.pow(10, 6 * random.uniform() - 3));
  private static final Move ROWS =
      (random, x) -> {
        double[] factors = new double[(int) x.size(0)];
        for (int i = 0; i < factors.length; i++) {
          factors[i] = Math.exp(2 * random.normal());
        }
        return x.mulColumnVector(Dense.of(factors, factors.length, 1));
      };
  private static final Move SIGNED_PERMUTATION =
      (random, x) -> {
        double[] matrix = new double[D * D];
        int[] order = random.permutation(D);
        for (int i = 0; i < D; i++) {
          matrix[i * D + order[i]] = random.uniform() < 0.5 ? -1 : 1;
        }
        return x.mmul(Dense.of(matrix, D, D));
      };
  private static final Move LINEAR =
      (random, x) -> {
        // Singular values from 1 to 10 between two rotations.
        double[] middle = new double[D * D];
        for (int i = 0; i < D; i++) {
          middle[i * D + i] = 1 + 9 * random.uniform();
        }
        return ROTATION.apply(random, ROTATION.apply(random, x).mmul(Dense.of(middle, D, D)));
      };

  private static double[] normals(RandomStream random, int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.normal();
    }
    return out;
  }

  private static Move both(Move first, Move second) {
    return (random, x) -> second.apply(random, first.apply(random, x));
  }

  static Stream<Arguments> invariances() {
    RelativeProjection cosine = RelativeProjection.cosine();
    Move similar = both(both(ROTATION, SCALE), SHIFT);
    return Stream.of(
        Arguments.of("cosine", cosine, similar, 1e-12),
        Arguments.of("angular", RelativeProjection.angular(), similar, 1e-7),
        Arguments.of("cosine as in the paper", cosine.uncentred(), both(ROTATION, ROWS), 1e-12),
        Arguments.of("inner", RelativeProjection.inner(), both(ROTATION, SHIFT), 1e-12),
        Arguments.of("euclidean", RelativeProjection.euclidean(), both(ROTATION, SHIFT), 1e-12),
        Arguments.of("l1", RelativeProjection.l1(), both(SIGNED_PERMUTATION, SHIFT), 1e-12),
        Arguments.of("linf", RelativeProjection.linf(), both(SIGNED_PERMUTATION, SHIFT), 1e-12),
        Arguments.of("lp", RelativeProjection.lp(), both(SIGNED_PERMUTATION, SHIFT), 1e-12),
        Arguments.of("rbf", RelativeProjection.rbf(), similar, 1e-12),
        Arguments.of("geodesic", RelativeProjection.geodesic(8), both(ROTATION, SHIFT), 1e-12),
        Arguments.of("basis", RelativeProjection.basis().uncentred(), LINEAR, 1e-9),
        Arguments.of("basis, centred", RelativeProjection.basis(), both(LINEAR, SHIFT), 1e-9),
        Arguments.of("whitened", RelativeProjection.whitened(), both(LINEAR, SHIFT), 1e-9),
        Arguments.of("mahalanobis", RelativeProjection.mahalanobis(), both(LINEAR, SHIFT), 1e-9));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invariances")
  void staysUnderItsGroup(String name, RelativeProjection projection, Move move, double most) {
    for (int seed = 0; seed < CASES; seed++) {
      assertThat(moved(projection, move, seed, DataType.DOUBLE))
          .as("%s, seed %d", name, seed)
          .isLessThanOrEqualTo(most);
    }
  }

  static Stream<Arguments> movements() {
    RelativeProjection cosine = RelativeProjection.cosine();
    return Stream.of(
        Arguments.of("cosine, uncentred: shift", cosine.uncentred(), SHIFT),
        Arguments.of("cosine: linear", cosine, LINEAR),
        Arguments.of("angular: linear", RelativeProjection.angular(), LINEAR),
        Arguments.of("inner: scale", RelativeProjection.inner(), SCALE),
        Arguments.of("inner, uncentred: shift", RelativeProjection.inner().uncentred(), SHIFT),
        Arguments.of("euclidean: scale", RelativeProjection.euclidean(), SCALE),
        Arguments.of("l1: rotation", RelativeProjection.l1(), ROTATION),
        Arguments.of("linf: rotation", RelativeProjection.linf(), ROTATION),
        Arguments.of("lp: rotation", RelativeProjection.lp(), ROTATION),
        Arguments.of("rbf of a fixed width: scale", RelativeProjection.rbf(2), SCALE),
        Arguments.of("rbf: linear", RelativeProjection.rbf(), LINEAR),
        Arguments.of("geodesic: scale", RelativeProjection.geodesic(8), SCALE),
        Arguments.of("basis, uncentred: shift", RelativeProjection.basis().uncentred(), SHIFT),
        Arguments.of("whitened: ridge", RelativeProjection.whitened(0.5), LINEAR),
        Arguments.of("mahalanobis: ridge", RelativeProjection.mahalanobis(0.5), LINEAR));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("movements")
  void movesOutsideOfItsGroup(String name, RelativeProjection projection, Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      // A scale may come out as 1.
      double least = move == SCALE ? 0 : 1e-3;
      assertThat(moved(projection, move, seed, DataType.DOUBLE))
          .as("%s, seed %d", name, seed)
          .isGreaterThan(least);
    }
    double most = 0;
    for (int seed = 0; seed < 10; seed++) {
      most = Math.max(most, moved(projection, move, seed, DataType.DOUBLE));
    }
    assertThat(most).as(name).isGreaterThan(1e-3);
  }

  @Test
  void cosinesOfFloatsStayToo() {
    for (int seed = 0; seed < CASES; seed++) {
      RandomStream random = new RandomStream(seed);
      INDArray x = Dense.of(normals(random, 60 * 32), 60, 32);
      INDArray rotation = Dense.of(random.orthogonal(32), 32, 32);
      assertThat(
              difference(
                  RelativeProjection.cosine().uncentred(),
                  x.castTo(DataType.FLOAT),
                  x.mmul(rotation).mul(1e-3).castTo(DataType.FLOAT),
                  20))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(2e-6);
    }
  }

  @Test
  void cosinesOfDoublesStayToTheLastDigits() {
    for (int seed = 0; seed < CASES; seed++) {
      RandomStream random = new RandomStream(seed);
      INDArray x = Dense.of(normals(random, 60 * 32), 60, 32);
      INDArray rotated = x.mmul(Dense.of(random.orthogonal(32), 32, 32)).mul(1e3);
      assertThat(difference(RelativeProjection.cosine(), x, rotated, 20))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(20e-14);
    }
  }

  private static double moved(RelativeProjection projection, Move move, int seed, DataType type) {
    RandomStream random = new RandomStream(seed);
    INDArray x = Dense.of(normals(random, N * D), N, D).castTo(type);
    // All rows go through the move at once: anchors are rows.
    return difference(projection, x, move.apply(random, x), D - 1);
  }

  private static double difference(
      RelativeProjection projection, INDArray x, INDArray y, int anchors) {
    double[] before = Dense.doubles(projection.fit(x, Dense.rows(x, 0, anchors)).encode(x));
    double[] after = Dense.doubles(projection.fit(y, Dense.rows(y, 0, anchors)).encode(y));
    double most = 0;
    double largest = 1;
    for (int t = 0; t < before.length; t++) {
      most = Math.max(most, Math.abs(before[t] - after[t]));
      largest = Math.max(largest, Math.abs(before[t]));
    }
    return most / largest;
  }
}
