package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.TensorSpace;
import org.latent4j.error.NonFiniteException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parts that projections are built of, each by itself. */
class PartsOfProjectionsTest {
  @Test
  void meansOfEqualRowsAreThatRow() {
    double[] rows = new double[7 * 2];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = t % 2 == 0 ? 0.1 : 1e9 / 3;
    }
    assertThat(ColumnMeans.of(rows, 2)).containsExactly(0.1, 1e9 / 3);
    assertThat(ColumnMeans.of(new double[0], 2)).containsExactly(0, 0);
    assertThat(ColumnMeans.of(new double[] {1, 2, 3, 5}, 2)).containsExactly(2, 3.5);
    LatentSpace space = TensorSpace.of("s", Dense.of(rows, 7, 2));
    assertThat(ColumnMeans.of(space)).containsExactly(0.1, 1e9 / 3);
  }

  @Test
  void meansOfManyBlocksAreThoseOfAllRows() {
    double[] values = new double[9000 * 3];
    RandomStream random = new RandomStream(2);
    for (int t = 0; t < values.length; t++) {
      values[t] = random.normal() + 5;
    }
    double[] expected = ColumnMeans.of(values, 3);
    double[] got = ColumnMeans.of(TensorSpace.of("s", Dense.of(values, 9000, 3)));
    for (int j = 0; j < 3; j++) {
      assertThat(got[j]).isCloseTo(expected[j], within(1e-12));
    }
  }

  @Test
  void spreadsOfBlocksAreThoseOfAllRows() {
    double[] values = new double[9000 * 3];
    RandomStream random = new RandomStream(3);
    for (int t = 0; t < values.length; t++) {
      values[t] = random.normal() * (1 + t % 3);
    }
    LatentSpace space = TensorSpace.of("s", Dense.of(values, 9000, 3));
    double[] mean = ColumnMeans.of(values, 3);
    double[] whole = Spread.covariance(Spread.of(values), mean);
    double[] blocks = Spread.covariance(Spread.of(space), mean);
    double[] deviations = Spread.deviations(Spread.of(space), mean);
    for (int t = 0; t < 9; t++) {
      assertThat(blocks[t]).isCloseTo(whole[t], within(1e-12));
    }
    for (int j = 0; j < 3; j++) {
      double ratio = deviations[j] * deviations[j] / blocks[4 * j];
      assertThat(ratio).as("divisors n - 1 and n").isCloseTo(9000.0 / 8999, within(1e-9));
      assertThat(deviations[j]).isCloseTo(1 + j, within(0.05));
    }
    assertThat(Spread.meanNorm(Spread.of(space), new double[3], 2, 3))
        .as("of one column: the mean absolute value")
        .isCloseTo(3 * Math.sqrt(2 / Math.PI), within(0.05));
  }

  @Test
  void whatDoesNotSpreadHasUnitSpread() {
    double[] equal = {4, 1, 4, 2, 4, 3};
    assertThat(Spread.deviations(Spread.of(equal), ColumnMeans.of(equal, 2))).containsExactly(1, 1);
    assertThat(Spread.deviations(Spread.of(new double[] {4, 1}), new double[] {4, 1}))
        .containsExactly(1, 1);
    assertThat(Spread.meanNorm(Spread.of(equal), new double[] {4, 0}, 0, 1)).isEqualTo(1);
  }

  @Test
  void whatIsNotFiniteIsNamedInTheWholeSpace() {
    double[] values = new double[9000 * 2];
    values[2 * 8123 + 1] = Double.NEGATIVE_INFINITY;
    LatentSpace space = TensorSpace.of("s", Dense.of(values, 9000, 2));
    assertThatThrownBy(() -> Spread.requireFinite(space))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("-Infinity at row 8123, column 1");
    AnchorSet anchors = AnchorSet.of(java.util.List.of("0", "1"));
    for (RelativeProjection projection :
        java.util.List.of(
            RelativeProjection.cosine().centred(Centering.SPACE),
            RelativeProjection.whitened(),
            RelativeProjection.geodesic(),
            RelativeProjection.inner().scaled(Scaling.STD).fittedOn(FitOn.SPACE))) {
      assertThatThrownBy(() -> projection.fit(space, anchors))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("row 8123");
    }
    assertThatThrownBy(
            () ->
                RelativeProjection.cosine()
                    .fit(space, AnchorSet.of(java.util.List.of("1", "8123"))))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 1, column 1");
  }

  @Test
  void framesSubtractDivideAndBringToLengthOne() {
    double[] mean = {1, 2};
    double[] scale = {2, 4};
    assertThat(new Frame(mean, null, false).apply(new double[] {3, 2, 1, 0}))
        .containsExactly(2, 0, 0, -2);
    assertThat(new Frame(mean, scale, false).apply(new double[] {3, 2, 1, 0}))
        .containsExactly(1, 0, 0, -0.5);
    assertThat(new Frame(mean, scale, true).apply(new double[] {3, 2, 1, 0, 1, 2}))
        .containsExactly(1, 0, 0, -1, 0, 0);
    Frame nothing = new Frame(new double[2], null, false);
    assertThat(nothing.isIdentity()).isTrue();
    assertThat(nothing.isShift()).isTrue();
    assertThat(new Frame(mean, null, false).isIdentity()).isFalse();
    assertThat(new Frame(mean, null, false).isShift()).isTrue();
    assertThat(new Frame(new double[2], scale, false).isShift()).isFalse();
    assertThat(new Frame(new double[2], null, true).isIdentity()).isFalse();
  }

  @Test
  void rowsOfEverySizeGetLengthOne() {
    double[] rows = {3e-200, 4e-200, 3e200, 4e200, 0, 0, Double.MIN_VALUE, 0};
    UnitRows.apply(rows, 2);
    double[] expected = {0.6, 0.8, 0.6, 0.8, 0, 0, 1, 0};
    for (int t = 0; t < rows.length; t++) {
      assertThat(rows[t]).isCloseTo(expected[t], within(1e-15));
    }
  }

  @Test
  void distancesOfCloseRowsKeepTheirDigits() {
    double[] anchors = {1e6, 1, 1e6, 2, -1e6, 5};
    Distances distances = new Distances(anchors, 3);
    double[] got = distances.squared(new double[] {1e6 + 1e-3, 1, -1e6, 5});
    double step = 1e6 + 1e-3 - 1e6;
    assertThat(got[0]).isCloseTo(step * step, within(1e-10));
    assertThat(got[1]).isCloseTo(1 + step * step, within(1e-9));
    assertThat(got[5]).isZero();
    assertThat(got[2]).isCloseTo(4e12, within(1e4));
    assertThat(distances.margin(new double[] {0, 0}, 0)).isBetween(1e-6, 1e2);
  }

  @Test
  void factorsMultiplyFromBothSides() {
    Factor transposed = Factor.transposed(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    assertThat(transposed.after(new double[] {1, 1, 0, 2})).containsExactly(3, 7, 11, 4, 8, 12);
    Factor plain = Factor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(plain.after(new double[] {1, 1})).containsExactly(5, 7, 9);
    assertThat(plain.after(new double[0])).isEmpty();
    assertThat(plain.columns()).isEqualTo(3);
  }

  @Test
  void columnsOfRows() {
    double[] rows = {1, 2, 3, 4, 5, 6};
    assertThat(FitState.columns(rows, 3, 1, 3)).containsExactly(2, 3, 5, 6);
    assertThat(FitState.columns(rows, 2, 0, 1)).containsExactly(1, 3, 5);
  }

  @Test
  void aProjectionTellsItsKinds() {
    RelativeProjection product =
        RelativeProjection.cosine().product(Combination.CONCAT, Kind.L1, Kind.RBF);
    assertThat(product.kind()).isEqualTo(Kind.L1);
    assertThat(product.label()).isEqualTo("l1,rbf");
    assertThat(product.kinds()).containsExactly(Kind.L1, Kind.RBF);
    assertThat(RelativeProjection.lp(4).label()).isEqualTo("lp");
    for (Kind kind : Kind.values()) {
      assertThat(Kind.named(kind.label())).isEqualTo(kind);
    }
  }

  @Test
  void anEncoderSaysWhatItIs() {
    INDArray x = Dense.of(new RandomStream(1).normals(20), 5, 4);
    RelativeEncoder encoder = RelativeProjection.l1().fit(x, Dense.rows(x, 0, 3));
    assertThat(encoder).hasToString("l1 to 3 anchors [4 -> 3]");
    assertThat(encoder.inputDimension()).isEqualTo(4);
    assertThat(encoder.encode(Dense.zeros(DataType.DOUBLE, 0, 4)).shape()).containsExactly(0, 3);
    assertThat(encoder.columnNames()).containsExactly("0", "1", "2");
  }
}
