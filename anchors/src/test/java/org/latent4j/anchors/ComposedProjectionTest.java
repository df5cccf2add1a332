package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Heads, products, quantising, sparsity and last steps, one on the other, by the definitions. */
class ComposedProjectionTest {
  private static final int N = 30;
  private static final int M = 7;
  private static final int D = 6;

  private static double[][] rows(RandomStream random, int n) {
    double[][] rows = new double[n][D];
    for (double[] row : rows) {
      for (int j = 0; j < D; j++) {
        row[j] = (float) (random.normal() * (1 + j % 3) + 0.4);
      }
    }
    return rows;
  }

  private static INDArray array(double[][] rows, DataType type) {
    double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return Dense.of(all, rows.length, D).castTo(type);
  }

  private static <E> E one(RandomStream random, E[] all) {
    return all[random.below(all.length)];
  }

  private static RelativeProjection plain(RandomStream random, Kind kind) {
    return RelativeProjection.of(kind)
        .centred(one(random, Centering.values()))
        .scaled(one(random, Scaling.values()))
        .fittedOn(one(random, FitOn.values()));
  }

  /** Heads, a product or neither. */
  private static RelativeProjection composed(RandomStream random, Kind kind) {
    RelativeProjection plain = plain(random, kind);
    if (random.below(3) == 0) {
      return plain;
    }
    if (random.below(2) == 0) {
      return plain.heads(one(random, new Integer[] {2, 3}), one(random, Pool.values()));
    }
    List<Kind> kinds = new ArrayList<>(List.of(kind));
    for (int i = 0; i < 2; i++) {
      Kind another = one(random, Kind.values());
      if (!kinds.contains(another)) {
        kinds.add(another);
      }
    }
    return plain.product(one(random, Combination.values()), kinds);
  }

  private static RelativeProjection finished(RandomStream random, RelativeProjection before) {
    RelativeProjection out = before.post(one(random, Post.values()));
    if (random.below(2) == 0) {
      out = out.quantised(one(random, Quantised.values()), 0.1 + 0.3 * random.uniform());
    }
    // Which of two equal values stays may hang on their last bits: see assertFollows.
    boolean standard = out.finish().post() == Post.STANDARD;
    return !standard && random.below(2) == 0
        ? out.sparse(1 + random.below(M), 0.5 + 2 * random.uniform())
        : out;
  }

