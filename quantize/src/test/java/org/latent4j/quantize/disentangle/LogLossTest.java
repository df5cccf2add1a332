package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.ClassRows;
import org.latent4j.kernel.RandomStream;

/** Features, their whitening and the loss, against their definitions. */
class LogLossTest {
  private static final int ROWS = 700; // more than one stretch of rows

  /** Columns of codes, few and many. */
  private static double[][] codes(RandomStream random) {
    int[] counts = {5, 7, 11, 3, 600, 4};
    double[][] out = new double[counts.length][ROWS];
    for (int j = 0; j < counts.length; j++) {
      for (int i = 0; i < ROWS; i++) {
        out[j][i] = 10 * random.below(counts[j]);
      }
    }
    return out;
  }

  private static double[][] numbers(RandomStream random) {
    double[][] out = new double[4][ROWS];
    for (double[] column : out) {
      Arrays.setAll(column, i -> 3 + random.normal());
    }
    Arrays.fill(out[2], 7);
    return out;
  }

  /** Rows of features as matrices, written out. */
  private static double[][] written(double[][] columns, boolean discrete) {
    double[][] out = new double[ROWS][];
    Labels[] labels = InformationMatrix.codes(columns);
    for (int i = 0; i < ROWS; i++) {
      double[] row = new double[0];
      for (int j = 0; j < columns.length; j++) {
        if (discrete) {
          double[] hot = new double[labels[j].count()];
          hot[labels[j].codes()[i]] = 1;
          row = append(row, hot);
        } else {
          double mean = Arrays.stream(columns[j]).average().orElseThrow();
          double deviation = MutualInformation.deviation(columns[j]);
          row = append(row, deviation == 0 ? 0 : (columns[j][i] - mean) / deviation);
        }
      }
      out[i] = append(row, 1);
    }
    return out;
  }

  private static double[] append(double[] row, double... more) {
    double[] out = Arrays.copyOf(row, row.length + more.length);
    System.arraycopy(more, 0, out, row.length, more.length);
    return out;
  }

  private static Features features(double[][] columns, boolean discrete) {
    return discrete
        ? CodeFeatures.of(InformationMatrix.codes(columns))
        : NumberFeatures.of(columns);
  }

