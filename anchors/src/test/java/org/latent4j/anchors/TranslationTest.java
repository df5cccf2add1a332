package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What each method of translation promises. */
class TranslationTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  static Stream<Translation> all() {
    return Stream.of(
            Translation.identity(),
            Translation.linear(),
            Translation.affine(),
            Translation.ridge(),
            Translation.ridge(0.01),
            Translation.orthogonal(),
            Translation.centredOrthogonal(),
            Translation.similarity(),
            Translation.rigid(),
            Translation.orthogonalisedLinear(),
            Translation.canonical(),
            Translation.permutation(),
            Translation.lowRank(3),
            Translation.gradient(),
            Translation.procrustesCsls(),
            Translation.inverseRelative())
        .flatMap(method -> Stream.of(method, method.onUnitRows()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aPlantedMapIsRecovered(long seed) {
    int d = 3 + (int) (seed * 7 % 30);
    INDArray x = Planted.rows(seed, 4 * d, d);
    INDArray q = Planted.orthogonal(seed + 100, d, seed % 2 == 0);
    INDArray y = x.mmul(q).mul(1.7).add(3);
    Translator wide = Translation.similarity().fit(x, y, RUN);
    String as = "seed " + seed;
    assertThat(Planted.difference(wide.weight(), q.mul(1.7))).as(as).isLessThan(1e-12);
    assertThat(wide.scale()).as(as).isCloseTo(1.7, within(1e-12));
    INDArray origin = Dense.zeros(DataType.DOUBLE, 1, d);
    INDArray shift = wide.encode(origin);
    assertThat(Planted.difference(shift, origin.add(3))).as(as).isLessThan(1e-11);
    Translator narrow =
        Translation.similarity().fit(x.castTo(DataType.FLOAT), y.castTo(DataType.FLOAT), RUN);
    assertThat(Planted.difference(narrow.weight(), q.mul(1.7))).as(as).isLessThan(1e-5);
    assertThat(narrow.scale()).as(as).isCloseTo(1.7, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void rigidTurnsAndNeverReflects(long seed) {
    INDArray x = Planted.rows(seed, 40, 6);
    INDArray turn = Planted.orthogonal(seed, 6, false);
    Translator found = Translation.rigid().fit(x, x.mmul(turn).add(1), RUN);
    assertThat(Planted.difference(found.weight(), turn)).as("seed " + seed).isLessThan(1e-12);
    INDArray mirror = Planted.orthogonal(seed, 6, true);
    Translator forced = Translation.rigid().fit(x, x.mmul(mirror), RUN);
    assertThat(Orientation.reflects(forced.weight())).as("seed " + seed).isFalse();
    assertThat(Planted.difference(forced.weight(), mirror)).isGreaterThan(0.1);
    assertThat(Translation.centredOrthogonal().fit(x, x.mmul(mirror), RUN).residual())
        .isLessThan(1e-12);
  }

  @Test
  void noOtherTurnIsNearerThanTheRigidOne() {
    INDArray x = Planted.rows(11, 50, 4);
    INDArray y = x.mmul(Planted.orthogonal(11, 4, true)).add(Planted.rows(12, 50, 4).mul(0.3));
    Translator rigid = Translation.rigid().fit(x, y, RUN);
    for (long seed = 1; seed <= 30; seed++) {
      INDArray other = Planted.orthogonal(seed, 4, false);
      INDArray centredX = x.subRowVector(x.mean(0));
      INDArray centredY = y.subRowVector(y.mean(0));
      double error = centredX.mmul(other).sub(centredY).norm2Number().doubleValue();
      assertThat(error).as("seed " + seed).isGreaterThan(rigid.residual() * Math.sqrt(200));
    }
  }

  @Test
  void anAffineMapIsRecoveredWithoutItsInverse() {
    INDArray x = Planted.rows(1, 90, 5);
    INDArray map = Planted.rows(2, 5, 8);
    INDArray y = x.mmul(map).add(4);
    for (Translation method :
        List.of(Translation.affine(), Translation.ridge(0), Translation.lowRank(5))) {
      Translator found = method.fit(x, y, RUN);
      assertThat(Planted.difference(found.weight(), map)).as(found.method()).isLessThan(1e-11);
      assertThat(found.r2()).as(found.method()).isCloseTo(1, within(1e-12));
      assertThat(found.rank()).as(found.method()).isEqualTo(5);
    }
    assertThat(Translation.linear().fit(x, x.mmul(map), RUN).residual()).isLessThan(1e-11);
    assertThat(Translation.linear().fit(x, y, RUN).residual()).isGreaterThan(1e-2);
  }

  @Test
  void residualAndShareOfVarianceAreThoseOfThePairs() {
    INDArray x = Planted.rows(3, 60, 4);
    INDArray y = Planted.rows(4, 60, 3).add(x.mmul(Planted.rows(5, 4, 3)));
    Translator found = Translation.affine().fit(x, y, RUN);
    INDArray error = found.encode(x).sub(y);
    double squares = Math.pow(error.norm2Number().doubleValue(), 2);
    double spread = Math.pow(y.subRowVector(y.mean(0)).norm2Number().doubleValue(), 2);
    assertThat(found.residual()).isCloseTo(Math.sqrt(squares / 180), within(1e-12));
    assertThat(found.r2()).isCloseTo(1 - squares / spread, within(1e-12)).isBetween(0.5, 0.9999);
    assertThat(found.pairs()).isEqualTo(60);
  }

  @Test
  void aPlantedPermutationIsRecovered() {
    INDArray x = Planted.rows(6, 50, 5);
    INDArray swap = Dense.zeros(DataType.DOUBLE, 5, 5);
    int[] to = {3, 0, 4, 1, 2};
    for (int i = 0; i < 5; i++) {
      swap.putScalar(i, to[i], 1);
    }
    Translator found = Translation.permutation().fit(x, x.mmul(swap).add(9), RUN);
    assertThat(Planted.difference(found.weight(), swap)).isZero();
    assertThat(found.residual()).isLessThan(1e-13);
    INDArray narrow = Translation.permutation().fit(x, x.getColumns(4, 1), RUN).weight();
    assertThat(narrow.shape()).containsExactly(5, 2);
    assertThat(narrow.getDouble(4, 0) + narrow.getDouble(1, 1)).isEqualTo(2);
    assertThat(narrow.sumNumber().doubleValue()).isEqualTo(2);
  }

  @Test
  void aLowRankMapHasItsRankAndFitsWorse() {
    INDArray x = Planted.rows(7, 80, 6);
    INDArray y = x.mmul(Planted.rows(8, 6, 7)).add(Planted.rows(9, 80, 7));
    double before = 0;
    for (int rank = 6; rank >= 1; rank--) {
      Translator found = Translation.lowRank(rank).fit(x, y, RUN);
      assertThat(found.rank()).isEqualTo(rank);
      assertThat(found.residual()).isGreaterThan(before);
      before = found.residual();
    }
  }

  @Test
  void canonicalTranslationRunsFromRotationToDecorrelation() {
    INDArray x = Planted.rows(10, 200, 5);
    INDArray map = Planted.rows(11, 5, 5).add(Planted.orthogonal(1, 5, false).mul(20));
    INDArray y = x.mmul(map).add(2);
    INDArray rotation = Translation.centredOrthogonal().fit(x, y, RUN).weight();
    assertThat(Planted.difference(Translation.canonical(1).fit(x, y, RUN).weight(), rotation))
        .isLessThan(1e-13);
    assertThat(Planted.difference(Translation.canonical(0).fit(x, y, RUN).weight(), map))
        .isLessThan(1e-9);
    assertThat(Planted.difference(Translation.canonical(0.5).fit(x, y, RUN).weight(), map))
        .isGreaterThan(1e-3);
  }

  @Test
  void moreStepsOfAdamFitBetterAndAreToldOf() {
    INDArray x = Planted.rows(12, 60, 3).mul(0.1);
    INDArray y = x.mmul(Planted.rows(13, 3, 2).mul(0.1)).add(0.2);
    List<Progress.Event> events = new ArrayList<>();
    double residual = Double.POSITIVE_INFINITY;
    for (int steps : new int[] {10, 100, 1000}) {
      events.clear();
      Translator found =
          new GradientTranslation(steps, 1e-3).fit(x, y, RUN.withProgress(events::add));
      assertThat(found.residual()).isLessThan(residual);
      residual = found.residual();
      assertThat(events).hasSize(steps + 2);
    }
    Progress.Stepped last = (Progress.Stepped) events.get(events.size() - 2);
    assertThat(last.figures().get("loss")).isCloseTo(residual * residual, within(1e-5));
  }

  @Test
  void adamTakesBothWaysToTheSameGradient() {
    INDArray few = Planted.rows(14, 6, 9).mul(0.1);
    INDArray y = Planted.rows(15, 6, 2);
    Translator direct = Translation.gradient().fit(few, y, RUN);
    // Every row five times: the same mean loss, by way of the smaller product.
    INDArray many = org.nd4j.linalg.factory.Nd4j.concat(0, few, few, few, few, few);
    INDArray manyY = org.nd4j.linalg.factory.Nd4j.concat(0, y, y, y, y, y);
    Translator byProducts = Translation.gradient().fit(many, manyY, RUN);
    assertThat(Planted.difference(direct.weight(), byProducts.weight())).isLessThan(1e-9);
  }

  @Test
  void selfLearningFindsTheRowsThatWereNotGiven() {
    int d = 6;
    INDArray x = Planted.rows(16, 120, d);
    INDArray y = x.mmul(Planted.orthogonal(3, d, true)).add(Planted.rows(17, 120, d).mul(0.05));
    long[] order = new long[120];
    for (int i = 0; i < 120; i++) {
      order[i] = (i * 7L + 3) % 120; // row i of x is row order[i] of the shuffled y
    }
    INDArray shuffled = Dense.zeros(DataType.DOUBLE, 120, d);
    for (int i = 0; i < 120; i++) {
      shuffled.putRow(order[i], y.getRow(i));
    }
    long[] known = {0, 1, 2, 3, 4, 5, 6, 7};
    long[] knownRight = new long[8];
    for (int i = 0; i < 8; i++) {
      knownRight[i] = order[i];
    }
    Translator few = Translation.centredOrthogonal().fit(x, shuffled, known, knownRight, RUN);
    Translator more = Translation.procrustesCsls().fit(x, shuffled, known, knownRight, RUN);
    assertThat(more.pairs()).isGreaterThan(100);
    assertThat(few.pairs()).isEqualTo(8);
    double rightBefore = Planted.difference(few.encode(x), y);
    assertThat(Planted.difference(more.encode(x), y)).isLessThan(rightBefore);
  }

  @Test
  void theInverseOfTheRelativeSpaceGivesDirectionsBack() {
    INDArray x = Planted.rows(18, 40, 6);
    Translator same = Translation.inverseRelative().fit(x, x, RUN);
    INDArray fresh = Planted.rows(19, 20, 6);
    INDArray directions = same.encode(fresh);
    assertThat(Planted.difference(directions, same.target(fresh))).isLessThan(1e-9);
    assertThat(same.residual()).isLessThan(1e-9);
    assertThat(Planted.difference(same.centre(), same.yMean().mul(0))).isZero();
    INDArray far = fresh.subRowVector(same.xMean()).mul(1e6).addRowVector(same.xMean());
    assertThat(Planted.difference(same.encode(far), directions)).isLessThan(1e-9);
  }

  @ParameterizedTest
  @MethodSource("all")
  void viewsAndOtherOrdersGiveTheSameBits(Translation method) {
    INDArray x = Planted.rows(20, 60, 4);
    INDArray y = Planted.rows(21, 60, 4);
    Translator dense = method.fit(x, y, RUN);
    Translator other =
        method.fit(
            x.dup('f'),
            org.nd4j.linalg.factory.Nd4j.hstack(y, x)
                .get(
                    org.nd4j.linalg.indexing.NDArrayIndex.all(),
                    org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 4)),
            RUN);
    assertThat(Dense.doubles(other.encode(x))).isEqualTo(Dense.doubles(dense.encode(x)));
    assertThat(x.sumNumber()).isEqualTo(Planted.rows(20, 60, 4).sumNumber());
  }

  @ParameterizedTest
  @MethodSource("all")
  void equalRowsAndOneRowGiveFiniteMaps(Translation method) {
    INDArray equal = Dense.zeros(DataType.DOUBLE, 12, 4).addi(2.5);
    INDArray y = Planted.rows(22, 12, 4);
    INDArray one = Planted.rows(23, 1, 4);
    if (method.method().equals("cca")) {
      assertThatThrownBy(() -> method.fit(equal, y, RUN))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("covariance of x")
          .hasMessageContaining("rank 0 of 4");
      return;
    }
    assertThat(method.fit(equal, y, RUN).encode(y).sumNumber().doubleValue()).isFinite();
    assertThat(method.fit(y, equal, RUN).encode(y).sumNumber().doubleValue()).isFinite();
    Translator single = method.fit(one, one, RUN);
    assertThat(single.encode(y).sumNumber().doubleValue()).isFinite();
    assertThat(single.r2()).isNaN();
  }

  @Test
  void fewerPairsThanDimensionsAreNoted() {
    INDArray x = Planted.rows(24, 5, 9);
    assertThat(Translation.affine().fit(x, x, RUN).note()).contains("5 pairs for 9 dimensions");
    INDArray y = Planted.rows(25, 5, 3);
    assertThat(Translation.similarity().fit(x, y, RUN).note())
        .startsWith("9 to 3 dimensions: only a partial isometry");
    assertThat(Translation.similarity().fit(x, x, RUN).note()).isEmpty();
  }

  @Test
  void parametersOutsideTheirRangesAreRefused() {
    assertThatThrownBy(() -> Translation.ridge(-1)).hasMessageContaining("got -1.0");
    assertThatThrownBy(() -> Translation.ridge(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Translation.canonical(1.5)).hasMessageContaining("0 to 1, got 1.5");
    assertThatThrownBy(() -> Translation.lowRank(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new GradientTranslation(0, 1)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new GradientTranslation(1, 0)).hasMessageContaining("got 0.0");
    assertThatThrownBy(() -> new ProcrustesCsls(-1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> new ProcrustesCsls(1, 0)).hasMessageContaining("got 0");
    Translation unit = Translation.affine().onUnitRows();
    assertThatThrownBy(unit::onUnitRows).hasMessageContaining("a method on plain rows");
    INDArray x = Planted.rows(26, 9, 4);
    assertThatThrownBy(() -> Translation.lowRank(5).fit(x, x, RUN))
        .hasMessage("LowRankTranslation.fit: rank: expected 1 to 4, got 5");
    INDArray flat = Planted.rows(27, 3, 4);
    assertThatThrownBy(() -> Translation.ridge(0).fit(flat, flat, RUN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("rank 2 of 4");
  }

  @ParameterizedTest
  @MethodSource("all")
  void unequalRowsAndWhatIsNotFiniteAreRefused(Translation method) {
    INDArray x = Planted.rows(28, 12, 4);
    assertThatThrownBy(() -> method.fit(x, Planted.rows(1, 11, 4), RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("12 and 11 rows");
    INDArray none = Dense.zeros(DataType.DOUBLE, 0, 4);
    assertThatThrownBy(() -> method.fit(none, none, RUN)).isInstanceOf(ShapeException.class);
    INDArray broken = x.dup().putScalar(7, 2, Double.NaN);
    assertThatThrownBy(() -> method.fit(broken, x, RUN))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 7, column 2");
    assertThatThrownBy(() -> method.fit(x, x, new long[] {0, 12}, new long[] {0, 1}, RUN))
        .hasMessageContaining("row: expected 0 to 11, got 12");
    assertThatThrownBy(() -> method.fit(x, x, new long[] {0, 1, 2}, new long[] {0, 1}, RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("3 and 2");
  }
}