  private static void assertFollows(
      RelativeProjection projection, RandomStream random, DataType type, double most, long seed) {
    double[][] space = rows(random, N);
    double[][] anchors = Arrays.copyOf(space, M);
    double[][] others = rows(random, 9);
    RelativeEncoder encoder = projection.fit(array(space, type), array(anchors, type));
    NaiveProjection naive = new NaiveProjection(projection, space, anchors);
    // An anchor is as like itself in every head, but for rounding, so sparse rows are of others.
    boolean sparse = projection.finish().sparsity() != null;
    double[][] own = sparse ? Arrays.copyOfRange(space, M, N) : space;
    for (double[][] x : List.of(own, others)) {
      double[] expected = Arrays.stream(naive.relate(x)).flatMapToDouble(Arrays::stream).toArray();
      double[] got = Dense.doubles(encoder.encode(array(x, type)));
      assertThat(got).as("%s, seed %d", projection, seed).hasSameSizeAs(expected);
      double largest = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
      for (int t = 0; t < got.length; t++) {
        assertThat(got[t])
            .as("%s, value %d, seed %d", projection, t, seed)
            .isCloseTo(expected[t], within(most * largest));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyStepFollowsItsDefinition(Kind kind) {
    double most = kind == Kind.ANGULAR ? 1e-6 : 1e-8;
    for (long seed = 0; seed < 40; seed++) {
      RandomStream random = new Seed(seed).child(kind.name()).stream();
      RelativeProjection projection = finished(random, composed(random, kind));
      boolean angular = projection.kinds().contains(Kind.ANGULAR);
      assertFollows(projection, random, DataType.DOUBLE, angular ? 1e-6 : most, seed);
    }
  }

  /** Nothing here turns a last bit of a float into another anchor or another bin. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void floatsDoToo(Kind kind) {
    for (long seed = 0; seed < 20; seed++) {
      RandomStream random = new Seed(1000 + seed).child(kind.name()).stream();
      RelativeProjection projection = composed(random, kind);
      double most = projection.kinds().contains(Kind.ANGULAR) ? 2e-3 : 1e-4;
      assertFollows(projection, random, DataType.FLOAT, most, seed);
    }
  }

  @Test
  void sparseRowsAreTheDenseOnesWithoutZeros() {
    for (long seed = 0; seed < 40; seed++) {
      RandomStream random = new RandomStream(seed);
      RelativeProjection projection =
          composed(random, one(random, Kind.values())).sparse(1 + random.below(M), 1.5);
      double[][] space = rows(random, N);
      INDArray x = array(space, DataType.DOUBLE);
      RelativeEncoder encoder = projection.fit(x, Dense.rows(x, 0, M));
      assertThat(encoder.encodeSparse(x).toDense())
          .as("%s, seed %d", projection, seed)
          .isEqualTo(encoder.encode(x));
    }
  }

  static Stream<Arguments> invariances() {
    RelativeProjection cosine = RelativeProjection.cosine();
    InvarianceTest.Move similar =
        InvarianceTest.both(
            InvarianceTest.both(InvarianceTest::rotation, InvarianceTest::scale),
            InvarianceTest::shift);
    InvarianceTest.Move axes =
        InvarianceTest.both(
            InvarianceTest.both(InvarianceTest::signedPermutation, InvarianceTest::scale),
            InvarianceTest::shift);
    InvarianceTest.Move linear = InvarianceTest.both(InvarianceTest::linear, InvarianceTest::shift);
    return Stream.of(
        Arguments.of(
            "product",
            cosine.product(Combination.CONCAT, Kind.COSINE, Kind.EUCLIDEAN),
            similar,
            InvarianceTest.both(InvarianceTest::linear, InvarianceTest::shift)),
        Arguments.of(
            "product of distances",
            cosine.product(Combination.MEAN, Kind.L1, Kind.LINF),
            axes,
            (InvarianceTest.Move) InvarianceTest::rotation),
        Arguments.of(
            "product of affine kinds",
            cosine.product(Combination.CONCAT, Kind.WHITENED, Kind.MAHALANOBIS),
            linear,
            (InvarianceTest.Move) InvarianceTest::cubes),
        Arguments.of(
            "heads",
            cosine.heads(3, Pool.CONCAT),
            InvarianceTest.both(InvarianceTest::scale, InvarianceTest::shift),
            (InvarianceTest.Move) InvarianceTest::rotation),
        Arguments.of(
            "smooth",
            cosine.quantised(Quantised.SMOOTH, 0.2),
            similar,
            (InvarianceTest.Move) InvarianceTest::rows),
        Arguments.of(
            "sparse", cosine.sparse(4, 2), similar, (InvarianceTest.Move) InvarianceTest::linear),
        Arguments.of(
            "products of length one",
            RelativeProjection.inner().post(Post.L2),
            similar,
            (InvarianceTest.Move) InvarianceTest::linear),
        Arguments.of(
            "standard distances",
            RelativeProjection.euclidean().post(Post.STANDARD),
            similar,
            (InvarianceTest.Move) InvarianceTest::linear),
        Arguments.of(
            "isotropic",
            RelativeProjection.euclidean().scaled(Scaling.ISOTROPIC),
            similar,
            (InvarianceTest.Move) InvarianceTest::linear),
        Arguments.of(
            "isotropic over the space",
            RelativeProjection.inner()
                .scaled(Scaling.ISOTROPIC)
                .fittedOn(FitOn.SPACE)
                .centred(Centering.SPACE),
            similar,
            (InvarianceTest.Move) InvarianceTest::linear),
        Arguments.of(
            "unit rows",
            RelativeProjection.euclidean().uncentred().scaled(Scaling.L2),
            InvarianceTest.both(InvarianceTest::rotation, InvarianceTest::rows),
            (InvarianceTest.Move) InvarianceTest::shift),
        Arguments.of(
            "columns of one deviation",
            cosine.scaled(Scaling.STD),
            axes,
            (InvarianceTest.Move) InvarianceTest::rotation));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invariances")
  void groupsOfCompositionsAreNeitherSmallerNorLarger(
      String name,
      RelativeProjection projection,
      InvarianceTest.Move stays,
      InvarianceTest.Move moves) {
    for (int seed = 0; seed < 100; seed++) {
      assertThat(InvarianceTest.moved(projection, stays, seed, DataType.DOUBLE))
          .as("%s stays, seed %d", name, seed)
          .isLessThanOrEqualTo(1e-8);
      assertThat(InvarianceTest.moved(projection, moves, seed, DataType.DOUBLE))
          .as("%s moves, seed %d", name, seed)
          .isGreaterThan(1e-3);
    }
  }
}
