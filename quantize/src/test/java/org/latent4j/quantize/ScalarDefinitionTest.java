package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scalar quantization beside its definition in plain loops. */
class ScalarDefinitionTest {
  /** {@code clamp(rint((x - lo) / (hi - lo) (2^b - 1)))}; NaN where it lies next to an edge. */
  private static double code(double x, double low, double high, int top) {
    if (high == low) {
      return 0;
    }
    double exact = (x - low) / (high - low) * top;
    double fraction = exact - Math.floor(exact);
    if (Math.abs(fraction - 0.5) < 1e-9 && exact > 0 && exact < top) {
      return Double.NaN;
    }
    return Math.max(0, Math.min(top, Math.rint(exact)));
  }

  private static void compare(ScalarQuantizer quantizer, INDArray x) {
    int d = (int) quantizer.dimension();
    int top = (1 << quantizer.bits()) - 1;
    double[] rows = Dense.doubles(x);
    int[] ours = quantizer.quantize(x).codes();
    float[] values = Dense.floats(quantizer.encode(x.castTo(DataType.FLOAT)));
    assertThat(ours).hasSameSizeAs(rows);
    int[] floatCodes = quantizer.quantize(x.castTo(DataType.FLOAT)).codes();
    for (int i = 0; i < rows.length; i++) {
      double low = quantizer.minimum()[i % d];
      double high = quantizer.maximum()[i % d];
      double expected = code(rows[i], low, high, top);
      if (!Double.isNaN(expected)) {
        assertThat(ours[i]).as("entry %d: %s", i, rows[i]).isEqualTo((int) expected);
      }
      double value = low + floatCodes[i] * ((high - low) / top);
      assertThat((double) values[i]).isCloseTo(value, within(1e-6 * (1 + Math.abs(value))));
    }
  }

  @ParameterizedTest
  @CsvSource({"4,1", "8,1", "4,7", "8,33", "8,1500"})
  void codesAreStepsOfEachColumn(int bits, int d) {
    INDArray training = ScanRows.of(d, 60, Math.min(d, 40));
    if (d > 40) {
      training = Dense.of(new RandomStream(d).normals(20 * d), 20, d);
    }
    ScalarQuantizer quantizer = ScalarQuantization.of(bits).fit(training, Run.of(0));
    compare(quantizer, training);
    RandomStream random = new RandomStream(bits);
    double[] other = new double[30 * d];
    for (int i = 0; i < other.length; i++) {
      other[i] = 3 * random.normal(); // many lie outside the ranges
    }
    compare(quantizer, Dense.of(other, 30, d));
  }

