package org.latent4j.quantize.disentangle;

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
import org.latent4j.kernel.RandomStream;

/** The estimates against their definitions, pair by pair. */
class MutualInformationTest {
  private static double digamma(int m) {
    double sum = -0.5772156649015329;
    for (int i = 1; i < m; i++) {
      sum += 1.0 / i;
    }
    return sum;
  }

  private static double[] scaled(double[] values) {
    double deviation = MutualInformation.deviation(values);
    return Arrays.stream(values).map(v -> v / deviation).toArray();
  }

  /** Ross's estimate with all pairs looked at. */
  private static double mixedByPairs(int[] classes, double[] values, int k) {
    int n = values.length;
    double[] z = scaled(values);
    int[] sizes = new int[1000];
    for (int c : classes) {
      sizes[c]++;
    }
    double sum = 0;
    int kept = 0;
    for (int i = 0; i < n; i++) {
      kept += sizes[classes[i]] > 1 ? 1 : 0;
    }
    for (int i = 0; i < n; i++) {
      int size = sizes[classes[i]];
      if (size < 2) {
        continue;
      }
      int near = Math.min(k, size - 1);
      double[] distances = new double[size - 1];
      int at = 0;
      for (int t = 0; t < n; t++) {
        if (t != i && classes[t] == classes[i]) {
          distances[at++] = Math.abs(z[t] - z[i]);
        }
      }
      Arrays.sort(distances);
      double reach = Math.nextDown(distances[near - 1]);
      int within = 0;
      for (int t = 0; t < n; t++) {
        within += sizes[classes[t]] > 1 && Math.abs(z[t] - z[i]) <= reach ? 1 : 0;
      }
      sum += digamma(near) - digamma(size) - digamma(within);
    }
    return kept == 0 ? 0 : Math.max(0, digamma(kept) + sum / kept);
  }

  private static double continuousByPairs(double[] a, double[] b, int k) {
    int n = a.length;
    double[] x = scaled(a);
    double[] y = scaled(b);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double[] distances = new double[n];
      for (int t = 0; t < n; t++) {
        distances[t] = Math.max(Math.abs(x[t] - x[i]), Math.abs(y[t] - y[i]));
      }
      double[] sorted = distances.clone();
      Arrays.sort(sorted);
      double reach = Math.nextDown(sorted[k]);
      int inX = 0;
      int inY = 0;
      for (int t = 0; t < n; t++) {
        inX += Math.abs(x[t] - x[i]) <= reach ? 1 : 0;
        inY += Math.abs(y[t] - y[i]) <= reach ? 1 : 0;
      }
      sum += digamma(inX) + digamma(inY);
    }
    return Math.max(0, digamma(n) + digamma(k) - sum / n);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 200, 4, 10, 1",
    "2, 300, 2, 3, 0.3",
    "3, 400, 150, 10, 0.1", // many classes of one or few members
    "4, 30, 3, 10, 1", // classes smaller than k
    "5, 700, 5, 1, 0",
    "6, 500, 1, 10, 1"
  })
  void mixedIsRossesEstimate(long seed, int n, int classes, int k, double shift) {
    RandomStream random = new RandomStream(seed);
    int[] labels = new int[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.below(classes);
      values[i] = 1e3 * (shift * labels[i] + random.normal()) - 4e3;
    }
    assertThat(MutualInformation.mixed(labels, values, k))
        .as("seed %d", seed)
        .isCloseTo(mixedByPairs(labels, values, k), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 300, 10, 0.9", "2, 200, 3, 0", "3, 500, 1, 0.5", "4, 12, 11, 0.5"})
  void continuousIsKraskovsEstimate(long seed, int n, int k, double correlation) {
    RandomStream random = new RandomStream(seed);
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = random.normal();
      b[i] = correlation * a[i] + Math.sqrt(1 - correlation * correlation) * random.normal();
    }
    assertThat(MutualInformation.continuous(a, b, k))
        .as("seed %d", seed)
        .isCloseTo(continuousByPairs(a, b, k), within(1e-12));
  }

  @Test
  void continuousIsNearTheTruthForNormals() {
    RandomStream random = new RandomStream(9);
    int n = 4000;
    double[] a = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = random.normal();
      b[i] = 0.8 * a[i] + 0.6 * random.normal();
    }
    double truth = -Math.log(1 - 0.64) / 2;
    assertThat(MutualInformation.continuous(a, b, 10)).isCloseTo(truth, within(0.04));
  }

  @Test
  void plugInOfACopyIsTheEntropy() {
    int[] a = {3, 3, 7, 7, 7, -1};
    double entropy = -(Math.log(1 / 3.0) / 3 + Math.log(0.5) / 2 + Math.log(1 / 6.0) / 6);
    assertThat(MutualInformation.plugIn(a, a)).isCloseTo(entropy, within(1e-15));
    int[] constant = new int[6];
    assertThat(MutualInformation.plugIn(a, constant)).isZero();
    int[] x = {0, 0, 1, 1};
    int[] y = {0, 1, 0, 1};
    assertThat(MutualInformation.plugIn(x, y)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1000, 50_000})
  void digammaIsRightToTheLastBits(int m) {
    double x = m;
    double shift = 0;
    while (x < 100) {
      shift -= 1 / x++;
    }
    double inverse = 1 / (x * x);
    double series =
        Math.log(x) - 0.5 / x - inverse * (1 / 12.0 - inverse * (1 / 120.0 - inverse / 252));
    assertThat(new Digamma(m).at(m)).isCloseTo(series + shift, within(5e-15));
  }

  @Test
  void constantColumnsTellNothing() {
    double[] constant = new double[50];
    Arrays.fill(constant, 0.1);
    double[] other = new double[50];
    Arrays.setAll(other, i -> i);
    int[] labels = new int[50];
    Arrays.setAll(labels, i -> i % 2);
    assertThat(MutualInformation.mixed(labels, constant, 3)).isZero();
    assertThat(MutualInformation.continuous(constant, other, 3)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 7, -1e300, 1e-310})
  void theDeviationOfAConstantIsZeroToTheBit(double value) {
    for (int n : new int[] {1, 3, 700, 9999}) {
      double[] constant = new double[n];
      Arrays.fill(constant, value);
      assertThat(MutualInformation.deviation(constant)).isZero();
    }
    assertThat(MutualInformation.deviation(new double[] {1e9 + 1, 1e9 + 3})).isEqualTo(1);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> MutualInformation.plugIn(new int[3], new int[4]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 and 4");
    assertThatThrownBy(() -> MutualInformation.mixed(new int[2], new double[] {1, 2}, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> MutualInformation.mixed(new int[2], new double[] {1, Double.NaN}, 3))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("NaN at row 1");
  }
}
