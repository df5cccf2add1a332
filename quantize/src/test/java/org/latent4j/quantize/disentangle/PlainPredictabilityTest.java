package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** SAP of classes against support vector machines that go down the slope step by step. */
class PlainPredictabilityTest {
  /**
   * Slope and offset of a machine: squared hinge, both penalised, steps of 1 over the curvature.
   */
  private static double[] machine(double[] x, int[] y, int member, double own, double rest) {
    double curvature = 1;
    for (int i = 0; i < x.length; i++) {
      curvature += 2 * (y[i] == member ? own : rest) * (x[i] * x[i] + 1);
    }
    double w = 0;
    double b = 0;
    for (int step = 0; step < 3000; step++) {
      double gw = w;
      double gb = b;
      for (int i = 0; i < x.length; i++) {
        double sign = y[i] == member ? 1 : -1;
        double slack = Math.max(0, 1 - sign * (w * x[i] + b));
        double weight = y[i] == member ? own : rest;
        gw -= 2 * weight * slack * sign * x[i];
        gb -= 2 * weight * slack * sign;
      }
      w -= gw / curvature;
      b -= gb / curvature;
    }
    return new double[] {w, b};
  }

  /** One machine for two classes, one a class for more, as liblinear weights them. */
  private static double accuracy(double[] z, int[] y, int split) {
    double[] x = Arrays.copyOf(z, split);
    int[] seen = Arrays.copyOf(y, split);
    int classes = Plain.count(y);
    double[][] machines = new double[classes][];
    for (int c = 0; c < classes; c++) {
      double own = 0.01 * split / (classes * (double) Plain.size(seen, c));
      double rest = classes == 2 ? 0.01 * split / (2.0 * Plain.size(seen, 1 - c)) : 0.01;
      machines[c] = machine(x, seen, c, own, rest);
    }
    int right = 0;
    for (int i = split; i < z.length; i++) {
      int best = 0;
      for (int c = 0; c < classes; c++) {
        double says = machines[c][0] * z[i] + machines[c][1];
        best = says > machines[best][0] * z[i] + machines[best][1] ? c : best;
      }
      right += best == y[i] ? 1 : 0;
    }
    return (double) right / (z.length - split);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0.2", "3, 5"})
  void classesAreToldByMachines(long seed, double scale) {
    INDArray sources = Samples.classes(seed, 150, 2, 3);
    for (int i = 0; i < 150; i += 3) {
      sources.putScalar(i, 0, 0); // one class is rarer
    }
    INDArray noisy = Samples.noisy(sources, 0.7, seed + 20);
    INDArray latents =
        Samples.columns(noisy, new int[] {0, 1, 1}, scale, scale, -3 * scale).addi(0.3);
    double[][] z = Plain.columns(latents);
    double[][] s = Plain.columns(sources);
    double gaps = 0;
    for (double[] column : s) {
      double[] scores = new double[z.length];
      for (int j = 0; j < z.length; j++) {
        scores[j] = accuracy(z[j], Plain.classes(column), 100);
      }
      Arrays.sort(scores);
      gaps += (scores[z.length - 1] - scores[z.length - 2]) / s.length;
    }
    assertThat(Sap.score(sources, latents)).as("seed %d", seed).isCloseTo(gaps, within(1e-12));
  }

  @Test
  void aLoneLatentHasNoSecondBest() {
    INDArray numbers = Samples.normals(4, 50, 1);
    assertThat(Sap.score(numbers, numbers.mul(-7).addi(2))).isCloseTo(1, within(1e-12));
  }

  @Test
  void numbersOfHardlyAnyVarianceTellNothing() {
    INDArray numbers = Samples.normals(5, 400, 1);
    INDArray wide = Nd4j.hstack(numbers.mul(2e-6), Samples.normals(6, 400, 1));
    INDArray narrow = Nd4j.hstack(numbers.mul(5e-7), Samples.normals(6, 400, 1));
    assertThat(Sap.score(numbers, wide)).isGreaterThan(0.95);
    // The noise is now the best there is.
    assertThat(Sap.score(numbers, narrow)).isLessThan(0.05);
  }

  @Test
  void wholeNumbersOfAFloatingTypeAreNumbers() {
    INDArray classes = Samples.classes(7, 300, 5, 5);
    INDArray latents = Samples.noisy(classes, 0.2, 8);
    double machines = Sap.score(classes, latents);
    double correlations = Sap.score(classes.castTo(DataType.FLOAT), latents);
    assertThat(correlations).isGreaterThan(0.9);
    assertThat(machines).isLessThan(0.8);
    for (DataType type : new DataType[] {DataType.INT8, DataType.UINT8, DataType.INT64}) {
      assertThat(Sap.score(classes.castTo(type), latents)).as("%s", type).isEqualTo(machines);
    }
  }

  @Test
  void rowsAreSplitAtTwoThirdsRoundedDown() {
    assertThat(Split.of(2)).isEqualTo(new Split(1, 2));
    assertThat(Split.of(100)).isEqualTo(new Split(66, 100));
    assertThat(Split.of(2_000_000_000).training()).isEqualTo(1_333_333_333);
    int[] rows = Split.of(30).resample(new RandomStream(9));
    for (int i = 0; i < 30; i++) {
      assertThat(rows[i]).isBetween(i < 20 ? 0 : 20, i < 20 ? 19 : 29);
    }
  }

  @Test
  void aClassThatOnlyTheTestRowsHaveIsNeverRight() {
    double[] values = new double[30];
    int[][] codes = new int[30][1];
    for (int i = 0; i < 30; i++) {
      codes[i][0] = i < 20 ? i % 2 : 2;
      values[i] = 10 * (i % 2) - 5;
    }
    INDArray sources = Nd4j.createFromArray(codes);
    assertThat(Sap.score(sources, Dense.of(values, 30, 1))).isZero();
  }
}
