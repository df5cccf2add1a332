package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss of a logistic regression against plain sums, its gradient against differences. */
class SoftmaxLossTest {
  private static int[] labels(long seed, int n, int classes) {
    RandomStream stream = new RandomStream(seed);
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      out[i] = stream.below(classes);
    }
    return out;
  }

  /** Mean of -log p(label) plus ridge / (2 n) |W|², W then b in {@code point}. */
  private static double plain(
      double[] x, int[] labels, int k, int d, double ridge, double[] point) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] score = new double[k];
      double total = 0;
      for (int c = 0; c < k; c++) {
        score[c] = point[k * d + c];
        for (int j = 0; j < d; j++) {
          score[c] += point[c * d + j] * x[i * d + j];
        }
        total += Math.exp(score[c]);
      }
      sum += Math.log(total) - score[labels[i]];
    }
    for (int t = 0; t < k * d; t++) {
      sum += ridge / 2 * point[t] * point[t];
    }
    return sum / labels.length;
  }

  @ParameterizedTest
  @CsvSource({"1,2,1,0", "5,3,2,0.5", "1023,2,3,1", "1025,4,2,3", "3000,2,5,0", "40,10,1,100"})
  void valueAndGradientAreThoseOfPlainSums(int n, int k, int d, double ridge) {
    double[] x = Matrices.normal(n, n * d);
    int[] labels = labels(n + 1L, n, k);
    double[] point = Matrices.normal(n + 2L, k * (d + 1));
    double[] before = point.clone();
    for (int threads : new int[] {1, 2}) {
      double[] gradient = new double[point.length];
      Arrays.fill(gradient, 77);
      try (SoftmaxLoss loss = new SoftmaxLoss(Dense.of(x, n, d), labels, k, ridge, threads)) {
        double value = loss.evaluate(point, gradient);
        assertThat(value)
            .as("seed " + n)
            .isCloseTo(plain(x, labels, k, d, ridge, point), within(1e-12 * (1 + value)));
      }
      for (int t = 0; t < point.length; t++) {
        double[] up = point.clone();
        double[] down = point.clone();
        up[t] += 1e-5;
        down[t] -= 1e-5;
        double slope =
            (plain(x, labels, k, d, ridge, up) - plain(x, labels, k, d, ridge, down)) / 2e-5;
        assertThat(gradient[t])
            .as("seed %d, entry %d", n, t)
            .isCloseTo(slope, within(1e-7 * (1 + Math.abs(slope))));
      }
    }
    assertThat(point).isEqualTo(before);
  }

  /** Two classes with weights ±w/2: Newton's method on the plain logistic loss of w and b. */
  @Test
  void twoClassesAreThePlainLogisticRegression() {
    int n = 200;
    double[] x = Matrices.normal(3, n);
    int[] labels = new int[n];
    RandomStream stream = new RandomStream(4);
    for (int i = 0; i < n; i++) {
      labels[i] = stream.uniform() < 1 / (1 + Math.exp(-1.5 * x[i] - 0.5)) ? 1 : 0;
    }
    double ridge = 2;
    double w = 0;
    double b = 0;
    for (int step = 0; step < 50; step++) {
      double[] g = {ridge / 2 * w, 0};
      double[] h = {ridge / 2, 0, 0};
      for (int i = 0; i < n; i++) {
        double p = 1 / (1 + Math.exp(-w * x[i] - b));
        g[0] += (p - labels[i]) * x[i];
        g[1] += p - labels[i];
        h[0] += p * (1 - p) * x[i] * x[i];
        h[1] += p * (1 - p) * x[i];
        h[2] += p * (1 - p);
      }
      double determinant = h[0] * h[2] - h[1] * h[1];
      w -= (h[2] * g[0] - h[1] * g[1]) / determinant;
      b -= (h[0] * g[1] - h[1] * g[0]) / determinant;
    }
    LogisticModel model =
        new LogisticRegression(ridge, 1000, 1e-12).fit(Dense.of(x, n, 1), labels, 2, 1);
    assertThat(Dense.doubles(model.weights()))
        .as("seeds 3, 4")
        .containsExactly(new double[] {-w / 2, w / 2}, within(1e-7));
    assertThat(Dense.doubles(model.bias()))
        .as("seeds 3, 4")
        .containsExactly(new double[] {-b / 2, b / 2}, within(1e-7));
  }

  @Test
  void orderOfRowsAndNamesOfClassesDoNotMatter() {
    int n = 120;
    int d = 3;
    double[] x = Matrices.normal(5, n * d);
    int[] labels = labels(6, n, 3);
    LogisticRegression regression = new LogisticRegression(1, 1000, 1e-11);
    double[] plain = Dense.doubles(regression.fit(Dense.of(x, n, d), labels, 3, 1).weights());
    int[] order = new RandomStream(7).permutation(n);
    double[] moved = new double[n * d];
    int[] renamed = new int[n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(x, order[i] * d, moved, i * d, d);
      renamed[i] = (labels[order[i]] + 1) % 3;
    }
    double[] other = Dense.doubles(regression.fit(Dense.of(moved, n, d), renamed, 3, 1).weights());
    for (int c = 0; c < 3; c++) {
      for (int j = 0; j < d; j++) {
        assertThat(other[(c + 1) % 3 * d + j])
            .as("seeds 5, 6, 7")
            .isCloseTo(plain[c * d + j], within(1e-7));
      }
    }
  }

  @Test
  void aClassWithoutRowsBecomesUnlikely() {
    INDArray x = Matrices.normal(8, DataType.DOUBLE, 50, 2);
    LogisticModel model = LogisticRegression.of(1).fit(x, labels(9, 50, 2), 3, 1);
    double[] p = Dense.doubles(model.probabilities(x));
    for (int i = 0; i < 50; i++) {
      assertThat(p[3 * i + 2]).as("row " + i).isLessThan(1e-3);
    }
    assertThat(model.classes()).isEqualTo(3);
    assertThat(model.classify(x)).doesNotContain(2);
  }

  /** A strong ridge drives all weights to zero and leaves the frequencies. */
  @Test
  void aStrongRidgeLeavesTheFrequencies() {
    INDArray x = Matrices.normal(10, DataType.DOUBLE, 40, 2);
    int[] labels = new int[40];
    Arrays.fill(labels, 0, 10, 1);
    LogisticModel model = new LogisticRegression(1e9, 1000, 1e-10).fit(x, labels, 2, 1);
    double[] p = Dense.doubles(model.probabilities(Matrices.normal(11, DataType.DOUBLE, 5, 2)));
    for (int i = 0; i < 5; i++) {
      assertThat(p[2 * i]).isCloseTo(0.75, within(1e-5));
    }
  }

  @Test
  void givenModelsAnswerByTheFormula() {
    double[] w = {1, 0, 0, 1, 1, 1};
    LogisticModel model =
        new LogisticModel(Dense.of(w, 3, 2), Dense.of(new double[] {0, 0, -1}, 3), 0, 0, true);
    double[] rows = {0, 0, 2, 2, 1000, 1000, -1000, 3, 1e300, -1e300};
    INDArray x = Dense.of(rows, 5, 2);
    assertThat(model.classify(x)).as("of equal ones the smaller").containsExactly(0, 2, 2, 1, 0);
    double[] p = Dense.doubles(model.probabilities(x));
    double e = Math.exp(-1);
    assertThat(Arrays.copyOf(p, 3))
        .containsExactly(new double[] {1 / (2 + e), 1 / (2 + e), e / (2 + e)}, within(1e-15));
    assertThat(Arrays.copyOfRange(p, 6, 9)).containsExactly(0, 0, 1);
    assertThat(Arrays.stream(p).sum()).isCloseTo(5, within(1e-12));
    assertThatThrownBy(() -> model.probabilities(Dense.of(new double[] {1, Double.NaN}, 1, 2)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("LogisticModel: expected finite values, got NaN at row 0, column 1");
  }

  @Test
  void rangesAreNamed() {
    INDArray x = Matrices.normal(1, DataType.FLOAT, 2, 2);
    LogisticRegression regression = LogisticRegression.of(1);
    assertThatThrownBy(() -> regression.fit(x, new int[] {0, -1}, 2, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("LogisticRegression: label of row 1: expected 0 to 1, got -1");
    assertThatThrownBy(() -> regression.fit(Dense.zeros(DataType.FLOAT, 0, 2), new int[0], 2, 1))
        .hasMessage("LogisticRegression: rows: expected at least 1, got 0");
    assertThatThrownBy(() -> regression.fit(x, new int[2], 2, 0))
        .hasMessage("LogisticRegression: threads: expected at least 1, got 0");
    assertThatThrownBy(() -> new LogisticRegression(1, 0, 1))
        .hasMessage("LogisticRegression: iterations: expected at least 1, got 0");
    assertThatThrownBy(() -> new LogisticRegression(Double.POSITIVE_INFINITY, 1, 1))
        .hasMessageContaining("ridge")
        .hasMessageContaining("Infinity");
  }
}