  private static double[] random(RandomStream random, int n) {
    double[] out = new double[n];
    Arrays.setAll(out, i -> random.normal());
    return out;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void featuresAreTheWrittenOnes(boolean discrete) {
    RandomStream random = new RandomStream(1);
    double[][] columns = discrete ? codes(random) : numbers(random);
    double[][] rows = written(columns, discrete);
    Features features = features(columns, discrete);
    int width = rows[0].length;
    assertThat(features.width()).isEqualTo(width);
    assertThat(features.rows()).isEqualTo(ROWS);
    int classes = 3;
    int from = 100;
    int to = 350;
    int lanes = ClassRows.lanes(classes);
    double[] weights = random(random, width * lanes);
    double[] scores = new double[(to - from) * lanes];
    features.scores(weights, lanes, from, to, scores);
    double[] residuals = random(random, scores.length);
    double[] gradient = random(random, width * lanes);
    double[] expected = gradient.clone();
    features.addProducts(residuals, lanes, from, to, gradient);
    for (int c = 0; c < lanes; c++) {
      for (int i = from; i < to; i++) {
        double sum = 0;
        int at = (i - from) * lanes + c;
        for (int j = 0; j < width; j++) {
          sum += weights[j * lanes + c] * rows[i][j];
          expected[j * lanes + c] += residuals[at] * rows[i][j];
        }
        assertThat(scores[at]).isCloseTo(sum, within(1e-12));
      }
    }
    for (int t = 0; t < expected.length; t++) {
      assertThat(gradient[t]).as("weight %d", t).isCloseTo(expected[t], within(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void momentsAndWhitening(boolean discrete) {
    RandomStream random = new RandomStream(2);
    double[][] columns = discrete ? codes(random) : numbers(random);
    double[][] rows = written(columns, discrete);
    Features features = features(columns, discrete);
    int width = features.width();
    double[] moments = features.moments();
    for (int a = 0; a < width; a += discrete ? 13 : 1) {
      for (int b = 0; b < width; b++) {
        double sum = 0;
        for (double[] row : rows) {
          sum += row[a] * row[b] / ROWS;
        }
        assertThat(moments[a * width + b]).as("%d, %d", a, b).isCloseTo(sum, within(1e-12));
      }
    }
    Whitening whitening = Whitening.of(features);
    // Codes of each latent add up to one, and a constant number to nothing.
    int free = discrete ? width - columns.length : width - 1;
    assertThat(whitening.variables()).isEqualTo(free);
    for (int v = 0; v < free; v += discrete ? 97 : 1) {
      double square = 0;
      double product = 0;
      for (double[] row : rows) {
        double one = 0;
        double other = 0;
        for (int j = 0; j < width; j++) {
          one += whitening.basis()[v * width + j] * row[j];
          other += whitening.basis()[(v + 1) % free * width + j] * row[j];
        }
        square += one * one / ROWS;
        product += one * other / ROWS;
      }
      assertThat(square).isCloseTo(1, within(1e-6));
      assertThat(product).isCloseTo(0, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lossAndGradientAreTheDefinitions(boolean discrete) {
    RandomStream random = new RandomStream(3);
    double[][] columns = discrete ? codes(random) : numbers(random);
    double[][] rows = written(columns, discrete);
    int[] codes = new int[ROWS];
    Arrays.setAll(codes, i -> random.below(3));
    Labels labels = Labels.of(codes);
    Features features = features(columns, discrete);
    Whitening whitening = Whitening.of(features);
    double[] classWeights = {0.5, 1, 3};
    LogLoss loss = new LogLoss(features, whitening, labels, classWeights, 2);
    double[] point = random(random, 3 * whitening.variables());
    for (int t = 0; t < point.length; t++) {
      point[t] *= 0.1;
    }
    double[] gradient = new double[point.length];
    double value = loss.evaluate(point, gradient);
    double[] weights = whitening.weights(point, 3);
    double[] offsets = features.offsets(labels);
    Arrays.setAll(weights, t -> weights[t] + offsets[t]);
    double weighted = 0;
    double plain = 0;
    double total = 0;
    for (int i = 0; i < ROWS; i++) {
      double[] scores = new double[3];
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        for (int j = 0; j < rows[i].length; j++) {
          scores[c] += weights[c * rows[i].length + j] * rows[i][j];
        }
        sum += Math.exp(scores[c]);
      }
      double own = Math.log(sum) - scores[codes[i]];
      weighted += classWeights[codes[i]] * own;
      plain += own / ROWS;
      total += classWeights[codes[i]];
    }
    assertThat(value).isCloseTo(weighted / total, within(1e-12));
    assertThat(loss.plain(point)).isCloseTo(plain, within(1e-12));
    double[] ignored = new double[point.length];
    for (int t = 0; t < point.length; t += discrete ? 211 : 1) {
      double[] up = point.clone();
      double[] down = point.clone();
      up[t] += 1e-5;
      down[t] -= 1e-5;
      double slope = (loss.evaluate(up, ignored) - loss.evaluate(down, ignored)) / 2e-5;
      assertThat(gradient[t]).as("variable %d", t).isCloseTo(slope, within(1e-8));
    }
  }

  @Test
  void aCodeThatAClassNeverHasStartsFarBelow() {
    Labels latent = Labels.of(new int[] {0, 0, 1, 2});
    Labels labels = Labels.of(new int[] {0, 1, 1, 1});
    double[] offsets = CodeFeatures.of(new Labels[] {latent}).offsets(labels);
    assertThat(offsets).containsExactly(0, -40, -40, 0, 0, 0, 0, 0);
  }

  @Test
  void manyRowsGiveTheSameBitsForAnyThreads() {
    RandomStream random = new RandomStream(4);
    int n = 9000;
    double[][] columns = new double[3][n];
    int[] codes = new int[n];
    for (int i = 0; i < n; i++) {
      codes[i] = random.below(4);
      for (int j = 0; j < 3; j++) {
        columns[j][i] = codes[i] + random.normal();
      }
    }
    Features features = NumberFeatures.of(columns);
    Whitening whitening = Whitening.of(features);
    Labels labels = Labels.of(codes);
    double[] ones = {1, 1, 1, 1};
    double[] point = random(random, 4 * whitening.variables());
    double[] first = new double[point.length];
    double value = new LogLoss(features, whitening, labels, ones, 1).evaluate(point, first);
    for (int threads : new int[] {2, 7}) {
      double[] other = new double[point.length];
      LogLoss loss = new LogLoss(features, whitening, labels, ones, threads);
      assertThat(loss.evaluate(point, other)).isEqualTo(value);
      assertThat(other).isEqualTo(first);
    }
  }

  @Test
  void selectedRowsKeepTheirFeatures() {
    RandomStream random = new RandomStream(5);
    for (boolean discrete : new boolean[] {true, false}) {
      double[][] columns = discrete ? codes(random) : numbers(random);
      Features features = features(columns, discrete);
      int[] rows = {5, 5, 699, 0};
      Features some = features.select(rows);
      assertThat(some.rows()).isEqualTo(4);
      assertThat(some.width()).isEqualTo(features.width());
      int lanes = ClassRows.lanes(2);
      double[] weights = random(random, lanes * features.width());
      double[] all = new double[lanes * ROWS];
      double[] few = new double[lanes * 4];
      features.scores(weights, lanes, 0, ROWS, all);
      some.scores(weights, lanes, 0, 4, few);
      for (int t = 0; t < 4; t++) {
        for (int c = 0; c < lanes; c++) {
          assertThat(few[t * lanes + c]).isCloseTo(all[rows[t] * lanes + c], within(1e-12));
        }
      }
    }
  }
}
