package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Seed;
import org.latent4j.kernel.KMeans.EmptyClusters;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Starts, mini-batches and spherical steps against plain ones that draw from the same stream. */
class KMeansPeerTest {
  private static double squared(double[] x, int i, double[] c, int j, int d) {
    double sum = 0;
    for (int t = 0; t < d; t++) {
      sum += (x[i * d + t] - c[j * d + t]) * (x[i * d + t] - c[j * d + t]);
    }
    return sum;
  }

  private static int nearest(double[] x, int i, double[] c, int d) {
    int best = 0;
    for (int j = 1; j < c.length / d; j++) {
      best = squared(x, i, c, j, d) < squared(x, i, c, best, d) ? j : best;
    }
    return best;
  }

  /** Integers whose mean is zero: squared distances are exact, so draws cannot differ. */
  private static double[] integers(long seed, int n, int d) {
    RandomStream stream = new RandomStream(seed);
    double[] x = new double[n * d];
    for (int t = 0; t < (n / 2) * d; t++) {
      x[t] = stream.below(21) - 10;
      x[(n / 2) * d + t] = -x[t];
    }
    return x;
  }

  /** Arthur and Vassilvitskii's greedy choice, by plain sums. */
  private static int[] plainStart(double[] x, int d, int k, RandomStream stream) {
    int n = x.length / d;
    int[] chosen = new int[k];
    double[] closest = new double[n];
    Arrays.fill(closest, Double.POSITIVE_INFINITY);
    chosen[0] = stream.below(n);
    for (int c = 1; c < k; c++) {
      double total = 0;
      for (int i = 0; i < n; i++) {
        closest[i] = Math.min(closest[i], squared(x, i, x, chosen[c - 1], d));
        total += closest[i];
      }
      double least = Double.POSITIVE_INFINITY;
      for (int draw = 0; draw < 2 + (int) Math.log(k); draw++) {
        double rest = stream.uniform() * total;
        int candidate = 0;
        while (rest >= closest[candidate]) {
          rest -= closest[candidate++];
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += Math.min(closest[i], squared(x, i, x, candidate, d));
        }
        if (sum < least) {
          least = sum;
          chosen[c] = candidate;
        }
      }
    }
    return chosen;
  }

