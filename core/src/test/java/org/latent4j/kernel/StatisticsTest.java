package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link RowNorms}, {@link ColumnStatistics} and {@link Softmax}. */
class StatisticsTest {
  private static INDArray matrix(int rows, int columns, DataType type) {
    return Dense.of(new RandomStream(rows + columns).normals(rows * columns), rows, columns)
        .castTo(type);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void rowNorms(DataType type) {
    INDArray x = matrix(300, 250, type);
    x.getRow(7).assign(0);
    double[] values = Dense.doubles(x);
    double[] norms = RowNorms.of(x.dup('f'));
    INDArray unit = RowNorms.unit(x);
    assertThat(unit.dataType()).isEqualTo(type);
    for (int row = 0; row < 300; row++) {
      double squares = 0;
      for (int t = 0; t < 250; t++) {
        squares += values[row * 250 + t] * values[row * 250 + t];
      }
      assertThat(norms[row]).isCloseTo(Math.sqrt(squares), within(1e-12));
      double expected = row == 7 ? 0 : values[row * 250 + 3] / Math.sqrt(squares);
      assertThat(unit.getDouble(row, 3)).isCloseTo(expected, within(1e-7));
    }
    assertThat(RowNorms.of(Nd4j.create(type, 0, 4))).isEmpty();
    assertThat(RowNorms.unit(Nd4j.create(type, 0, 4)).shape()).containsExactly(0, 4);
    double[] flat = RowNorms.squared(new float[] {3, 4, 0, 0, 1, 0}, 2);
    assertThat(flat).containsExactly(25, 0, 1);
  }

  @Test
  void tinyRowsHaveADirectionToo() {
    INDArray x = Dense.of(new float[] {3e-30f, 4e-30f, 3e30f, -4e30f}, 2, 2);
    assertThat(Dense.floats(RowNorms.unit(x)))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0.6f, 0.8f, 0.6f, -0.8f);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void columnStatistics(DataType type) {
    int rows = 1300;
    INDArray x = matrix(rows, 7, type).addi(1000);
    double[] values = Dense.doubles(x);
    ColumnStatistics one = ColumnStatistics.of(x, 1);
    assertThat(one.count()).isEqualTo(rows);
    for (int column = 0; column < 7; column++) {
      double mean = 0;
      for (int row = 0; row < rows; row++) {
        mean += values[row * 7 + column] / rows;
      }
      double squares = 0;
      for (int row = 0; row < rows; row++) {
        squares += Math.pow(values[row * 7 + column] - mean, 2);
      }
      assertThat(one.mean()[column]).isCloseTo(mean, within(1e-9));
      assertThat(one.variance()[column]).isCloseTo(squares / rows, within(1e-9));
      assertThat(one.sampleVariance()[column]).isCloseTo(squares / (rows - 1), within(1e-9));
    }
    for (int threads : new int[] {2, 7}) {
      assertThat(ColumnStatistics.of(x.dup('f'), threads).mean()).isEqualTo(one.mean());
      assertThat(ColumnStatistics.of(x, threads).variance()).isEqualTo(one.variance());
    }
  }

  @Test
  void columnStatisticsOfFewRows() {
    ColumnStatistics none = ColumnStatistics.of(Nd4j.create(DataType.FLOAT, 0, 2), 3);
    assertThat(none.count()).isZero();
    assertThat(none.mean()).containsExactly(0, 0);
    assertThat(none.sampleVariance()).containsExactly(0, 0);
    ColumnStatistics single = ColumnStatistics.of(Dense.of(new float[] {2, 3}, 1, 2), 3);
    assertThat(single.mean()).containsExactly(2, 3);
    assertThat(single.variance()).containsExactly(0, 0);
    assertThat(single.sampleVariance()).containsExactly(0, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void softmaxRows(DataType type) {
    INDArray x = matrix(5, 40, type).muli(3);
    INDArray before = x.dup();
    INDArray softmax = Softmax.rows(x);
    double[] logs = Softmax.logSumExp(x.dup('f'));
    assertThat(softmax.dataType()).isEqualTo(type);
    assertThat(x).isEqualTo(before);
    for (int row = 0; row < 5; row++) {
      double sum = 0;
      for (int t = 0; t < 40; t++) {
        sum += Math.exp(x.getDouble(row, t));
      }
      assertThat(logs[row]).isCloseTo(Math.log(sum), within(1e-9));
      for (int t = 0; t < 40; t++) {
        assertThat(softmax.getDouble(row, t))
            .isCloseTo(Math.exp(x.getDouble(row, t)) / sum, within(1e-7));
      }
    }
  }

  @Test
  void softmaxDoesNotOverflow() {
    float[] x = {9, 3e38f, 3e38f, -3e38f, 9};
    assertThat(Softmax.apply(x, 1, 3)).isCloseTo((double) 3e38f, within(1e30));
    assertThat(x).containsExactly(9, 0.5f, 0.5f, 0, 9);
    double[] y = {-800, -801};
    assertThat(Softmax.apply(y, 0, 2)).isCloseTo(-800 + Math.log1p(Math.exp(-1)), within(1e-12));
    assertThat(y[0] + y[1]).isCloseTo(1, within(1e-15));
    assertThat(Softmax.rows(Nd4j.create(DataType.FLOAT, 0, 3)).shape()).containsExactly(0, 3);
  }

  @Test
  void wrongInputsAreNamed() {
    INDArray bad = Nd4j.ones(DataType.FLOAT, 3, 4);
    bad.putScalar(new long[] {1, 2}, Float.NaN);
    assertThatThrownBy(() -> RowNorms.of(bad))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 1, column 2");
    assertThatThrownBy(() -> ColumnStatistics.of(bad, 1)).hasMessageContaining("row 1, column 2");
    assertThatThrownBy(() -> Softmax.rows(bad)).hasMessageContaining("row 1, column 2");
    INDArray vector = Nd4j.ones(DataType.FLOAT, 3);
    assertThatThrownBy(() -> RowNorms.unit(vector)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Softmax.logSumExp(Nd4j.create(DataType.FLOAT, 3, 0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("columns");
  }
}
