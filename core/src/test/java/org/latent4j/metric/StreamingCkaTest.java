package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class StreamingCkaTest {
  private static final int ROWS = 300;

  private final RandomStream random = new RandomStream(5);
  private final double[][] rows = Samples.space(ROWS, 7, random);
  private final INDArray x = Samples.array(rows);
  private final INDArray y = Samples.array(Samples.related(rows, 5, 1, random));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 299, 300})
  void anyBlocksGiveTheValueOfTheWhole(int block) {
    StreamingCka cka = streamed(x, y, block);
    assertThat(cka.rows()).isEqualTo(ROWS);
    assertThat(cka.unbiased().value())
        .isCloseTo(SimilarityIndex.named("unbiased-cka").compare(x, y).value(), within(1e-11));
    assertThat(cka.linear().value())
        .isCloseTo(SimilarityIndex.named("linear-cka").compare(x, y).value(), within(1e-11));
    assertThat(cka.unbiased().n()).isEqualTo(ROWS);
  }

  @Test
  void aFarOriginCostsNoDigits() {
    double expected = SimilarityIndex.named("unbiased-cka").compare(x, y).value();
    assertThat(streamed(x.add(1 << 20), y.sub(1 << 20), 50).unbiased().value())
        .isCloseTo(expected, within(1e-9));
    assertThat(SimilarityIndex.named("unbiased-cka").compare(x.add(1 << 20), y).value())
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void threadsDoNotChangeABit() {
    INDArray wide = Samples.array(Samples.space(40, 600, random));
    INDArray other = Samples.array(Samples.space(40, 300, random));
    double one = StreamingCka.withThreads(1).accept(wide, other).unbiased().value();
    for (int threads : new int[] {2, 7}) {
      assertThat(StreamingCka.withThreads(threads).accept(wide, other).unbiased().value())
          .as(threads + " threads")
          .isEqualTo(one);
    }
  }

  @Test
  void takesFloatsAndViewsAndEmptyBlocks() {
    StreamingCka cka = StreamingCka.create();
    cka.accept(Dense.zeros(DataType.DOUBLE, 0, 7), Dense.zeros(DataType.DOUBLE, 0, 5));
    cka.accept(x.dup('f'), y.dup('f'));
    cka.accept(Dense.zeros(DataType.FLOAT, 0, 7), Dense.zeros(DataType.FLOAT, 0, 5));
    assertThat(cka.unbiased().value())
        .isCloseTo(streamed(x, y, 300).unbiased().value(), within(1e-13));
    assertThat(streamed(x.castTo(DataType.FLOAT), y.castTo(DataType.FLOAT), 90).linear().value())
        .isCloseTo(cka.linear().value(), within(1e-6));
  }

  @Test
  void refusesWhatDoesNotFitAndStaysUsable() {
    StreamingCka cka = StreamingCka.create();
    assertThatThrownBy(cka::unbiased).isInstanceOf(InputException.class).hasMessageContaining("0");
    assertThatThrownBy(cka::linear).isInstanceOf(InputException.class).hasMessageContaining("0");
    cka.accept(x, y);
    double before = cka.unbiased().value();
    assertThatThrownBy(() -> cka.accept(y, y))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[n, 7]")
        .hasMessageContaining("[300, 5]");
    assertThatThrownBy(() -> cka.accept(Dense.rows(x, 0, 9), Dense.rows(y, 0, 8)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[9, 7] and [8, 5]");
    INDArray bad = y.dup().putScalar(3, 2, Double.NaN);
    assertThatThrownBy(() -> cka.accept(x, bad))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 3, column 2");
    assertThat(cka.unbiased().value()).isEqualTo(before);
    assertThat(cka.rows()).isEqualTo(ROWS);
    assertThatThrownBy(() -> StreamingCka.withThreads(0)).hasMessageContaining("0");
  }

  @Test
  void noSpreadIsNoValue() {
    Score score = StreamingCka.create().accept(x.mul(0).add(0.1), y).unbiased();
    assertThat(score.value()).isNaN();
    assertThat(score.note()).contains("not above 0");
  }

  private static StreamingCka streamed(INDArray x, INDArray y, int block) {
    StreamingCka cka = StreamingCka.create();
    for (int from = 0; from < x.size(0); from += block) {
      long to = Math.min(x.size(0), from + block);
      cka.accept(Dense.rows(x, from, to), Dense.rows(y, from, to));
    }
    return cka;
  }
}
