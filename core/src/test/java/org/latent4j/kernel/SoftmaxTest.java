package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What softmax and log-sum-exp must be whatever the numbers. */
class SoftmaxTest {
  private static double[] plain(double[] x, int row, int d) {
    double[] out = new double[d];
    double sum = 0;
    for (int j = 0; j < d; j++) {
      out[j] = Math.exp(x[row * d + j]);
      sum += out[j];
    }
    for (int j = 0; j < d; j++) {
      out[j] /= sum;
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "7,1", "40,3", "2,5000", "0,4"})
  void agreesWithPlainLoops(int n, int d) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(n + d, type, n, d);
      double[] values = Dense.doubles(x);
      double[] found = Dense.doubles(Softmax.rows(x));
      double[] logs = Softmax.logSumExp(x);
      assertThat(logs).hasSize(n);
      for (int row = 0; row < n; row++) {
        double[] expected = plain(values, row, d);
        double[] own = Arrays.copyOfRange(found, row * d, (row + 1) * d);
        String note = type + ", seed " + (n + d) + ", row " + row;
        assertThat(Matrices.difference(own, expected)).as(note).isLessThan(1e-7);
        assertThat(Arrays.stream(own).sum()).as(note).isCloseTo(1, within(1e-5));
        double sum = 0;
        for (int j = 0; j < d; j++) {
          sum += Math.exp(values[row * d + j]);
        }
        assertThat(logs[row]).as(note).isCloseTo(Math.log(sum), within(1e-12));
      }
    }
  }

  /** Softmax does not see a constant that all values share; log-sum-exp moves by it. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, -16, 1024, -65536, 1048576})
  void aSharedShiftOnlyMovesTheLogarithm(double shift) {
    double[] x = new double[60];
    RandomStream stream = new RandomStream(2);
    for (int i = 0; i < x.length; i++) {
      x[i] = (stream.below(2000) - 1000) / 64.0;
    }
    double[] moved = Arrays.stream(x).map(v -> v + shift).toArray();
    INDArray plain = Dense.of(x, 6, 10);
    INDArray other = Dense.of(moved, 6, 10);
    assertThat(Softmax.rows(other)).as("seed 2").isEqualTo(Softmax.rows(plain));
    double[] before = Softmax.logSumExp(plain);
    double[] after = Softmax.logSumExp(other);
    for (int row = 0; row < 6; row++) {
      assertThat(after[row]).isCloseTo(before[row] + shift, within(1e-12 * Math.abs(after[row])));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1e-20, 4.9e-324, 1e20, -1e20, 1e308, -1e308})
  void equalValuesShareEquallyWhateverTheirSize(double value) {
    double[] x = new double[8];
    Arrays.fill(x, value);
    double log = Softmax.apply(x, 0, 8);
    assertThat(x).containsOnly(0.125);
    assertThat(log).isCloseTo(value + Math.log(8), within(1e-15 * Math.abs(value) + 1e-15));
    float[] narrow = new float[8];
    Arrays.fill(narrow, (float) Math.max(-3e38, Math.min(3e38, value)));
    Softmax.apply(narrow, 0, 8);
    assertThat(narrow).containsOnly(0.125f);
  }

  @Test
  void farBelowTheLargestIsZeroAndNeverNaN() {
    double[] x = {-1e308, 0, 1e308, 5};
    assertThat(Softmax.apply(x, 0, 4)).isEqualTo(1e308);
    assertThat(x).containsExactly(0, 0, 1, 0);
    double[] y = {0, -745, -746};
    Softmax.apply(y, 0, 3);
    assertThat(y[1]).isPositive();
    assertThat(y[2]).isZero();
    float[] z = {-3.4e38f, 3.4e38f};
    Softmax.apply(z, 0, 2);
    assertThat(z).containsExactly(0, 1);
  }

  @Test
  void onlyTheStretchChanges() {
    double[] x = {7, 1, 2, 3, 7, 7};
    float[] y = {7, 1, 2, 3, 7, 7};
    double wide = Softmax.apply(x, 1, 3);
    double narrow = Softmax.apply(y, 1, 3);
    assertThat(narrow).isCloseTo(wide, within(1e-12));
    double[] expected = plain(new double[] {1, 2, 3}, 0, 3);
    for (int t = 0; t < 6; t++) {
      boolean inside = t >= 1 && t < 4;
      assertThat(x[t]).isCloseTo(inside ? expected[t - 1] : 7, within(inside ? 1e-15 : 0));
      assertThat((double) y[t]).isCloseTo(inside ? expected[t - 1] : 7, within(inside ? 1e-7 : 0));
    }
  }

  /** The gradient of log-sum-exp is the softmax. */
  @Test
  void softmaxIsTheSlopeOfLogSumExp() {
    double[] x = Matrices.normal(11, 12);
    double[] p = x.clone();
    Softmax.apply(p, 0, 12);
    double step = 1e-6;
    for (int j = 0; j < 12; j++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[j] += step;
      down[j] -= step;
      double slope = (Softmax.apply(up, 0, 12) - Softmax.apply(down, 0, 12)) / (2 * step);
      assertThat(slope).as("seed 11, %d", j).isCloseTo(p[j], within(1e-8));
    }
  }

  @Test
  void viewsAndOrdersGiveTheSameBits() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(13, type, 31, 12);
      for (INDArray same : new INDArray[] {Matrices.view(x), Matrices.fortran(x)}) {
        INDArray before = same.dup();
        assertThat(Softmax.rows(same)).isEqualTo(Softmax.rows(x));
        assertThat(Softmax.logSumExp(same)).isEqualTo(Softmax.logSumExp(x));
        assertThat(same).isEqualTo(before);
      }
    }
  }

  @Test
  void wrongInputsAreNamed() {
    assertThatThrownBy(() -> Softmax.rows(Dense.zeros(DataType.FLOAT, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Softmax: expected [n, d], got [3]");
    assertThatThrownBy(() -> Softmax.rows(Dense.zeros(DataType.FLOAT, 3, 0)))
        .isInstanceOf(InputException.class)
        .hasMessage("Softmax: columns: expected at least 1, got 0");
    INDArray bad = Dense.of(new double[] {0, 1, 2, Double.NEGATIVE_INFINITY}, 2, 2);
    assertThatThrownBy(() -> Softmax.logSumExp(bad))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("-Infinity at row 1, column 1");
  }
}
