package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What holds between projections, whatever the rows: twenty spaces each. */
class ProjectionLawsTest {
  private static final int TIMES = 20;
  private static final int N = 32;
  private static final int M = 8;
  private static final int D = 6;

  private String seed = "";
  private RandomStream random = new RandomStream(0);
  private INDArray x = Dense.zeros(org.nd4j.linalg.api.buffer.DataType.DOUBLE, N, D);

  @BeforeEach
  void draw(RepetitionInfo repetition) {
    seed = "seed " + repetition.getCurrentRepetition();
    random = new RandomStream(repetition.getCurrentRepetition());
    double[] values = new double[N * D];
    for (int t = 0; t < values.length; t++) {
      values[t] = random.normal() * (1 + t % D) + 0.5;
    }
    x = Dense.of(values, N, D);
  }

  private double[] relate(RelativeProjection projection, INDArray rows) {
    return Dense.doubles(projection.fit(rows, Dense.rows(rows, 0, M)).encode(rows));
  }

  private double[] relate(RelativeProjection projection) {
    return relate(projection, x);
  }

  private void assertEqual(double[] got, double[] expected, double most) {
    assertThat(got).as(seed).hasSameSizeAs(expected);
    double largest = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
    for (int t = 0; t < got.length; t++) {
      assertThat(got[t]).as("%s, value %d", seed, t).isCloseTo(expected[t], within(most * largest));
    }
  }

  private static double[] map(double[] values, DoubleUnaryOperator change) {
    return Arrays.stream(values).map(change).toArray();
  }

  private static Stream<RelativeProjection> distances() {
    return Stream.of(
        RelativeProjection.euclidean(),
        RelativeProjection.l1(),
        RelativeProjection.linf(),
        RelativeProjection.lp(),
        RelativeProjection.lp(1.7),
        RelativeProjection.geodesic(),
        RelativeProjection.mahalanobis());
  }

  @RepeatedTest(TIMES)
  void distancesAreMetrics() {
    distances()
        .forEach(
            projection -> {
              double[] r = relate(projection);
              for (int i = 0; i < M; i++) {
                assertThat(r[i * M + i]).as("%s of itself, %s", projection, seed).isZero();
                for (int j = 0; j < M; j++) {
                  assertThat(r[i * M + j])
                      .as("%s both ways, %s", projection, seed)
                      .isCloseTo(r[j * M + i], within(1e-12 * (1 + r[j * M + i])));
                  for (int row = 0; row < N; row++) {
                    assertThat(r[row * M + j])
                        .as("%s by way of %d, %s", projection, i, seed)
                        .isLessThanOrEqualTo(r[row * M + i] + r[i * M + j] + 1e-9);
                  }
                }
              }
            });
  }

  @RepeatedTest(TIMES)
  void distancesGrowWithTheSpaceAndProductsWithItsSquare() {
    double factor = Math.exp(3 * random.normal());
    INDArray larger = x.mul(factor);
    distances()
        .filter(projection -> projection.kind() != Kind.MAHALANOBIS)
        .forEach(
            projection ->
                assertEqual(
                    map(relate(projection, larger), r -> r / factor), relate(projection), 1e-12));
    assertEqual(
        map(relate(RelativeProjection.inner(), larger), r -> r / factor / factor),
        relate(RelativeProjection.inner()),
        1e-12);
  }

  @RepeatedTest(TIMES)
  void ordersOfMinkowskiLieOneBelowTheOther() {
    double[] before = relate(RelativeProjection.l1());
    for (double p : new double[] {1.2, 2, 3, 7.5}) {
      double[] r = relate(RelativeProjection.lp(p));
      for (int t = 0; t < r.length; t++) {
        assertThat(r[t]).as("p = %s, %s", p, seed).isLessThanOrEqualTo(before[t] * (1 + 1e-12));
      }
      before = r;
    }
    double[] largest = relate(RelativeProjection.linf());
    for (int t = 0; t < before.length; t++) {
      assertThat(largest[t]).as(seed).isLessThanOrEqualTo(before[t] * (1 + 1e-12));
    }
  }