  @ParameterizedTest
  @CsvSource({"10,1,3", "40,2,1", "200,3,8", "3000,2,12", "2200,5,30"})
  void startsAreThoseOfPlainKMeansPlusPlus(int n, int d, int k) {
    double[] x = integers(n, n, d);
    for (long seed = 0; seed < 5; seed++) {
      int[] expected = plainStart(x, d, k, new Seed(seed).child(0).stream());
      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
        int[] found = KMeans.of(k).start(Dense.of(type, x, n, d), seed, 2);
        assertThat(found).as("%s, seeds %d, %d", type, n, seed).isEqualTo(expected);
      }
    }
  }

  /** The second start is drawn with the squared distance from the first as its weight. */
  @Test
  void theSecondStartIsDrawnByTheSquaredDistance() {
    // From 0 the squared distances are 0, 1, 4; k = 2 makes two draws, of which the better stays.
    INDArray x = Dense.of(new double[] {0, 1, 2}, 3, 1);
    int[][] counts = new int[3][3];
    int draws = 20_000;
    for (long seed = 0; seed < draws; seed++) {
      int[] rows = KMeans.of(2).start(x, seed, 1);
      counts[rows[0]][rows[1]]++;
    }
    int fromZero = counts[0][1] + counts[0][2];
    // Row 1 leaves 1, row 2 leaves 1 as well: the first of the two draws stays, so it is 1 : 4.
    assertThat(counts[0][1] / (double) fromZero).isCloseTo(0.2, within(0.02));
    // From 1 both ends are at distance 1.
    assertThat(counts[1][0] / (double) (counts[1][0] + counts[1][2])).isCloseTo(0.5, within(0.03));
    for (int row = 0; row < 3; row++) {
      assertThat(counts[row][row]).as("no row twice").isZero();
      int first = counts[row][0] + counts[row][1] + counts[row][2];
      assertThat(first / (double) draws).isCloseTo(1 / 3.0, within(0.02));
    }
  }

  @Test
  void rowsThatDifferAreAllChosenBeforeOneComesTwice() {
    double[] x = new double[60];
    for (int i = 0; i < 60; i++) {
      x[i] = (i % 6) * (i % 6);
    }
    int different = (int) Arrays.stream(x).distinct().count();
    for (long seed = 0; seed < 20; seed++) {
      int[] rows = KMeans.of(different).start(Dense.of(x, 60, 1), seed, 1);
      assertThat(Arrays.stream(rows).mapToDouble(r -> x[r]).distinct().count())
          .as("seed " + seed)
          .isEqualTo(different);
    }
  }

  /** Sculley's algorithm with the moves of a batch taken together. */
  private static double[] plainBatches(
      double[] x, double[] start, int d, int batch, int steps, RandomStream stream) {
    int n = x.length / d;
    int k = start.length / d;
    double[] c = start.clone();
    long[] taken = new long[k];
    for (int step = 0; step < steps; step++) {
      double[] sums = new double[c.length];
      int[] counts = new int[k];
      for (int i = 0; i < Math.min(batch, n); i++) {
        int row = stream.below(n);
        int near = nearest(x, row, c, d);
        counts[near]++;
        for (int t = 0; t < d; t++) {
          sums[near * d + t] += x[row * d + t];
        }
      }
      for (int j = 0; j < k; j++) {
        for (int t = j * d; t < (j + 1) * d && counts[j] > 0; t++) {
          c[t] = (c[t] * taken[j] + sums[t]) / (taken[j] + counts[j]);
        }
        taken[j] += counts[j];
      }
    }
    return c;
  }

  @ParameterizedTest
  @CsvSource({"100,2,4,10,1", "100,2,4,10,30", "300,5,7,64,12", "50,1,3,200,5", "40,3,1,8,9"})
  void miniBatchesAreThoseOfThePlainAlgorithm(int n, int d, int k, int batch, int steps) {
    double[] x = Matrices.normal(n + steps, n * d);
    double[] start = Arrays.copyOf(x, k * d);
    KMeans options =
        KMeans.of(k).withBatch(batch).withIterations(steps).withEmptyClusters(EmptyClusters.KEEP);
    for (long seed = 0; seed < 3; seed++) {
      double[] expected = plainBatches(x, start, d, batch, steps, new Seed(seed).child(0).stream());
      Clustering found = options.fit(Dense.of(x, n, d), Dense.of(start, k, d), seed, 1);
      double[] centroids = Dense.doubles(found.centroids());
      String note = "seeds " + (n + steps) + ", " + seed;
      assertThat(Matrices.difference(centroids, expected)).as(note).isLessThan(1e-12);
      for (int i = 0; i < n; i++) {
        assertThat(found.assignments()[i]).as(note).isEqualTo(nearest(x, i, centroids, d));
      }
      assertThat(found.iterations()).isEqualTo(steps);
    }
  }

  /** One spherical iteration: directions to the nearest, centres to the normalised mean. */
  private static double[] sphericalStep(double[] unit, double[] c, int d) {
    double[] sums = new double[c.length];
    for (int i = 0; i < unit.length / d; i++) {
      int near = nearest(unit, i, c, d);
      for (int t = 0; t < d; t++) {
        sums[near * d + t] += unit[i * d + t];
      }
    }
    double[] next = c.clone();
    for (int j = 0; j < c.length / d; j++) {
      double norm = Math.sqrt(Kernels.dot(sums, j * d, sums, j * d, d));
      for (int t = j * d; t < (j + 1) * d && norm > 0; t++) {
        next[t] = sums[t] / norm;
      }
    }
    return next;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void sphericalIterationsAreThePlainOnes(int iterations) {
    int n = 250;
    int d = 3;
    int k = 5;
    double[] x = Matrices.normal(17, n * d);
    double[] unit = Dense.doubles(RowNorms.unit(Dense.of(x, n, d)));
    double[] c = Arrays.copyOf(unit, k * d);
    for (int t = 0; t < iterations; t++) {
      c = sphericalStep(unit, c, d);
    }
    KMeans options =
        KMeans.of(k)
            .withSpherical(true)
            .withIterations(iterations)
            .withEmptyClusters(EmptyClusters.KEEP);
    // Centres to start from count by direction alone, too.
    double[] start = Arrays.stream(Arrays.copyOf(x, k * d)).map(v -> 1e5 * v).toArray();
    Clustering found = options.fit(Dense.of(x, n, d), Dense.of(start, k, d), 0, 2);
    assertThat(Matrices.difference(Dense.doubles(found.centroids()), c))
        .as("seed 17")
        .isLessThan(1e-12);
    double inertia = 0;
    for (int i = 0; i < n; i++) {
      inertia += squared(unit, i, c, nearest(unit, i, c, d), d);
    }
    assertThat(found.inertia()).as("seed 17").isCloseTo(inertia, within(1e-9));
  }

  @Test
  void oppositeDirectionsCancelAndTheCentreStays() {
    double[] x = {1, 0, -1, 0};
    double[] start = {0, 1};
    Clustering found =
        KMeans.of(1).withSpherical(true).fit(Dense.of(x, 2, 2), Dense.of(start, 1, 2), 0, 1);
    assertThat(Dense.doubles(found.centroids())).containsExactly(0, 1);
    assertThat(found.inertia()).isCloseTo(4, within(1e-15));
  }
}
