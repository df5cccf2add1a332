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
  interface Move extends BiFunction<RandomStream, INDArray, INDArray> {}

  static INDArray rotation(RandomStream random, INDArray x) {
    return x.mmul(Dense.of(random.orthogonal(D), D, D));
  }

  static INDArray shift(RandomStream random, INDArray x) {
    return x.addRowVector(Dense.of(normals(random, D), 1, D).muli(3));
  }

  static INDArray scale(RandomStream random, INDArray x) {
    return x.mul(Math.pow(10, 6 * random.uniform() - 3));
  }

  static INDArray rows(RandomStream random, INDArray x) {
    double[] factors = new double[(int) x.size(0)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = Math.exp(2 * random.normal());
    }
    return x.mulColumnVector(Dense.of(factors, factors.length, 1));
  }

  /** No affine map. */
  static INDArray cubes(RandomStream random, INDArray x) {
    return x.mul(x).muli(x);
  }

  static INDArray signedPermutation(RandomStream random, INDArray x) {
    double[] matrix = new double[D * D];
    int[] order = random.permutation(D);
    for (int i = 0; i < D; i++) {
      matrix[i * D + order[i]] = random.uniform() < 0.5 ? -1 : 1;
    }
    return x.mmul(Dense.of(matrix, D, D));
  }

  /** Singular values from 1 to 10 between two rotations. */
  static INDArray linear(RandomStream random, INDArray x) {
    double[] middle = new double[D * D];
    for (int i = 0; i < D; i++) {
      middle[i * D + i] = 1 + 9 * random.uniform();
    }
    return rotation(random, rotation(random, x).mmul(Dense.of(middle, D, D)));
  }

  private static double[] normals(RandomStream random, int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.normal();
    }
    return out;
  }

  static Move both(Move first, Move second) {
    return (random, x) -> second.apply(random, first.apply(random, x));
  }

  private static Arguments with(
      String name, RelativeProjection projection, Move move, Object... more) {
    return more.length == 0
        ? Arguments.of(name, projection, move)
        : Arguments.of(name, projection, move, more[0]);
  }

  static Stream<Arguments> invariances() {
    RelativeProjection cosine = RelativeProjection.cosine();
    Move similar =
        both(both(InvarianceTest::rotation, InvarianceTest::scale), InvarianceTest::shift);
    return Stream.of(
        with("cosine", cosine, similar, 1e-12),
        with("angular", RelativeProjection.angular(), similar, 1e-7),
        with(
            "cosine as in the paper",
            cosine.uncentred(),
            both(InvarianceTest::rotation, InvarianceTest::rows),
            1e-12),
        with(
            "inner",
            RelativeProjection.inner(),
            both(InvarianceTest::rotation, InvarianceTest::shift),
            1e-12),
        with(
            "euclidean",
            RelativeProjection.euclidean(),
            both(InvarianceTest::rotation, InvarianceTest::shift),
            1e-12),
        with(
            "l1",
            RelativeProjection.l1(),
            both(InvarianceTest::signedPermutation, InvarianceTest::shift),
            1e-12),
        with(
            "linf",
            RelativeProjection.linf(),
            both(InvarianceTest::signedPermutation, InvarianceTest::shift),
            1e-12),
        with(
            "lp",
            RelativeProjection.lp(),
            both(InvarianceTest::signedPermutation, InvarianceTest::shift),
            1e-12),
        with("rbf", RelativeProjection.rbf(), similar, 1e-12),
        with(
            "geodesic",
            RelativeProjection.geodesic(8),
            both(InvarianceTest::rotation, InvarianceTest::shift),
            1e-12),
        with("basis", RelativeProjection.basis().uncentred(), InvarianceTest::linear, 1e-9),
        with(
            "basis, centred",
            RelativeProjection.basis(),
            both(InvarianceTest::linear, InvarianceTest::shift),
            1e-9),
        with(
            "whitened",
            RelativeProjection.whitened(),
            both(InvarianceTest::linear, InvarianceTest::shift),
            1e-9),
        with(
            "mahalanobis",
            RelativeProjection.mahalanobis(),
            both(InvarianceTest::linear, InvarianceTest::shift),
            1e-9));
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
        with("cosine, uncentred: shift", cosine.uncentred(), InvarianceTest::shift),
        with("cosine: linear", cosine, InvarianceTest::linear),
        with("angular: linear", RelativeProjection.angular(), InvarianceTest::linear),
        with("inner: scale", RelativeProjection.inner(), InvarianceTest::scale),
        with(
            "inner, uncentred: shift",
            RelativeProjection.inner().uncentred(),
            InvarianceTest::shift),
        with("cosine: rows", cosine, InvarianceTest::rows),
        with(
            "angular, uncentred: shift",
            RelativeProjection.angular().uncentred(),
            InvarianceTest::shift),
        with("inner: linear", RelativeProjection.inner(), InvarianceTest::linear),
        with("euclidean: scale", RelativeProjection.euclidean(), InvarianceTest::scale),
        with("euclidean: linear", RelativeProjection.euclidean(), InvarianceTest::linear),
        with("l1: scale", RelativeProjection.l1(), InvarianceTest::scale),
        with("linf: scale", RelativeProjection.linf(), InvarianceTest::scale),
        with("lp: scale", RelativeProjection.lp(), InvarianceTest::scale),
        with("l1: rotation", RelativeProjection.l1(), InvarianceTest::rotation),
        with("linf: rotation", RelativeProjection.linf(), InvarianceTest::rotation),
        with("lp: rotation", RelativeProjection.lp(), InvarianceTest::rotation),
        with("rbf of a fixed width: scale", RelativeProjection.rbf(2), InvarianceTest::scale),
        with("rbf: linear", RelativeProjection.rbf(), InvarianceTest::linear),
        with("geodesic: scale", RelativeProjection.geodesic(8), InvarianceTest::scale),
        with("geodesic: linear", RelativeProjection.geodesic(8), InvarianceTest::linear),
        with("basis: rows", RelativeProjection.basis(), InvarianceTest::rows),
        with("whitened: cubes", RelativeProjection.whitened(), InvarianceTest::cubes),
        with("mahalanobis: cubes", RelativeProjection.mahalanobis(), InvarianceTest::cubes),
        with(
            "basis, uncentred: shift",
            RelativeProjection.basis().uncentred(),
            InvarianceTest::shift),
        with("whitened: ridge", RelativeProjection.whitened(0.5), InvarianceTest::linear),
        with("mahalanobis: ridge", RelativeProjection.mahalanobis(0.5), InvarianceTest::linear));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("movements")
  void movesOutsideOfItsGroup(String name, RelativeProjection projection, Move move) {
    for (int seed = 0; seed < CASES; seed++) {
      // A scale may come out as 1.
      double least = name.endsWith(": scale") ? 0 : 1e-3;
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

  static double moved(RelativeProjection projection, Move move, int seed, DataType type) {
    RandomStream random = new RandomStream(seed);
    INDArray x = Dense.of(normals(random, N * D), N, D).castTo(type);
    // All rows go through the move at once: anchors are rows.
    return difference(projection, x, move.apply(random, x), D + 2);
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
