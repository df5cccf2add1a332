package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.KMeans.EmptyClusters;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a clustering must be when Lloyd's iteration has ended, and when it ends. */
class LloydTest {
  private static double squared(double[] x, int i, double[] c, int j, int d) {
    double sum = 0;
    for (int t = 0; t < d; t++) {
      sum += (x[i * d + t] - c[j * d + t]) * (x[i * d + t] - c[j * d + t]);
    }
    return sum;
  }

  /** Every row at its nearest centre, every centre the mean of its rows. */
  private static void assertFixed(INDArray rows, Clustering found, double precision, String note) {
    double[] x = Dense.doubles(rows);
    double[] c = Dense.doubles(found.centroids());
    int d = (int) rows.size(1);
    int k = c.length / d;
    double[] sums = new double[c.length];
    int[] counts = new int[k];
    double inertia = 0;
    for (int i = 0; i < x.length / d; i++) {
      int own = found.assignments()[i];
      double distance = squared(x, i, c, own, d);
      for (int j = 0; j < k; j++) {
        double other = squared(x, i, c, j, d);
        assertThat(other < distance || (other == distance && j < own)).as(note).isFalse();
      }
      inertia += distance;
      counts[own]++;
      for (int t = 0; t < d; t++) {
        sums[own * d + t] += x[i * d + t];
      }
    }
    assertThat(found.counts()).as(note).isEqualTo(counts);
    assertThat(found.inertia()).as(note).isCloseTo(inertia, within(1e-10 * (1e-9 + inertia)));
    for (int t = 0; t < c.length; t++) {
      if (counts[t / d] > 0) {
        assertThat(c[t]).as(note).isCloseTo(sums[t] / counts[t / d], within(precision));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "7,3,1", "50,50,2", "400,9,3", "2500,40,6", "900,2,30"})
  void endsAtAFixedPoint(int n, int k, int d) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(n + k, type, n, d);
      Clustering found = KMeans.of(k).fit(x, 3, 2);
      String note = type + ", seeds " + (n + k) + ", 3";
      assertFixed(x, found, type == DataType.FLOAT ? 1e-6 : 1e-13, note);
      assertThat(found.iterations()).as(note).isLessThan(300);
      // From where it ended, nothing moves any more.
      Clustering again = KMeans.of(k).fit(x, found.centroids(), 0, 1);
      assertThat(again.assignments()).as(note).isEqualTo(found.assignments());
      assertThat(again.iterations()).as(note).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void oneClusterIsTheMeanAndAsManyAsRowsAreTheRows() {
    INDArray x = Matrices.normal(5, DataType.DOUBLE, 30, 4);
    ColumnStatistics columns = ColumnStatistics.of(x, 1);
    Clustering one = KMeans.of(1).fit(x, 1, 1);
    assertThat(Dense.doubles(one.centroids())).containsExactly(columns.mean(), within(1e-14));
    double spread = Arrays.stream(columns.variance()).sum() * 30;
    assertThat(one.inertia()).isCloseTo(spread, within(1e-10));
    Clustering all = KMeans.of(30).fit(x, 1, 1);
    assertThat(all.inertia()).isZero();
    assertThat(all.counts()).containsOnly(1);
  }

  /** In one dimension the best split is known: the largest drop of the inertia over all cuts. */
  @Test
  void restartsFindTheBestCutOfALine() {
    double[] x = Matrices.normal(6, 60);
    Arrays.sort(x);
    double best = Double.POSITIVE_INFINITY;
    for (int cut = 1; cut < 60; cut++) {
      best = Math.min(best, spread(x, 0, cut) + spread(x, cut, 60));
    }
    Clustering found = KMeans.of(2).withRestarts(20).fit(Dense.of(x, 60, 1), 9, 1);
    assertThat(found.inertia()).as("seeds 6, 9").isCloseTo(best, within(1e-10));
  }

  private static double spread(double[] x, int from, int to) {
    double mean = Arrays.stream(x, from, to).average().orElse(0);
    return Arrays.stream(x, from, to).map(v -> (v - mean) * (v - mean)).sum();
  }

  @Test
  void moreIterationsNeverCostInertia() {
    INDArray x = Matrices.normal(7, DataType.FLOAT, 1500, 5);
    double last = Double.POSITIVE_INFINITY;
    for (int limit = 1; limit <= 12; limit++) {
      Clustering found = KMeans.of(15).withIterations(limit).fit(x, 2, 1);
      assertThat(found.iterations()).isLessThanOrEqualTo(limit);
      assertThat(found.inertia())
          .as("seeds 7, 2, %d", limit)
          .isLessThanOrEqualTo(last * (1 + 1e-6));
      last = found.inertia();
    }
  }

  /** The share of the mean variance of the columns that the centres' movement is held against. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 0.03, 1, 50})
  void theToleranceEndsItAtTheFirstSmallMovement(double tolerance) {
    INDArray x = Matrices.normal(8, DataType.DOUBLE, 600, 3);
    double[] variance = ColumnStatistics.of(x, 1).variance();
    double enough = tolerance * Arrays.stream(variance).average().orElse(0);
    INDArray start = Dense.of(Dense.doubles(x, 0, 10), 10, 3);
    double[] before = Dense.doubles(start);
    int expected = 0;
    double movement = Double.POSITIVE_INFINITY;
    while (movement > enough && expected < 300) {
      expected++;
      KMeans some = KMeans.of(10).withIterations(expected);
      double[] after = Dense.doubles(some.fit(x, start, 0, 1).centroids());
      movement = squared(before, 0, after, 0, 30);
      before = after;
    }
    Clustering found = KMeans.of(10).withTolerance(tolerance).fit(x, start, 0, 1);
    assertThat(found.iterations()).as("seed 8").isEqualTo(expected);
    assertThat(Matrices.difference(Dense.doubles(found.centroids()), before)).isLessThan(1e-12);
  }

  @Test
  void anEmptyClusterTakesTheFarthestRow() {
    double[] x = {0, 1, 2, 3, 40};
    INDArray start = Dense.of(new double[] {2, -100}, 2, 1);
    List<Double> seen = new ArrayList<>();
    Clustering found =
        KMeans.of(2).fit(Dense.of(x, 5, 1), start, 0, 1, (r, i, inertia) -> seen.add(inertia));
    assertThat(found.assignments()).containsExactly(0, 0, 0, 0, 1);
    assertThat(Dense.doubles(found.centroids())).containsExactly(1.5, 40);
    assertThat(found.inertia()).isEqualTo(5);
    assertThat(seen.get(0)).isCloseTo(4 + 1 + 0 + 1 + 38 * 38, within(1e-2));
    Clustering kept =
        KMeans.of(2).withEmptyClusters(EmptyClusters.KEEP).fit(Dense.of(x, 5, 1), start, 0, 1);
    assertThat(Dense.doubles(kept.centroids())).containsExactly(9.2, -100);
    assertThat(kept.counts()).containsExactly(5, 0);
  }

  @Test
  void severalEmptyClustersTakeDifferentRows() {
    double[] x = Matrices.normal(10, 40 * 2);
    double[] start = new double[6 * 2];
    for (int c = 1; c < 6; c++) {
      Arrays.fill(start, 2 * c, 2 * c + 2, 1000 + c);
    }
    INDArray rows = Dense.of(x, 40, 2);
    Clustering found = KMeans.of(6).fit(rows, Dense.of(start, 6, 2), 0, 1);
    assertThat(found.counts()).as("seed 10").doesNotContain(0);
    assertFixed(rows, found, 1e-13, "seed 10");
  }

  @Test
  void restartsAreToldInTurnAndTheFirstOfEqualOnesStays() {
    INDArray x = Dense.of(new double[] {0, 0, 9, 9}, 4, 1);
    List<Integer> restarts = new ArrayList<>();
    Clustering found =
        KMeans.of(2).withRestarts(4).fit(x, 1, 1, (r, i, inertia) -> restarts.add(r));
    assertThat(restarts).isSorted().contains(0, 1, 2, 3).doesNotContain(4);
    assertThat(found.inertia()).isZero();
    assertThat(found.restart()).isZero();
  }

  /** Rows on a line between two far centres: floats alone could not say which is nearer. */
  @Test
  void nearTiesAreDecidedAsInDoubles() {
    int d = 3;
    double[] centres = {1, 1, 1, -1, -1, -1};
    double[] x = new double[400 * d];
    RandomStream stream = new RandomStream(12);
    for (int i = 0; i < 400; i++) {
      // On the plane between the centres, but for a hair.
      double a = stream.normal();
      double b = stream.normal();
      double hair = Math.scalb(stream.normal(), -45);
      x[i * d] = a;
      x[i * d + 1] = b;
      x[i * d + 2] = -a - b + hair;
    }
    int[] found = KMeans.assign(Dense.of(x, 400, d), Dense.of(centres, 2, d), 1);
    for (int i = 0; i < 400; i++) {
      double difference = squared(x, i, centres, 0, d) - squared(x, i, centres, 1, d);
      if (Math.abs(difference) > 1e-14) {
        assertThat(found[i]).as("seed 12, row " + i).isEqualTo(difference > 0 ? 1 : 0);
      }
    }
  }

  @Test
  void wrongCentresAreNamed() {
    INDArray x = Matrices.normal(1, DataType.FLOAT, 6, 2);
    INDArray bad = Dense.of(new double[] {0, 1, Double.NaN, 3}, 2, 2);
    assertThatThrownBy(() -> KMeans.of(2).fit(x, bad, 0, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("KMeans: initial: expected finite values, got NaN at row 1, column 0");
    assertThatThrownBy(() -> KMeans.assign(x, bad, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("centroids: expected finite values, got NaN at row 1, column 0");
    assertThatThrownBy(() -> KMeans.of(2).fit(x, Dense.zeros(DataType.FLOAT, 2, 3), 0, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("KMeans: initial: expected [n, 2], got [2, 3]");
    assertThatThrownBy(() -> KMeans.assign(x, Dense.zeros(DataType.FLOAT, 0, 2), 1))
        .hasMessage("KMeans.assign: centroids: expected at least 1, got 0");
    assertThatThrownBy(() -> KMeans.of(3).withRestarts(0))
        .hasMessage("KMeans: restarts: expected at least 1, got 0");
    assertThatThrownBy(() -> KMeans.of(3).withBatch(-1))
        .hasMessage("KMeans: batch: expected at least 0, got -1");
    assertThatThrownBy(() -> KMeans.of(3).withIterations(0))
        .hasMessage("KMeans: iterations: expected at least 1, got 0");
  }
}
