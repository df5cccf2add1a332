package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every centring, scaling and kind against the formulas, entry by entry. */
class ProjectionDefinitionTest {
  private static final int N = 25;
  private static final int M = 7;
  private static final int D = 5;

  static Stream<Arguments> all() {
    return Stream.of(
            Kind.COSINE,
            Kind.INNER,
            Kind.ANGULAR,
            Kind.EUCLIDEAN,
            Kind.L1,
            Kind.LINF,
            Kind.LP,
            Kind.RBF)
        .flatMap(
            kind ->
                Stream.of(Centering.values())
                    .flatMap(
                        centering ->
                            Stream.of(Scaling.values())
                                .map(scaling -> Arguments.of(kind, centering, scaling))));
  }

  private static double[] values(long seed, int count) {
    double[] out = new double[count];
    RandomStream random = new RandomStream(seed);
    for (int t = 0; t < count; t++) {
      out[t] = random.normal() * (1 + t % D) + 0.7;
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("all")
  void followsTheFormulas(Kind kind, Centering centering, Scaling scaling) {
    double[] x = values(1, N * D);
    double[] a = values(2, M * D);
    double[][] rows = Definition.rows(x, D);
    double[][] anchors = Definition.rows(a, D);
    double[] mean =
        switch (centering) {
          case ANCHORS -> Definition.mean(anchors);
          case SPACE -> Definition.mean(rows);
          case NONE -> new double[D];
        };
    rows = Definition.minus(rows, mean);
    anchors = Definition.minus(anchors, mean);
    for (FitOn fitOn : FitOn.values()) {
      double[][] measured = fitOn == FitOn.SPACE ? rows : anchors;
      double[][] left = Definition.scaled(scaling, rows, measured);
      double[][] right = Definition.scaled(scaling, anchors, measured);
      RelativeProjection projection =
          RelativeProjection.of(kind).centred(centering).scaled(scaling).fittedOn(fitOn);
      INDArray space = Dense.of(x, N, D);
      double[] got = Dense.doubles(projection.fit(space, Dense.of(a, M, D)).encode(space));
      for (int t = 0; t < got.length; t++) {
        assertThat(got[t])
            .as("%s of row %d and anchor %d", projection, t / M, t % M)
            .isCloseTo(Definition.of(kind, left[t / M], right[t % M], right), within(1e-12));
      }
    }
  }

  @Test
  void aBasisGivesTheAnchorsBack() {
    INDArray anchors = Dense.of(values(3, M * D), M, D);
    INDArray x = Dense.of(values(4, N * D), N, D);
    RelativeEncoder encoder = RelativeProjection.basis().uncentred().fit(x, anchors);
    double[] back = Dense.doubles(encoder.encode(x).mmul(anchors));
    double[] expected = Dense.doubles(x);
    for (int t = 0; t < back.length; t++) {
      assertThat(back[t]).isCloseTo(expected[t], within(1e-12));
    }
  }

  @Test
  void whitenedRowsHaveTheIdentityAsCovariance() {
    INDArray x = Dense.of(values(5, 200 * D), 200, D);
    double[] mean = ColumnMeans.of(x);
    // Anchors at the mean plus the columns of the covariance give back centred rows.
    double[] covariance = Spread.covariance(Spread.of(Dense.doubles(x)), mean);
    double[] anchors = covariance.clone();
    for (int t = 0; t < anchors.length; t++) {
      anchors[t] += mean[t % D];
    }
    for (Centering centering : Centering.values()) {
      RelativeProjection projection = RelativeProjection.whitened().centred(centering);
      double[] got = Dense.doubles(projection.fit(x, Dense.of(anchors, D, D)).encode(x));
      double[] rows = Dense.doubles(x);
      for (int t = 0; t < got.length; t++) {
        assertThat(got[t]).isCloseTo(rows[t] - mean[t % D], within(1e-9));
      }
    }
  }

  @Test
  void mahalanobisIsTheDistanceOfWhitenedRows() {
    INDArray x = Dense.of(values(6, 200 * D), 200, D);
    INDArray anchors = Dense.rows(x, 0, M);
    double[] inner = Dense.doubles(RelativeProjection.whitened().fit(x, x).encode(x));
    double[] distance = Dense.doubles(RelativeProjection.mahalanobis().fit(x, anchors).encode(x));
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < M; j++) {
        double squared = inner[i * 200 + i] + inner[j * 200 + j] - 2 * inner[i * 200 + j];
        assertThat(distance[i * M + j] * distance[i * M + j]).isCloseTo(squared, within(1e-9));
      }
    }
    assertThat(distance[0]).as("of an anchor to itself").isZero();
  }

