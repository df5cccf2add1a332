package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lengths against decimal arithmetic, at sizes where squares leave the range of the type. */
class RowNormsTest {
  private static final MathContext DIGITS = new MathContext(40);

  private static double exact(double[] x, int row, int d) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int j = row * d; j < (row + 1) * d; j++) {
      sum = sum.add(new BigDecimal(x[j]).pow(2), DIGITS);
    }
    return sum.sqrt(DIGITS).doubleValue();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,17", "9,1", "3,4", "65,33", "2,70000", "300,300"})
  void lengthsAreThoseOfDecimalArithmetic(int n, int d) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(n + d, type, n, d);
      double[] values = Dense.doubles(x);
      double[] norms = RowNorms.of(x);
      double[] squares = RowNorms.squared(x);
      double[] flat = RowNorms.squared(Dense.floats(x), d);
      assertThat(norms).hasSize(n);
      for (int row = 0; row < Math.min(n, 20); row++) {
        double expected = exact(values, row, d);
        String note = type + ", seed " + (n + d) + ", row " + row;
        assertThat(norms[row]).as(note).isCloseTo(expected, within(1e-13 * expected));
        assertThat(squares[row])
            .as(note)
            .isCloseTo(expected * expected, within(1e-12 * expected * expected));
        assertThat(flat[row]).as(note).isCloseTo(squares[row], within(1e-5 * squares[row]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-20f, 1e20f, 3e38f, 1e-38f, 0x1p-146f})
  void floatsOfAnySizeHaveALength(float size) {
    float[] x = {size, 0, 0, -size, size, size};
    INDArray rows = Dense.of(x, 3, 2);
    double[] norms = RowNorms.of(rows);
    assertThat(norms[0]).isCloseTo(size, within(1e-14 * size));
    assertThat(norms[2]).isCloseTo(Math.sqrt(2) * size, within(1e-14 * size));
    float half = (float) Math.sqrt(0.5);
    assertThat(Dense.floats(RowNorms.unit(rows)))
        .as("size " + size)
        .containsExactly(new float[] {1, 0, 0, -1, half, half}, within(1e-7f));
    assertThat(Dense.floats(rows)).isEqualTo(x);
  }

  /** Squares of doubles below 1e-162 are zero, and those above 1e154 infinite. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-20, 1e20, 1e-170, 1e-300, 4.9e-324, 1e160, 1e300})
  void doublesOfAnySizeHaveALength(double size) {
    double[] x = {3 * size, 4 * size, 0, 0, 0, -size};
    INDArray rows = Dense.of(x, 3, 2);
    assertThat(RowNorms.of(rows))
        .as("size " + size)
        .containsExactly(new double[] {5 * size, 0, size}, within(1e-15 * 5 * size));
    assertThat(Dense.doubles(RowNorms.unit(rows)))
        .as("size " + size)
        .containsExactly(new double[] {0.6, 0.8, 0, 0, 0, -1}, within(1e-15));
  }

  @Test
  void unitRowsHaveLengthOneAndTheSameDirection() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double[] values = Matrices.normal(5, 50 * 7);
      RandomStream stream = new RandomStream(6);
      for (int i = 0; i < 50; i++) {
        double factor = Math.scalb(1.0, stream.below(60) - 30);
        for (int j = 0; j < 7; j++) {
          values[i * 7 + j] *= factor;
        }
      }
      INDArray x = Dense.of(type, values, 50, 7);
      double[] given = Dense.doubles(x);
      double[] unit = Dense.doubles(RowNorms.unit(x));
      double precision = type == DataType.FLOAT ? 1e-6 : 1e-14;
      for (int i = 0; i < 50; i++) {
        double norm = exact(given, i, 7);
        assertThat(exact(unit, i, 7)).as("row " + i).isCloseTo(1, within(precision));
        for (int j = i * 7; j < (i + 1) * 7; j++) {
          assertThat(unit[j]).as("row " + i).isCloseTo(given[j] / norm, within(precision));
        }
      }
    }
  }

  @Test
  void viewsAndOrdersGiveTheSameBitsAndStayAsTheyAre() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(8, type, 23, 11);
      for (INDArray same : new INDArray[] {Matrices.view(x), Matrices.fortran(x)}) {
        INDArray before = same.dup();
        assertThat(RowNorms.of(same)).isEqualTo(RowNorms.of(x));
        assertThat(RowNorms.squared(same)).isEqualTo(RowNorms.squared(x));
        assertThat(RowNorms.unit(same)).isEqualTo(RowNorms.unit(x));
        assertThat(same).isEqualTo(before);
      }
    }
  }

  @Test
  void rowsWithoutColumnsHaveLengthZero() {
    assertThat(RowNorms.of(Dense.zeros(DataType.FLOAT, 3, 0))).containsExactly(0, 0, 0);
    assertThat(RowNorms.unit(Dense.zeros(DataType.DOUBLE, 3, 0)).shape()).containsExactly(3, 0);
    assertThat(RowNorms.squared(new float[0], 4)).isEmpty();
  }

  @Test
  void wrongInputsAreNamed() {
    INDArray bad = Dense.of(new double[] {1, 2, 3, Double.NEGATIVE_INFINITY}, 2, 2);
    assertThatThrownBy(() -> RowNorms.squared(bad))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("-Infinity at row 1, column 1");
    assertThatThrownBy(() -> RowNorms.of(Dense.zeros(DataType.FLOAT, 2, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("RowNorms: expected [n, d], got [2, 2, 2]");
    assertThatThrownBy(() -> RowNorms.squared(new float[4], 0))
        .isInstanceOf(InputException.class)
        .hasMessage("RowNorms: columns: expected at least 1, got 0");
  }
}
