package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The twenty bins of MIG and modularity at their edges, and what the two make of them. */
class BinningTest {
  /** All twenty-one edges as the specification computes them, the last of which is the maximum. */
  private static double[] edges(double least, double most) {
    double[] out = new double[21];
    for (int i = 0; i < 20; i++) {
      out[i] = least + i * ((most - least) / 20);
    }
    out[20] = most;
    return out;
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-1.3, 2.9", "0.1, 0.7", "-1e9, 1e-9", "3, 1003", "-0.7, -0.1", "1e5, 1e5"})
  void aValueOnAnEdgeGoesRight(double least, double most) {
    double end = most == least ? Math.nextUp(Math.nextUp(most)) + 1e-3 : most;
    double[] edges = edges(least, end);
    int[] expected = new int[21];
    Arrays.setAll(expected, i -> Math.min(i, 19));
    assertThat(Labels.binned(edges, 20).codes()).containsExactly(expected);
    // A hair below an edge lies the bin before.
    double[] below = edges.clone();
    for (int i = 1; i < 20; i++) {
      below[i] = Math.nextDown(edges[i]);
      expected[i] = i - 1;
    }
    assertThat(Labels.binned(below, 20).codes()).containsExactly(renumbered(expected));
  }

  private static int[] renumbered(int[] codes) {
    return Plain.classes(Arrays.stream(codes).asDoubleStream().toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomColumnsFallAsTheEdgesSay(long seed) {
    RandomStream random = new RandomStream(seed);
    double[] column = new double[500];
    double scale = Math.exp(10 * random.normal());
    Arrays.setAll(column, i -> scale * (random.normal() + (i % 50 == 0 ? 4 : 0)));
    double[] edges =
        edges(Arrays.stream(column).min().orElseThrow(), Arrays.stream(column).max().orElseThrow());
    System.arraycopy(edges, 1, column, 100, 19); // values on every edge
    assertThat(Labels.binned(column, 20).codes())
        .as("seed %d", seed)
        .containsExactly(renumbered(Plain.bins(column)));
  }

  @Test
  void theGapTurnsOnWhichSideOfAnEdgeAValueFalls() {
    // Half of the rows lie on an edge: to the right of it they are a class of their own.
    int n = 80;
    int[][] codes = new int[n][1];
    double[] on = new double[n];
    double[] below = new double[n];
    double edge = 0 + 7 * (1.0 / 20);
    for (int i = 0; i < n; i++) {
      codes[i][0] = i % 2;
      on[i] = i == 0 ? 0 : i == 1 ? 1 : i % 2 == 0 ? 0.33 : edge;
      below[i] = i == 0 ? 0 : i == 1 ? 1 : i % 2 == 0 ? 0.33 : Math.nextDown(edge);
    }
    INDArray sources = Nd4j.createFromArray(codes);
    assertThat(Mig.score(sources, Dense.of(on, n, 1))).isCloseTo(1, within(1e-12));
    assertThat(Mig.score(sources, Dense.of(below, n, 1))).isLessThan(0.1);
  }

  @Test
  void theGapIsBetweenTheTwoBestOfManyInAnyOrder() {
    INDArray sources = Samples.classes(5, 400, 4);
    INDArray noisy = Samples.noisy(sources, 0.3, 6);
    double[] best = Plain.columns(noisy)[0];
    RandomStream random = new RandomStream(7);
    double[] second = new double[400];
    Arrays.setAll(second, i -> best[i] + random.normal());
    double[] third = new double[400];
    Arrays.setAll(third, i -> random.normal());
    int[] classes = Plain.classes(Plain.columns(sources)[0]);
    double gap =
        (Plain.plugIn(Plain.bins(best), classes) - Plain.plugIn(Plain.bins(second), classes))
            / Plain.entropy(classes);
    double[][][] orders = {
      {best, second, third}, {third, second, best}, {second, best, third}, {second, third, best}
    };
    for (double[][] order : orders) {
      assertThat(Mig.score(sources, matrix(order))).isCloseTo(gap, within(1e-12));
    }
    // Two of the same leave no gap at all.
    assertThat(Mig.score(sources, matrix(new double[][] {best, third, best}))).isZero();
  }

  private static INDArray matrix(double[][] columns) {
    return Dense.of(
            Arrays.stream(columns).flatMapToDouble(Arrays::stream).toArray(),
            columns.length,
            columns[0].length)
        .transpose()
        .dup('c');
  }

  @Test
  void modularityIsOneLessTheMeanOfTheOtherSquares() {
    // Each latent is one source, two sources or nothing, so that all is known beforehand.
    int n = 240;
    int[][] codes = new int[n][3];
    double[][] columns = new double[4][n];
    for (int i = 0; i < n; i++) {
      codes[i] = new int[] {i % 2, i / 2 % 2, i / 4 % 3};
      columns[0][i] = codes[i][0];
      columns[1][i] = codes[i][0] + 2 * codes[i][1];
      columns[2][i] = i / 12 % 2;
      columns[3][i] = codes[i][2] + 3 * codes[i][0];
    }
    double two = Math.log(2) * Math.log(2);
    double three = Math.log(3) * Math.log(3);
    double expected = (1 + (1 - two / (two * 2)) + 0 + (1 - two / (three * 2))) / 4;
    assertThat(Modularity.score(Nd4j.createFromArray(codes), matrix(columns)))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void sourcesThatAreNumbersAreBinnedAtTheSameEdges() {
    double[] edges = edges(-2, 5);
    double[] all = new double[210];
    Arrays.setAll(all, i -> edges[i % 21]);
    INDArray source = Dense.of(all, 210, 1);
    int[][] bins = new int[210][1];
    for (int i = 0; i < 210; i++) {
      bins[i][0] = Math.min(i % 21, 19);
    }
    INDArray latents = Samples.normals(8, 210, 2);
    assertThat(Mig.score(source, latents))
        .isCloseTo(Mig.score(Nd4j.createFromArray(bins), latents), within(1e-14));
  }

  @Test
  void classesOfEveryRowOfItsOwnTellAllAndFillNoTable() {
    int n = 70_000; // a table of all pairs would pass 2^31 cells
    int[] own = new int[n];
    Arrays.setAll(own, i -> 3 * i - 9);
    int[] turned = new int[n];
    Arrays.setAll(turned, i -> n - i);
    assertThat(MutualInformation.plugIn(own, turned)).isCloseTo(Math.log(n), within(1e-9));
    int[] pairs = new int[n];
    Arrays.setAll(pairs, i -> i / 2);
    assertThat(MutualInformation.plugIn(pairs, own)).isCloseTo(Math.log(n / 2.0), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void pairsAndTableGiveTheSameBits(long seed) {
    RandomStream random = new RandomStream(seed);
    int[] a = new int[400];
    int[] b = new int[400];
    for (int i = 0; i < 400; i++) {
      a[i] = random.below(30);
      b[i] = a[i] / 4 + random.below(20);
    }
    Labels left = Labels.of(a);
    Labels right = Labels.of(b);
    assertThat(MutualInformation.plugInOfPairs(left, right))
        .as("seed %d", seed)
        .isEqualTo(MutualInformation.plugIn(left, right))
        .isCloseTo(Plain.plugIn(left.codes(), right.codes()), within(1e-12));
  }
}