  @Test
  void otherOrdersOfMinkowskiDistances() {
    INDArray x = Dense.of(values(7, N * D), N, D);
    INDArray anchors = Dense.rows(x, 0, M);
    double[] first = Dense.doubles(RelativeProjection.l1().fit(x, anchors).encode(x));
    double[] one = Dense.doubles(RelativeProjection.lp(1).fit(x, anchors).encode(x));
    double[] euclidean = Dense.doubles(RelativeProjection.euclidean().fit(x, anchors).encode(x));
    double[] two = Dense.doubles(RelativeProjection.lp(2).fit(x, anchors).encode(x));
    double[] half = Dense.doubles(RelativeProjection.lp(2.5).fit(x, anchors).encode(x));
    double[] many = Dense.doubles(RelativeProjection.lp(900).fit(x, anchors).encode(x));
    double[] largest = Dense.doubles(RelativeProjection.linf().fit(x, anchors).encode(x));
    for (int t = 0; t < first.length; t++) {
      assertThat(one[t]).isCloseTo(first[t], within(1e-12));
      assertThat(two[t]).isCloseTo(euclidean[t], within(1e-12));
      assertThat(half[t]).isBetween(largest[t], two[t]);
      assertThat(many[t]).as("no power overflows").isCloseTo(largest[t], within(0.02 * largest[t]));
    }
  }

  @Test
  void oneHeadIsNoHead() {
    INDArray x = Dense.of(values(8, N * D), N, D);
    INDArray anchors = Dense.rows(x, 0, M);
    for (Pool pool : Pool.values()) {
      assertThat(RelativeProjection.cosine().heads(1, pool).fit(x, anchors).encode(x))
          .isEqualTo(RelativeProjection.cosine().fit(x, anchors).encode(x));
    }
  }

  @Test
  void headsAreScaledEachByItself() {
    INDArray x = Dense.of(values(9, N * 4), N, 4);
    INDArray anchors = Dense.rows(x, 0, M);
    RelativeProjection projection =
        RelativeProjection.euclidean().scaled(Scaling.ISOTROPIC).fittedOn(FitOn.SPACE);
    double[] joined = Dense.doubles(projection.heads(2, Pool.CONCAT).fit(x, anchors).encode(x));
    for (int head = 0; head < 2; head++) {
      double[] part = FitState.columns(Dense.doubles(x), 4, 2 * head, 2 * head + 2);
      INDArray own = Dense.of(part, N, 2);
      double[] expected = Dense.doubles(projection.fit(own, Dense.rows(own, 0, M)).encode(own));
      for (int t = 0; t < expected.length; t++) {
        assertThat(joined[t / M * 2 * M + head * M + t % M]).isCloseTo(expected[t], within(1e-12));
      }
    }
  }

  @Test
  void stepsComeInTheirOrder() {
    INDArray x = Dense.of(values(10, N * D), N, D);
    INDArray anchors = Dense.rows(x, 0, M);
    RelativeProjection all =
        RelativeProjection.cosine()
            .post(Post.L2)
            .sparse(3, 2)
            .quantised(Quantised.BIN, 0.25)
            .product(Combination.MEAN, Kind.COSINE, Kind.RBF);
    double[] product =
        Dense.doubles(
            RelativeProjection.cosine()
                .product(Combination.MEAN, Kind.COSINE, Kind.RBF)
                .fit(x, anchors)
                .encode(x));
    for (int t = 0; t < product.length; t++) {
      product[t] = Math.rint(product[t] / 0.25) * 0.25;
    }
    double[] got = Dense.doubles(all.fit(x, anchors).encode(x));
    for (int i = 0; i < N; i++) {
      double[] row = java.util.Arrays.copyOfRange(product, i * M, (i + 1) * M);
      int kept = 0;
      for (int j = 0; j < M; j++) {
        int better = 0;
        for (int other = 0; other < M; other++) {
          better += row[other] > row[j] || (row[other] == row[j] && other < j) ? 1 : 0;
        }
        boolean stays = row[j] > 0 && better < 3;
        kept += stays ? 1 : 0;
        assertThat(got[i * M + j] > 0).as("row %d anchor %d", i, j).isEqualTo(stays);
      }
      double norm = Definition.norm(java.util.Arrays.copyOfRange(got, i * M, (i + 1) * M));
      assertThat(norm).isCloseTo(kept > 0 ? 1 : 0, within(1e-12));
    }
  }
}
