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
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Means and variances against decimal arithmetic, around the blocks of 512 rows. */
class ColumnStatisticsTest {
  private static final MathContext DIGITS = new MathContext(50);

  /** Mean and sum of squared deviations of a column. */
  private static double[] exact(double[] x, int d, int column) {
    BigDecimal n = BigDecimal.valueOf(x.length / d);
    BigDecimal mean = BigDecimal.ZERO;
    for (int t = column; t < x.length; t += d) {
      mean = mean.add(new BigDecimal(x[t]), DIGITS);
    }
    mean = mean.divide(n, DIGITS);
    BigDecimal squares = BigDecimal.ZERO;
    for (int t = column; t < x.length; t += d) {
      squares = squares.add(new BigDecimal(x[t]).subtract(mean, DIGITS).pow(2), DIGITS);
    }
    return new double[] {mean.doubleValue(), squares.doubleValue()};
  }

  private static void check(double[] x, int n, int d, ColumnStatistics found, String note) {
    assertThat(found.count()).isEqualTo(n);
    assertThat(found.mean()).hasSize(d);
    for (int j = 0; j < d; j++) {
      double[] expected = exact(x, d, j);
      double size = Math.abs(expected[0]) + Math.sqrt(expected[1] / n);
      double variance = expected[1] / n;
      assertThat(found.mean()[j]).as(note).isCloseTo(expected[0], within(1e-13 * size));
      assertThat(found.variance()[j])
          .as(note)
          .isCloseTo(variance, within(1e-11 * variance + 1e-26 * size * size));
      assertThat(found.sampleVariance()[j])
          .as(note)
          .isCloseTo(
              n < 2 ? 0 : expected[1] / (n - 1), within(2e-11 * variance + 1e-25 * size * size));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,3", "2,1", "511,2", "512,2", "513,2", "1024,1", "1537,3", "40,200"})
  void agreesWithDecimalArithmetic(int n, int d) {
    double[] x = Matrices.normal(n * 7L + d, n * d);
    INDArray doubles = Dense.of(x, n, d);
    INDArray floats = Dense.of(DataType.FLOAT, x, n, d);
    String note = "seed " + (n * 7L + d);
    check(x, n, d, ColumnStatistics.of(doubles, 2), note);
    check(Dense.doubles(floats), n, d, ColumnStatistics.of(floats, 1), note + ", floats");
  }

  /** The textbook formula E[x²] - E[x]² would leave no digit of these variances. */
  @ParameterizedTest
  @ValueSource(doubles = {1e8, -1e12, 1e14})
  void aLargeMeanDoesNotSwampTheVariance(double offset) {
    int n = 1300;
    double[] x = new double[n];
    RandomStream stream = new RandomStream(3);
    for (int i = 0; i < n; i++) {
      x[i] = offset + stream.below(9);
    }
    ColumnStatistics found = ColumnStatistics.of(Dense.of(x, n, 1), 2);
    double variance = exact(x, 1, 0)[1] / n;
    assertThat(found.variance()[0]).as("seed 3").isCloseTo(variance, within(1e-3 * variance));
    assertThat(variance).isBetween(5.0, 8.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -7, 1e-20, 1e20, 4.9e-324, 1e150})
  void aConstantColumnHasItsMeanAndNoVariance(double value) {
    for (int n : new int[] {1, 5, 700, 1600}) {
      double[] x = new double[n];
      java.util.Arrays.fill(x, value);
      ColumnStatistics found = ColumnStatistics.of(Dense.of(x, n, 1), 1);
      double size = Math.abs(value);
      assertThat(found.mean()[0])
          .as("%d rows", n)
          .isCloseTo(value, within(1e-13 * size + n * 4.9e-324));
      assertThat(Math.sqrt(found.variance()[0])).as("%d rows", n).isLessThanOrEqualTo(1e-12 * size);
      assertThat(found.sampleVariance()[0]).isNotNegative();
    }
  }

  /** Squares of these are infinite, but there is nothing to square. */
  @Test
  void aSingleRowOfAnySizeHasNoVariance() {
    double[] row = {1e200, -1e300, Double.MAX_VALUE, Double.MIN_VALUE};
    ColumnStatistics found = ColumnStatistics.of(Dense.of(row, 1, 4), 1);
    assertThat(found.mean()).isEqualTo(row);
    assertThat(found.variance()).containsExactly(0, 0, 0, 0);
    assertThat(found.sampleVariance()).containsExactly(0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-150, 1e-20, 1e20, 1e150})
  void scalingByAPowerOfTwoScalesTheResultsExactly(double size) {
    double power = Math.scalb(1.0, Math.getExponent(size));
    INDArray x = Matrices.normal(4, DataType.DOUBLE, 900, 3);
    double[] scaled = Dense.doubles(x);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= power;
    }
    ColumnStatistics plain = ColumnStatistics.of(x, 1);
    ColumnStatistics found = ColumnStatistics.of(Dense.of(scaled, 900, 3), 1);
    for (int j = 0; j < 3; j++) {
      assertThat(found.mean()[j]).isEqualTo(plain.mean()[j] * power);
      assertThat(found.variance()[j]).isEqualTo(plain.variance()[j] * power * power);
    }
  }

  @Test
  void threadsViewsAndOrdersGiveTheSameBits() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(12, type, 2600, 5);
      ColumnStatistics one = ColumnStatistics.of(x, 1);
      for (INDArray same : new INDArray[] {x, Matrices.view(x), Matrices.fortran(x)}) {
        INDArray before = same.dup();
        for (int threads : new int[] {1, 2, 7}) {
          ColumnStatistics found = ColumnStatistics.of(same, threads);
          assertThat(found.mean()).isEqualTo(one.mean());
          assertThat(found.variance()).isEqualTo(one.variance());
          assertThat(found.sampleVariance()).isEqualTo(one.sampleVariance());
        }
        assertThat(same).isEqualTo(before);
      }
    }
  }

  @Test
  void resultsAreCopies() {
    ColumnStatistics found = ColumnStatistics.of(Dense.of(new double[] {1, 3}, 2, 1), 1);
    found.mean()[0] = 9;
    found.variance()[0] = 9;
    found.sampleVariance()[0] = 9;
    assertThat(found.mean()).containsExactly(2);
    assertThat(found.variance()).containsExactly(1);
    assertThat(found.sampleVariance()).containsExactly(2);
  }

  @Test
  void noColumnsAndWrongInputs() {
    ColumnStatistics none = ColumnStatistics.of(Dense.zeros(DataType.FLOAT, 600, 0), 2);
    assertThat(none.count()).isEqualTo(600);
    assertThat(none.mean()).isEmpty();
    assertThat(none.variance()).isEmpty();
    assertThatThrownBy(() -> ColumnStatistics.of(Dense.zeros(DataType.FLOAT, 4), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("ColumnStatistics: expected [n, d], got [4]");
    assertThatThrownBy(() -> ColumnStatistics.of(Nd4j.ones(DataType.INT64, 2, 2), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected FLOAT or DOUBLE");
  }
}
