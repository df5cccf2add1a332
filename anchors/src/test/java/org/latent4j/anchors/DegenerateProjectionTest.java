package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Spaces that are poor in one way or another. */
class DegenerateProjectionTest {
  private static RelativeProjection robust(Kind kind) {
    KindOptions options = new KindOptions(3, 1.0, 4, 0.1);
    return RelativeProjection.of(kind).with(options);
  }

  private static INDArray space(int n, int d) {
    return Dense.of(new RandomStream(5).normals(n * d), n, d).castTo(DataType.DOUBLE);
  }

  private static double[] encode(RelativeProjection projection, INDArray space, int m) {
    double[] doubles = Dense.doubles(projection.fit(space, Dense.rows(space, 0, m)).encode(space));
    INDArray floats = space.castTo(DataType.FLOAT);
    double[] singles =
        Dense.doubles(projection.fit(floats, Dense.rows(floats, 0, m)).encode(floats));
    for (int t = 0; t < doubles.length; t++) {
      assertThat(doubles[t]).isFinite();
      assertThat(singles[t]).as("%s, value %d", projection.kind(), t).isFinite();
    }
    return doubles;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void constantColumnsAndDuplicateRows(Kind kind) {
    INDArray space = space(20, 5);
    space.putColumn(2, Dense.of(new double[20], 20).addi(0.1));
    space.putRow(1, space.getRow(0).dup());
    space.putRow(7, space.getRow(0).dup());
    INDArray r = Dense.of(encode(robust(kind), space, 6), 20, 6);
    assertThat(Dense.doubles(Dense.rows(r, 0, 1))).isEqualTo(Dense.doubles(Dense.rows(r, 1, 2)));
    encode(robust(kind).scaled(Scaling.STD), space, 6);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void fewerRowsThanColumns(Kind kind) {
    encode(robust(kind), space(5, 9), 4);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneAnchorAndOneColumn(Kind kind) {
    encode(robust(kind), space(12, 4), 1);
    encode(robust(kind), space(12, 1), 3);
    encode(robust(kind).scaled(Scaling.ISOTROPIC), space(12, 1), 1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aRowOfZeros(Kind kind) {
    INDArray space = space(12, 4);
    space.putRow(3, Dense.zeros(DataType.DOUBLE, 4));
    double[] r = encode(robust(kind).uncentred(), space, 4);
    if (kind == Kind.COSINE || kind == Kind.INNER) {
      for (int j = 0; j < 4; j++) {
        assertThat(r[3 * 4 + j]).isZero();
        assertThat(r[j * 4 + 3]).isZero();
      }
    }
  }

  @Test
  void equalRowsAreZeroOnceCentred() {
    double[] values = new double[7 * 3];
    for (int t = 0; t < values.length; t++) {
      values[t] = 0.1 * (1 + t % 3);
    }
    INDArray space = Dense.of(values, 7, 3);
    for (Scaling scaling : Scaling.values()) {
      double[] r = encode(RelativeProjection.cosine().scaled(scaling), space, 6);
      assertThat(r).as(scaling.name()).containsOnly(0);
    }
  }

  @Test
  void aSingularCovarianceTellsItsRank() {
    INDArray space = space(5, 9);
    for (RelativeProjection projection :
        List.of(RelativeProjection.whitened(), RelativeProjection.mahalanobis())) {
      assertThatThrownBy(() -> projection.fit(space, Dense.rows(space, 0, 2)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("rank 4")
          .hasMessageContaining("ridge");
    }
  }

  @Test
  void aGraphInPartsTellsHowMany() {
    INDArray space = space(30, 4);
    for (int i = 0; i < 30; i++) {
      space.putRow(i, space.getRow(i).add(1000 * (i % 3)));
    }
    assertThatThrownBy(() -> RelativeProjection.geodesic(4).fit(space, Dense.rows(space, 0, 2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 components");
    assertThatThrownBy(() -> RelativeProjection.geodesic(30).fit(space, Dense.rows(space, 0, 2)))
        .hasMessageContaining("1 to 29, got 30");
    assertThatThrownBy(() -> RelativeProjection.geodesic().fit(space, space(3, 4).mul(2)))
        .hasMessageContaining("anchor 0");
  }

  @Test
  void aGaussianNeedsDistancesOrAWidth() {
    INDArray space = space(5, 3);
    assertThatThrownBy(() -> RelativeProjection.rbf().fit(space, Dense.rows(space, 0, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sigma");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> RelativeProjection.lp(0.5)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> RelativeProjection.lp(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> RelativeProjection.rbf(0)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> RelativeProjection.whitened(-1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> RelativeProjection.geodesic(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> RelativeProjection.cosine().quantised(Quantised.BIN, 0))
        .hasMessageContaining("bin");
    assertThatThrownBy(() -> RelativeProjection.cosine().sparse(0, 1)).hasMessageContaining("0");
    assertThatThrownBy(() -> RelativeProjection.cosine().sparse(1, 0)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> RelativeProjection.cosine().heads(0, Pool.SUM))
        .hasMessageContaining("heads");
    assertThatThrownBy(() -> RelativeProjection.cosine().product(Combination.MEAN))
        .hasMessageContaining("[]");
    assertThatThrownBy(
            () ->
                RelativeProjection.cosine()
                    .heads(2, Pool.SUM)
                    .product(Combination.MEAN, Kind.COSINE))
        .hasMessageContaining("heads or a product");
    INDArray space = space(5, 3);
    assertThatThrownBy(() -> RelativeProjection.cosine().heads(2, Pool.SUM).fit(space, space))
        .hasMessageContaining("a divisor of 3, got 2");
    assertThatThrownBy(() -> RelativeProjection.cosine().sparse(6, 1).fit(space, space))
        .hasMessageContaining("1 to 5, got 6");
    assertThatThrownBy(() -> Kind.named("manhattan"))
        .hasMessageContaining("mahalanobis")
        .hasMessageContaining("manhattan");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"COSINE", "ANGULAR", "EUCLIDEAN", "L1", "LINF", "LP", "RBF", "GEODESIC"})
  void noScaleIsLost(Kind kind) {
    INDArray space = space(30, 6).castTo(DataType.FLOAT);
    boolean free = kind == Kind.COSINE || kind == Kind.ANGULAR || kind == Kind.RBF;
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray x = space.castTo(type);
      double[] plain = Dense.doubles(fitted(kind, x));
      for (double scale : new double[] {0x1p-66, 0x1p40}) {
        double[] scaled = Dense.doubles(fitted(kind, x.mul(scale)));
        for (int t = 0; t < plain.length; t++) {
          double expected = free ? plain[t] : plain[t] * scale;
          double tolerance = (free ? 1 : scale) * (type == DataType.FLOAT ? 1e-5 : 1e-12);
          assertThat(Math.abs(scaled[t] - expected))
              .as("%s of %s at scale %s", kind, type, scale)
              .isLessThanOrEqualTo(tolerance);
        }
      }
    }
  }

  private static INDArray fitted(Kind kind, INDArray x) {
    return RelativeProjection.of(kind).fit(x, Dense.rows(x, 0, 5)).encode(x);
  }

  @Test
  void aFarOriginCostsNoDigits() {
    INDArray near = space(40, 8);
    INDArray far = near.add(1000);
    for (RelativeProjection projection :
        List.of(
            RelativeProjection.euclidean().uncentred(),
            RelativeProjection.rbf().uncentred(),
            RelativeProjection.l1())) {
      INDArray floats = far.castTo(DataType.FLOAT);
      INDArray doubles = floats.castTo(DataType.DOUBLE);
      double[] expected =
          Dense.doubles(projection.fit(doubles, Dense.rows(doubles, 0, 7)).encode(doubles));
      double[] got = Dense.doubles(projection.fit(floats, Dense.rows(floats, 0, 7)).encode(floats));
      for (int t = 0; t < got.length; t++) {
        assertThat(Math.abs(got[t] - expected[t])).as("%s", projection.kind()).isLessThan(2e-5);
      }
    }
  }
}
