package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** InfoE and the area under the curve against models fitted by Newton's method in plain loops. */
class PlainExplicitnessTest {
  private static final Run RUN = Run.of(0).withThreads(2);

  /** Rows of standardised latents, or of a column for each code, and a 1 behind. */
  private static double[][] features(double[][] latents, boolean discrete) {
    int n = latents[0].length;
    double[][] out = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = {};
      for (double[] latent : latents) {
        double[] own;
        if (discrete) {
          int[] codes = Plain.classes(latent);
          own = new double[Plain.count(codes)];
          own[codes[i]] = 1;
        } else {
          double deviation = Math.sqrt(Plain.variance(latent, 0));
          own = new double[] {(latent[i] - Plain.mean(latent)) / deviation};
        }
        double[] longer = Arrays.copyOf(row, row.length + own.length);
        System.arraycopy(own, 0, longer, row.length, own.length);
        row = longer;
      }
      out[i] = Arrays.copyOf(row, row.length + 1);
      out[i][row.length] = 1;
    }
    return out;
  }

  private static double infoe(
      INDArray sources, INDArray latents, boolean discrete, boolean strict) {
    double[][] x = features(Plain.columns(latents), discrete);
    double sum = 0;
    double[][] columns = Plain.columns(sources);
    for (double[] column : columns) {
      int[] y = Plain.classes(column);
      int count = Plain.count(y);
      double[] weights = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        weights[i] = strict ? y.length / ((double) count * Plain.size(y, y[i])) : 1;
      }
      double left = PlainLogistic.fit(x, y, count, weights, 0).logLoss();
      double ignorance = strict ? Math.log(count) : Plain.entropy(y);
      sum += (ignorance - left) / ignorance;
    }
    return sum / columns.length;
  }

  /** Two sources of which one has a rare class, and latents that tell of both and of nothing. */
  private static INDArray unevenSources(long seed, int n) {
    RandomStream random = new RandomStream(seed);
    int[][] out = new int[n][2];
    for (int[] row : out) {
      row[0] = random.uniform() < 0.15 ? 1 : 0;
      row[1] = random.below(3) * 5;
    }
    return Nd4j.createFromArray(out);
  }

  private static INDArray latents(INDArray sources, long seed, boolean discrete) {
    RandomStream random = new RandomStream(seed);
    double[][] s = Plain.columns(sources);
    int n = s[0].length;
    double[] out = new double[n * 3];
    for (int i = 0; i < n; i++) {
      out[i * 3] = 1.5 * s[0][i] + random.normal();
      out[i * 3 + 1] = 0.2 * s[1][i] - 0.5 * s[0][i] + random.normal();
      out[i * 3 + 2] = random.normal();
    }
    for (int t = 0; t < out.length && discrete; t++) {
      // Three codes of each latent, each of which every class has.
      out[t] = out[t] < -0.3 ? 7 : out[t] < 0.8 ? -2 : 4;
    }
    return Dense.of(out, n, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, STRICT",
    "2, false, CALIBRATED",
    "3, true, STRICT",
    "4, true, CALIBRATED",
    "5, false, STRICT"
  })
  void explicitnessIsTheShareOfTheLossThatGoes(long seed, boolean discrete, Explicitness kind) {
    INDArray sources = unevenSources(seed, 240);
    INDArray latents = latents(sources, seed + 50, discrete);
    double expected = infoe(sources, latents, discrete, kind == Explicitness.STRICT);
    double got =
        InfoMec.paper().withExplicitness(kind).score(sources, latents, discrete, RUN).infoe();
    assertThat(got).as("seed %d", seed).isCloseTo(expected, within(1e-7));
  }

  @Test
  void strictAndCalibratedDifferOnUnevenClassesAndMeetOnEvenOnes() {
    INDArray uneven = unevenSources(6, 400);
    INDArray z = latents(uneven, 7, false);
    double strict = InfoMec.paper().score(uneven, z, false, RUN).infoe();
    InfoMec calibrated = InfoMec.paper().withExplicitness(Explicitness.CALIBRATED);
    assertThat(calibrated.score(uneven, z, false, RUN).infoe()).isNotCloseTo(strict, within(0.005));
    int[][] even = new int[300][2];
    for (int i = 0; i < 300; i++) {
      even[i] = new int[] {i % 3, i / 3 % 2};
    }
    INDArray sources = Nd4j.createFromArray(even);
    INDArray noisy = Samples.noisy(sources, 0.8, 8);
    assertThat(calibrated.score(sources, noisy, false, RUN).infoe())
        .isCloseTo(InfoMec.paper().score(sources, noisy, false, RUN).infoe(), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sourcesThatAreNumbersGiveRSquaredOfLeastSquares(boolean discrete) {
    INDArray sources = Samples.normals(9, 300, 2);
    double[][] s = Plain.columns(sources);
    RandomStream random = new RandomStream(10);
    double[] values = new double[300 * 3];
    for (int i = 0; i < 300; i++) {
      values[i * 3] = 5 + 3 * s[0][i] + s[1][i] + random.normal();
      values[i * 3 + 1] = s[0][i] - s[1][i] + 2 * random.normal();
      values[i * 3 + 2] = values[i * 3] - 0.5 * values[i * 3 + 1] + 0.1 * random.normal();
    }
    for (int t = 0; t < values.length && discrete; t++) {
      values[t] = Math.rint(values[t] / 3) + 0.0;
    }
    INDArray latents = Dense.of(values, 300, 3);
    double[][] x = features(Plain.columns(latents), discrete);
    double expected = 0;
    for (double[] source : s) {
      expected += explained(x, source) / s.length;
    }
    double got = InfoMec.paper().score(sources, latents, discrete, RUN).infoe();
    assertThat(got).isCloseTo(expected, within(1e-6));
    assertThat(got).isBetween(0.3, 0.95);
  }

  private static double explained(double[][] x, double[] source) {
    int p = x[0].length;
    double[][] moments = new double[p][p];
    double[] products = new double[p];
    for (int i = 0; i < x.length; i++) {
      for (int a = 0; a < p; a++) {
        products[a] += x[i][a] * source[i];
        for (int b = 0; b < p; b++) {
          moments[a][b] += x[i][a] * x[i][b];
        }
      }
    }
    for (int a = 0; a < p; a++) {
      moments[a][a] += 1e-9; // codes of a latent add up to one
    }
    double[] weights = Plain.solve(moments, products);
    double left = 0;
    for (int i = 0; i < x.length; i++) {
      double rest = source[i];
      for (int a = 0; a < p; a++) {
        rest -= weights[a] * x[i][a];
      }
      left += rest * rest / x.length;
    }
    return 1 - left / Plain.variance(source, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void theAreaIsTheShareOfPairsRankedRightly(long seed) {
    INDArray sources = Samples.classes(seed, 200, 3, 2);
    INDArray latents = Samples.noisy(sources, 1.2, seed + 5);
    double[][] z = Plain.columns(latents);
    int split = 2 * 200 / 3;
    double[][] x = new double[200][z.length + 1];
    for (int j = 0; j < z.length; j++) {
      double[] seen = Arrays.copyOf(z[j], split);
      for (int i = 0; i < 200; i++) {
        x[i][j] = (z[j][i] - Plain.mean(seen)) / Math.sqrt(Plain.variance(seen, 0));
        x[i][z.length] = 1;
      }
    }
    double[] ones = new double[split];
    Arrays.fill(ones, 1);
    double sum = 0;
    double[][] s = Plain.columns(sources);
    for (double[] column : s) {
      int[] y = Plain.classes(column);
      int count = Plain.count(y);
      PlainLogistic model =
          PlainLogistic.fit(Arrays.copyOf(x, split), Arrays.copyOf(y, split), count, ones, 1);
      for (int c = 0; c < count; c++) {
        sum += area(model, x, y, split, c) / count / s.length;
      }
    }
    // A model to another tolerance may rank a pair or two otherwise.
    assertThat(ExplicitnessAuc.score(sources, latents, 2))
        .as("seed %d", seed)
        .isCloseTo(sum, within(1e-3));
    assertThat(sum).isBetween(0.55, 0.95);
  }

  private static double area(PlainLogistic model, double[][] x, int[] y, int from, int member) {
    double right = 0;
    int pairs = 0;
    for (int i = from; i < y.length; i++) {
      for (int t = from; t < y.length; t++) {
        if (y[i] == member && y[t] != member) {
          double above = model.shares(x[i])[member] - model.shares(x[t])[member];
          right += above > 0 ? 1 : above == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return right / pairs;
  }

  @Test
  void theAreaIsOfTheRowsThatWereNotLearnedFrom() {
    INDArray sources = Samples.classes(13, 300, 2, 2);
    INDArray latents = Samples.noisy(sources, 0.05, 14);
    assertThat(ExplicitnessAuc.score(sources, latents, 1)).isEqualTo(1);
    // The last third is turned round: what was learned is wrong for every pair.
    for (int i = 200; i < 300; i++) {
      for (int j = 0; j < 2; j++) {
        latents.putScalar(i, j, 1 - latents.getDouble(i, j));
      }
    }
    assertThat(ExplicitnessAuc.score(sources, latents, 1)).isZero();
  }
}
