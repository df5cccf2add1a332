package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The way back. */
class TranslatorInverseTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  @Test
  void aSquareMapOfFullRankIsUndone() {
    INDArray x = Planted.rows(1, 60, 5);
    INDArray y = x.mmul(Planted.rows(2, 5, 5)).add(3);
    for (Translation method :
        new Translation[] {
          Translation.affine(),
          Translation.similarity(),
          Translation.gradient(),
          Translation.rigid(),
          Translation.canonical()
        }) {
      Translator there = method.fit(x, y, RUN);
      Translator back = there.inverse();
      assertThat(Planted.difference(back.encode(there.encode(x)), x))
          .as(there.method())
          .isLessThan(1e-8);
      assertThat(back.scale()).isCloseTo(1 / there.scale(), within(1e-15));
      assertThat(back.residual()).isNaN();
      assertThat(back.r2()).isNaN();
      assertThat(back.note()).isEmpty();
      assertThat(back.pairs()).isZero();
      Translator again = back.inverse();
      assertThat(Planted.difference(again.weight(), there.weight())).isLessThan(1e-9);
      assertThat(again.step()).isEqualTo(there.step());
      assertThat(back.step()).isNotEqualTo(there.step());
    }
  }

  @Test
  void whatWasDroppedStaysAtTheMean() {
    INDArray x = Planted.rows(3, 60, 5);
    Translator there = Translation.similarity().fit(x, x.getColumns(0, 1, 2), RUN);
    Translator back = there.inverse();
    assertThat(back.inputDimension()).isEqualTo(3);
    assertThat(back.dimension()).isEqualTo(5);
    assertThat(back.note()).contains("rank 3 from 5 to 3");
    INDArray round = there.encode(back.encode(there.encode(x)));
    assertThat(Planted.difference(round, there.encode(x))).isLessThan(1e-12);
    assertThat(Planted.difference(back.encode(there.yMean()), there.xMean())).isLessThan(1e-12);
  }

  @Test
  void aLowRankMapIsInvertedOnItsDirectionsOnly() {
    INDArray x = Planted.rows(4, 60, 6);
    INDArray y = x.mmul(Planted.rows(5, 6, 6)).add(Planted.rows(6, 60, 6).mul(0.1));
    Translator there = Translation.lowRank(2).fit(x, y, RUN);
    Translator back = there.inverse();
    assertThat(back.rank()).isEqualTo(2);
    assertThat(back.weight().amaxNumber().doubleValue()).isLessThan(1e3);
    assertThat(Planted.difference(there.encode(back.encode(there.encode(x))), there.encode(x)))
        .isLessThan(1e-9);
  }

  @Test
  void onUnitRowsItTakesRowsOfYAndGivesUnitRowsOfX() {
    INDArray x = Planted.rows(7, 60, 4);
    INDArray y = x.mmul(Planted.orthogonal(1, 4, true)).mul(3).add(5);
    Translator there = Translation.centredOrthogonal().onUnitRows().fit(x, y, RUN);
    assertThat(there.residual()).isLessThan(1e-12);
    double[] unit = Dense.doubles(x);
    UnitRows.centred(unit, ColumnMeans.of(x));
    INDArray expected = Dense.of(unit, 60, 4);
    assertThat(Planted.difference(there.inverse().encode(y), expected)).isLessThan(1e-12);
    assertThat(Planted.difference(there.inverse().target(x), expected)).isLessThan(1e-12);
  }

  @Test
  void directionsComeBackAsDirections() {
    INDArray x = Planted.rows(8, 60, 4);
    INDArray y = x.mmul(Planted.orthogonal(2, 4, false)).mul(0.5).add(1);
    Translator there = Translation.inverseRelative().fit(x, y, RUN);
    assertThat(Planted.difference(there.encode(x), there.target(y))).isLessThan(1e-9);
    assertThat(Planted.difference(there.inverse().encode(y), there.inverse().target(x)))
        .isLessThan(1e-9);
  }
}