  @RepeatedTest(TIMES)
  void kindsFollowFromOneAnother() {
    double[] cosine = relate(RelativeProjection.cosine());
    double[] angular = relate(RelativeProjection.angular());
    assertEqual(map(angular, r -> Math.cos(Math.PI * r)), cosine, 1e-12);
    double[] euclidean = relate(RelativeProjection.euclidean());
    assertEqual(
        relate(RelativeProjection.rbf(1.3)),
        map(euclidean, r -> Math.exp(-r * r / (2 * 1.3 * 1.3))),
        1e-12);
    assertEqual(relate(RelativeProjection.inner().scaled(Scaling.L2)), cosine, 1e-12);
    double[] chord = relate(RelativeProjection.euclidean().scaled(Scaling.L2));
    assertEqual(map(chord, r -> 1 - r * r / 2), cosine, 1e-12);
    double[] geodesic = relate(RelativeProjection.geodesic());
    for (int t = 0; t < geodesic.length; t++) {
      assertThat(geodesic[t]).as("no path is shorter, %s", seed).isGreaterThan(euclidean[t] - 1e-9);
    }
    assertEqual(relate(RelativeProjection.geodesic(N - 1)), euclidean, 1e-12);
  }

  @RepeatedTest(TIMES)
  void columnsFollowTheAnchors() {
    int[] order = random.permutation(M);
    double[] anchors = Dense.doubles(Dense.rows(x, 0, M));
    double[] shuffled = new double[anchors.length];
    for (int j = 0; j < M; j++) {
      System.arraycopy(anchors, order[j] * D, shuffled, j * D, D);
    }
    for (Kind kind : Kind.values()) {
      RelativeProjection projection = RelativeProjection.of(kind).post(Post.STANDARD);
      double[] before = relate(projection);
      double[] after = Dense.doubles(projection.fit(x, Dense.of(shuffled, M, D)).encode(x));
      double[] expected = new double[before.length];
      for (int t = 0; t < expected.length; t++) {
        expected[t] = before[t / M * M + order[t % M]];
      }
      assertEqual(after, expected, 1e-8);
    }
  }

  @RepeatedTest(TIMES)
  void blocksArePooledConsistently() {
    for (Kind kind : new Kind[] {Kind.COSINE, Kind.L1, Kind.WHITENED, Kind.BASIS}) {
      RelativeProjection projection = RelativeProjection.of(kind);
      double[] mean = relate(projection.heads(3, Pool.MEAN));
      assertEqual(map(mean, r -> 3 * r), relate(projection.heads(3, Pool.SUM)), 1e-12);
      double[] most = relate(projection.heads(3, Pool.MAX));
      double[] joined = relate(projection.heads(3, Pool.CONCAT));
      for (int t = 0; t < most.length; t++) {
        assertThat(most[t]).as("%s, %s", kind, seed).isGreaterThan(mean[t] - 1e-12);
        int first = t / M * 3 * M + t % M;
        assertThat(most[t])
            .isEqualTo(Math.max(joined[first], Math.max(joined[first + M], joined[first + 2 * M])));
      }
    }
    double[] parts = relate(RelativeProjection.l1().heads(2, Pool.SUM));
    assertEqual(parts, relate(RelativeProjection.l1()), 1e-12);
    assertEqual(
        relate(RelativeProjection.inner().heads(2, Pool.SUM)),
        relate(RelativeProjection.inner()),
        1e-12);
    assertEqual(
        relate(RelativeProjection.linf().heads(3, Pool.MAX)),
        relate(RelativeProjection.linf()),
        1e-12);
  }

  @RepeatedTest(TIMES)
  void finishingTwiceIsFinishingOnce() {
    double[] bins = relate(RelativeProjection.euclidean().quantised(Quantised.BIN, 0.3));
    assertEqual(map(bins, r -> Math.rint(r / 0.3) * 0.3), bins, 1e-15);
    double[] smooth = relate(RelativeProjection.euclidean().quantised(Quantised.SMOOTH, 0.3));
    double[] plain = relate(RelativeProjection.euclidean());
    for (int t = 0; t < plain.length; t++) {
      assertThat(bins[t]).as(seed).isCloseTo(plain[t], within(0.15 + 1e-12));
      assertThat(smooth[t]).as(seed).isCloseTo(plain[t], within(0.3 / (2 * Math.PI) + 1e-12));
      double between = (smooth[t] - plain[t]) * (bins[t] - plain[t]);
      assertThat(between).as("pulled to its bin, %s", seed).isGreaterThan(-1e-12);
    }
    double[] all = relate(RelativeProjection.cosine().sparse(M, 1));
    double[] positive = map(relate(RelativeProjection.cosine()), r -> Math.max(r, 0));
    for (int i = 0; i < N; i++) {
      double norm = Definition.norm(Arrays.copyOfRange(positive, i * M, (i + 1) * M));
      for (int j = 0; j < M; j++) {
        assertThat(all[i * M + j] * norm).isCloseTo(positive[i * M + j], within(1e-12));
      }
    }
  }
}
