package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What no metric takes, and what the message says. */
class MetricRefusalsTest {
  private static final Run RUN = Run.of(0).withThreads(1);

  private final INDArray sources = Samples.classes(1, 60, 3, 2);
  private final INDArray latents = Samples.noisy(sources, 0.4, 2);

  @ParameterizedTest
  @EnumSource
  void otherNumbersOfRows(Figure figure) {
    INDArray fewer = Samples.normals(3, 59, 2);
    assertThatThrownBy(() -> figure.of(sources, fewer, RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("60", "[59, 2]");
  }

  @ParameterizedTest
  @EnumSource
  void sourcesThatAreConstant(Figure figure) {
    INDArray constant = sources.dup();
    constant.getColumn(1).assign(0);
    assertThatThrownBy(() -> figure.of(constant, latents, RUN))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("constant", "column 1", "0.0", "60");
  }

  @ParameterizedTest
  @EnumSource
  void latentsThatAreNoNumbersByRowAndColumn(Figure figure) {
    INDArray bad = latents.dup().putScalar(41, 1, Double.NaN);
    assertThatThrownBy(() -> figure.of(sources, bad, RUN))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("latents", "NaN", "row 41", "column 1");
    INDArray infinite = latents.castTo(DataType.FLOAT);
    infinite.putScalar(0, 0, Float.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> figure.of(sources, infinite, RUN))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("-Infinity", "row 0", "column 0");
  }

  @ParameterizedTest
  @EnumSource
  void latentsOfOtherShapes(Figure figure) {
    assertThatThrownBy(() -> figure.of(sources, Dense.zeros(DataType.DOUBLE, 60), RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("latents", "[60]");
    assertThatThrownBy(() -> figure.of(sources, Dense.zeros(DataType.DOUBLE, 60, 2, 1), RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("latents", "[60, 2, 1]");
    assertThatThrownBy(() -> figure.of(sources, Dense.zeros(DataType.DOUBLE, 60, 0), RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("latents", "[60, 0]");
  }

  @ParameterizedTest
  @EnumSource
  void noRowsAtAll(Figure figure) {
    INDArray none = Dense.zeros(DataType.DOUBLE, 0, 2);
    assertThatThrownBy(() -> figure.of(none, none, RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[0, 2]");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "INFOMEC",
        "INFOMEC_OF_CODES",
        "INFOMEC_OF_NUMBERS",
        "MODULARITY",
        "BETAVAE",
        "BOOSTED",
        "FOREST"
      })
  void oneSourceWhereTheyAreCompared(Figure figure) {
    INDArray one = Samples.classes(4, 60, 3);
    assertThatThrownBy(() -> figure.of(one, latents, RUN))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("at least 2 sources", "1 source");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"MIG", "EXPLICITNESS", "SAP", "SAP_OF_NUMBERS", "FACTORVAE", "IRS"})
  void oneSourceIsEnoughElsewhere(Figure figure) {
    INDArray one = Samples.classes(4, 60, 3);
    for (double value : figure.of(one, Samples.noisy(one, 0.3, 5), RUN)) {
      assertThat(value).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void sourcesThatAreNoNumbersByRowAndColumn() {
    INDArray numbers = sources.castTo(DataType.DOUBLE);
    numbers.putScalar(7, 0, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> Mig.score(numbers, latents))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("sources", "Infinity", "row 7", "column 0");
  }

  @Test
  void codesThatAreNotWhole() {
    INDArray half = Figure.codes(latents);
    half.putScalar(13, 1, 2.5);
    assertThatThrownBy(() -> InfoMec.paper().score(sources, half, true, RUN))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("whole numbers", "2.5", "row 13", "column 1");
    assertThatThrownBy(
            () ->
                DisentanglementReport.of(
                    sources, half, DisentanglementOptions.all().withDiscrete(true)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2.5");
  }

  @Test
  void minusZeroIsTheCodeZero() {
    INDArray codes = Figure.codes(latents);
    INDArray signed = codes.dup();
    for (int i = 0; i < 60; i += 2) {
      for (int j = 0; j < 2; j++) {
        signed.putScalar(i, j, codes.getDouble(i, j) == 0 ? -0.0 : codes.getDouble(i, j));
      }
    }
    assertThat(InfoMec.paper().score(sources, signed, true, RUN).nmi())
        .isDeepEqualTo(InfoMec.paper().score(sources, codes, true, RUN).nmi());
  }

  @Test
  void columnsOfTwoLengthsOrNone() {
    assertThatThrownBy(() -> MutualInformation.mixed(new int[4], new double[5], 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("4 and 5");
    assertThatThrownBy(() -> MutualInformation.continuous(new double[2], new double[3], 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 and 3");
    assertThatThrownBy(() -> MutualInformation.plugIn(new int[0], new int[0]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0 and 0");
    double[] bad = {1, 2, Double.NEGATIVE_INFINITY};
    assertThatThrownBy(() -> MutualInformation.continuous(new double[] {3, 2, 1}, bad, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("-Infinity at row 2");
    assertThatThrownBy(() -> MutualInformation.continuous(bad, bad, -4))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("-4");
  }

  @Test
  void importancesOfOtherShapes() {
    assertThatThrownBy(() -> Dci.of(Dense.zeros(DataType.DOUBLE, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[5]");
    assertThatThrownBy(() -> Dci.of(Dense.zeros(DataType.DOUBLE, 5, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("2 sources", "[5, 1]");
    assertThatThrownBy(() -> Dci.of(Dense.zeros(DataType.DOUBLE, 0, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[0, 2]");
  }

  @Test
  void optionsOutOfRange() {
    assertThatThrownBy(() -> DisentanglementOptions.standard().withMetrics(java.util.Set.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0");
    InfoMecScore score = InfoMec.paper().score(sources, latents, false, RUN);
    assertThatThrownBy(() -> score.isActive(2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2");
    score.active()[0] = false;
    score.nmi()[0][0] = -1;
    assertThat(score.isActive(0)).isTrue();
    assertThat(score.nmi()[0][0]).isPositive();
  }

  @Test
  void twoRowsAreEnoughForEveryMetric() {
    INDArray two = Nd4j.createFromArray(new int[][] {{0, 1}, {1, 0}});
    INDArray z = Dense.of(new double[] {0.5, 2, -1, 4}, 2, 2);
    DisentanglementReport report =
        DisentanglementReport.of(two, z, DisentanglementOptions.all().withRun(RUN));
    report
        .figures()
        .forEach((name, value) -> assertThat(value).as(name).isBetween(-1e-9, 1 + 1e-9));
    assertThat(FactorVae.of(two, z, new Seed(1)).active()).isEqualTo(2);
  }
}
