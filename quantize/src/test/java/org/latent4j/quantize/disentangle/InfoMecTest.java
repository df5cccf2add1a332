package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InfoMecTest {
  private static final Run RUN = Run.of(0).withThreads(1);
  private final INDArray sources = Samples.classes(1, 600, 4, 3);
  private final INDArray latents = Samples.noisy(sources, 0.3, 2);

  private static void assertSame(InfoMecScore a, InfoMecScore b) {
    assertThat(b.infom()).isEqualTo(a.infom());
    assertThat(b.infoe()).isEqualTo(a.infoe());
    assertThat(b.infoc()).isEqualTo(a.infoc());
    assertThat(b.nmi()).isDeepEqualTo(a.nmi());
    assertThat(b.active()).isEqualTo(a.active());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void threadsChangeNoBit(int threads) {
    INDArray many = Samples.classes(3, 9000, 5, 4, 3);
    INDArray z = Nd4j.math().round(Samples.noisy(many, 0.7, 4).mul(10)).div(10);
    assertSame(
        InfoMec.paper().score(many, z, false, RUN),
        InfoMec.paper().score(many, z, false, RUN.withThreads(threads)));
    INDArray codes = Nd4j.math().round(z);
    assertSame(
        InfoMec.paper().score(many, codes, true, RUN),
        InfoMec.paper().score(many, codes, true, RUN.withThreads(threads)));
  }

  @Test
  void viewsOrdersAndTypesGiveTheSameAndInputsStay() {
    INDArray copy = latents.dup();
    InfoMecScore plain = InfoMec.paper().score(sources, latents, false, RUN);
    assertThat(latents).isEqualTo(copy);
    assertSame(plain, InfoMec.paper().score(sources, latents.dup('f'), false, RUN));
    INDArray wide = Dense.zeros(DataType.DOUBLE, 600, 4);
    for (int i = 0; i < 600; i++) {
      wide.putScalar(i, 1, latents.getDouble(i, 0)).putScalar(i, 2, latents.getDouble(i, 1));
    }
    INDArray view =
        wide.get(
            org.nd4j.linalg.indexing.NDArrayIndex.all(),
            org.nd4j.linalg.indexing.NDArrayIndex.interval(1, 3));
    assertSame(plain, InfoMec.paper().score(sources, view, false, RUN));
    for (DataType type : new DataType[] {DataType.INT64, DataType.UINT8, DataType.INT16}) {
      assertSame(plain, InfoMec.paper().score(sources.castTo(type), latents, false, RUN));
    }
    InfoMecScore narrow =
        InfoMec.paper().score(sources, latents.castTo(DataType.FLOAT), false, RUN);
    assertThat(narrow.infom()).isCloseTo(plain.infom(), within(1e-3));
  }

  @Test
  void repeatedValuesGetNoiseOfTheSeedAndAWarning() {
    INDArray rounded = Nd4j.math().round(latents.mul(10)).div(10);
    InfoMecScore first = InfoMec.paper().score(sources, rounded, false, RUN);
    InfoMecScore other = InfoMec.paper().score(sources, rounded, false, Run.of(1));
    assertThat(first.warnings()).hasSize(1).first().asString().contains("columns [0, 1]");
    assertThat(other.infom()).isNotEqualTo(first.infom()).isCloseTo(first.infom(), within(0.03));
    InfoMecScore exact = InfoMec.paper().score(sources, latents, false, RUN);
    assertThat(first.infom()).isCloseTo(exact.infom(), within(0.05));
    assertThat(exact.warnings()).isEmpty();
    assertSame(exact, InfoMec.paper().score(sources, latents, false, Run.of(1)));
  }

  @Test
  void oneActiveLatentIsFlagged() {
    INDArray one = Samples.columns(latents, new int[] {0, 1}, 1, 0);
    InfoMecScore score = InfoMec.paper().score(sources, one, false, RUN);
    assertThat(score.activeCount()).isEqualTo(1);
    assertThat(score.infoc()).isEqualTo(1);
    assertThat(score.infom()).isGreaterThan(0.8);
    assertThat(score.warnings()).anyMatch(warning -> warning.contains("InfoC"));
  }

  @Test
  void noActiveLatentIsFlagged() {
    INDArray none = Dense.zeros(DataType.DOUBLE, 600, 3);
    for (boolean discrete : new boolean[] {false, true}) {
      InfoMecScore score = InfoMec.paper().score(sources, none, discrete, RUN);
      assertThat(score.infom()).isZero();
      assertThat(score.infoe()).isZero();
      assertThat(score.infoc()).isZero();
      assertThat(score.warnings()).anyMatch(warning -> warning.contains("no latent of 3"));
    }
  }

  @Test
  void aLatentThatTellsNothingCountsAsChance() {
    int[][] s = new int[400][2];
    int[][] z = new int[400][2];
    for (int i = 0; i < 400; i++) {
      s[i] = new int[] {i & 1, i >> 1 & 1};
      z[i] = new int[] {i & 1, i >> 2 & 1};
    }
    InfoMecScore score =
        InfoMec.paper().score(Nd4j.createFromArray(s), Nd4j.createFromArray(z), true, RUN);
    assertThat(score.infom()).isCloseTo(0.5, within(1e-12));
    assertThat(score.infoc()).isCloseTo(0.5, within(1e-12));
    assertThat(score.warnings())
        .anyMatch(warning -> warning.contains("latent 1 tells nothing"))
        .anyMatch(warning -> warning.contains("source 1"));
  }

  @Test
  void strictIgnoranceIsNotTheEntropy() {
    int[] codes = new int[1000];
    Arrays.fill(codes, 0, 100, 1);
    Labels labels = Labels.of(codes);
    assertThat(Explicitness.STRICT.ignorance(labels)).isCloseTo(0.6931, within(1e-4));
    assertThat(Explicitness.CALIBRATED.ignorance(labels)).isCloseTo(0.3251, within(1e-4));
  }

  @Test
  void presetsDifferInWhatIsActive() {
    double[][] columns = {{0, 10, 3, 4}, {0, 1, 0.3, 0.3}, {0, 0.6, 0, 0}, {0, 0, 0, 0}};
    assertThat(Preset.PAPER.active(columns, false)).containsExactly(true, true, true, false);
    assertThat(Preset.PAPER.active(columns, true)).containsExactly(true, true, true, false);
    assertThat(Preset.TRAINING_LOG.active(columns, false))
        .containsExactly(true, false, false, false);
    assertThat(Preset.TRIPOD.active(columns, false)).containsExactly(true, false, false, false);
    assertThat(Preset.TRIPOD.active(columns, true)).containsExactly(true, true, true, false);
    assertThat(Preset.TRAINING_LOG.neighbours()).isEqualTo(3);
  }

  @Test
  void sourcesThatAreNumbersGiveInformationAndRSquared() {
    INDArray numbers = Samples.normals(5, 2000, 2);
    INDArray z = numbers.mul(2).add(Samples.normals(6, 2000, 2).mul(1));
    InfoMecScore score = InfoMec.paper().score(numbers, z, false, RUN);
    assertThat(score.infoe()).isCloseTo(0.8, within(0.02));
    assertThat(score.nmi()[0][0]).isCloseTo(-Math.log(1 - 0.8) / 2, within(0.06));
    assertThat(score.nmi()[0][1]).isLessThan(0.05);
    assertThat(score.infom()).isGreaterThan(0.9);
    INDArray codes = Nd4j.math().round(z);
    InfoMecScore coded = InfoMec.paper().score(numbers, codes, true, RUN);
    assertThat(coded.nmi()[0][0]).isGreaterThan(0.5);
    assertThat(coded.infoe()).isBetween(0.7, 0.85);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 9})
  void separableNumbersEndNearOneWithAWarning(int classes) {
    INDArray many = Samples.classes(8, 1000, classes, classes);
    INDArray z = Samples.noisy(many, 0.03, 9);
    for (Explicitness kind : Explicitness.values()) {
      InfoMecScore score = InfoMec.paper().withExplicitness(kind).score(many, z, false, RUN);
      assertThat(score.infoe()).isBetween(0.9999, 1.0);
      assertThat(score.warnings()).filteredOn(text -> text.contains("separable")).hasSize(2);
    }
  }

  @Test
  void manyCodesAreReadOneByOne() {
    INDArray many = Samples.classes(7, 600, 1500, 2000).castTo(DataType.DOUBLE);
    InfoMecScore score = InfoMec.paper().score(sources, many, true, RUN);
    // Nearly every row has a code of its own, which tells everything.
    assertThat(score.infoe()).isGreaterThan(0.95);
  }

  @Test
  void refusesBadInput() {
    InfoMec infomec = InfoMec.paper();
    assertThatThrownBy(() -> infomec.score(sources, Dense.rows(latents, 0, 599).dup(), false, RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("600", "[599, 2]");
    assertThatThrownBy(() -> infomec.score(sources.getColumns(0), latents, false, RUN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 source");
    INDArray constant = sources.dup();
    constant.getColumn(1).assign(2);
    assertThatThrownBy(() -> infomec.score(constant, latents, false, RUN))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("column 1", "constant");
    assertThatThrownBy(() -> infomec.score(sources, latents, true, RUN))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("whole numbers", "row 0, column 0");
    INDArray bad = latents.dup().putScalar(3, 1, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> infomec.score(sources, bad, false, RUN))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("Infinity", "row 3, column 1");
    assertThatThrownBy(() -> infomec.score(sources, latents.getColumn(0), false, RUN))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[600]");
  }
}