  @Test
  void halvesAreRoundedToEven() {
    for (int bits : new int[] {4, 8}) {
      int top = (1 << bits) - 1;
      ScalarQuantizer quantizer =
          ScalarQuantizer.of(new float[] {0}, new float[] {top}, bits, Similarity.L2);
      float[] halves = new float[top];
      int[] expected = new int[top];
      for (int k = 0; k < top; k++) {
        halves[k] = k + 0.5f;
        expected[k] = k + k % 2;
      }
      assertThat(quantizer.quantize(Dense.of(halves, top, 1)).codes())
          .as("%d bits", bits)
          .containsExactly(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void endsAreKeptAndWhatLiesBeyondIsCutOff(int bits) {
    int top = (1 << bits) - 1;
    float[] low = {-1.7f, 100, -3e30f, 1e-30f};
    float[] high = {2.3f, 100.5f, 2e30f, 7e-30f};
    ScalarQuantizer quantizer = ScalarQuantizer.of(low, high, bits, Similarity.L2);
    float[] rows = new float[16];
    for (int j = 0; j < 4; j++) {
      rows[j] = low[j];
      rows[4 + j] = high[j];
      rows[8 + j] = -Float.MAX_VALUE;
      rows[12 + j] = Float.MAX_VALUE;
    }
    INDArray x = Dense.of(rows, 4, 4);
    CodeMatrix codes = quantizer.quantize(x);
    assertThat(codes.row(0)).containsOnly(0);
    assertThat(codes.row(1)).containsOnly(top);
    assertThat(codes.row(2)).containsOnly(0);
    assertThat(codes.row(3)).containsOnly(top);
    float[] values = Dense.floats(quantizer.reconstruct(codes));
    for (int j = 0; j < 4; j++) {
      assertThat(values[j]).isEqualTo(low[j]);
      // The largest code decodes to the largest value, not beyond it.
      assertThat(values[4 + j]).isCloseTo(high[j], within(Math.ulp(high[j])));
    }
  }

  @Test
  void aColumnWithoutSpreadHasCodeZero() {
    INDArray training = Dense.of(new float[] {5, 1, 5, 2, 5, 3}, 3, 2);
    for (int bits : new int[] {4, 8}) {
      ScalarQuantizer quantizer = ScalarQuantization.of(bits).fit(training, Run.of(0));
      INDArray x = Dense.of(new float[] {-100, 1, 5, 2, 100, 3}, 3, 2);
      CodeMatrix codes = quantizer.quantize(x);
      float[] values = Dense.floats(quantizer.reconstruct(codes));
      for (int i = 0; i < 3; i++) {
        assertThat(codes.get(i, 0)).isZero();
        assertThat(values[2 * i]).isEqualTo(5);
      }
      assertThat(codes.get(2, 1)).isEqualTo((1 << bits) - 1);
    }
  }

  @Test
  void oneRowIsKeptWhole() {
    float[] row = {3, -4, 0, 1e-20f};
    INDArray x = Dense.of(row, 1, 4);
    ScalarQuantizer quantizer = ScalarQuantization.of(8).fit(x, Run.of(0));
    assertThat(quantizer.minimum()).containsExactly(row);
    assertThat(quantizer.maximum()).containsExactly(row);
    assertThat(quantizer.quantize(x).codes()).containsOnly(0);
    assertThat(Dense.floats(quantizer.encode(x))).containsExactly(row);
  }

  @Test
  void rangesAreThoseOfTheColumns() {
    int d = 5;
    float[] rows = new RandomStream(3).normals(9001 * d);
    float[] low = new float[d];
    float[] high = new float[d];
    for (int j = 0; j < d; j++) {
      low[j] = Float.POSITIVE_INFINITY;
      high[j] = Float.NEGATIVE_INFINITY;
    }
    rows[9000 * d + 2] = 50; // in the last row, which blocks must not lose
    rows[4096 * d + 1] = -60;
    for (int i = 0; i < rows.length; i++) {
      low[i % d] = Math.min(low[i % d], rows[i]);
      high[i % d] = Math.max(high[i % d], rows[i]);
    }
    ScalarQuantizer quantizer = ScalarQuantization.of(8).fit(Dense.of(rows, 9001, d), Run.of(0));
    assertThat(quantizer.minimum()).containsExactly(low);
    assertThat(quantizer.maximum()).containsExactly(high);
  }

  /** The error of a value inside the range is half a step at most. */
  @Test
  void valuesErrByHalfAStep() {
    INDArray x = ScanRows.of(4, 400, 6);
    for (int bits : new int[] {4, 8}) {
      ScalarQuantizer quantizer = ScalarQuantization.of(bits).fit(x, Run.of(0));
      float[] rows = Dense.floats(x);
      float[] values = Dense.floats(quantizer.encode(x));
      double most = 0;
      for (int i = 0; i < rows.length; i++) {
        double low = quantizer.minimum()[i % 6];
        double high = quantizer.maximum()[i % 6];
        double step = (high - low) / ((1 << bits) - 1);
        assertThat((double) Math.abs(rows[i] - values[i]))
            .isLessThanOrEqualTo(step * 0.50001 + 1e-6);
        most = Math.max(most, Math.abs(rows[i] - values[i]) / step);
      }
      assertThat(most).as("steps are no finer than %d bits", bits).isGreaterThan(0.49);
    }
  }

  @ParameterizedTest
  @CsvSource({"L2,4", "L2,8", "DOT,4", "DOT,8", "COSINE,4", "COSINE,8"})
  void estimatesAreThoseOfTheValues(Similarity similarity, int bits) {
    for (int d : new int[] {1, 3, 130}) {
      INDArray x = Dense.of(new RandomStream(d).normals(50 * d), 50, d);
      ScalarQuantizer quantizer = new ScalarQuantization(bits, similarity).fit(x, Run.of(0));
      CodeMatrix codes = quantizer.quantize(x);
      float[] values = Dense.floats(quantizer.reconstruct(codes));
      INDArray queries = Dense.of(new RandomStream(7).normals(2 * d), 2, d);
      float[] ours = Dense.floats(quantizer.estimates(queries, codes));
      for (int i = 0; i < ours.length; i++) {
        float[] query = ScanRows.row(queries, i / 50);
        double expected = PlainScan.similarity(similarity, query, values, i % 50 * d);
        assertThat((double) ours[i])
            .as("%s %d bits, d=%d, estimate %d", similarity, bits, d, i)
            .isCloseTo(expected, within(1e-5 * Math.max(1, d)));
      }
    }
  }

  @Test
  void rangesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> ScalarQuantizer.of(new float[2], new float[3], 8, Similarity.L2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 and 3");
    assertThatThrownBy(
            () -> ScalarQuantizer.of(new float[] {0, 2}, new float[] {1, 1.5f}, 8, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("2.0", "1.5", "1");
    assertThatThrownBy(
            () -> ScalarQuantizer.of(new float[1], new float[] {Float.NaN}, 8, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("maximum", "NaN");
    assertThatThrownBy(() -> ScalarQuantizer.of(new float[1], new float[1], 5, Similarity.L2))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("4 or 8", "5");
  }
}
