package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The rows as k-means sees them, and the search for the nearest centre on them. */
class ClusterRowsTest {
  private static double norm(double[] x, int from, int d) {
    return Math.sqrt(Kernels.dot(x, from, x, from, d));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT,1", "DOUBLE,1", "FLOAT,1e-30", "FLOAT,1e30", "DOUBLE,1e-300", "DOUBLE,1e300"})
  void rowsAreScaledByAPowerOfTwoAndShiftedByTheMean(DataType type, double size) {
    int n = 1100;
    int d = 5;
    double[] x = Arrays.stream(Matrices.normal(3, n * d)).map(v -> v * size + size).toArray();
    INDArray array = Dense.of(type, x, n, d);
    double[] given = Dense.doubles(array);
    try (ClusterRows rows = new ClusterRows(array, 0, false, 2)) {
      double scale = rows.scale();
      assertThat(Math.scalb(1.0, Math.getExponent(scale))).as("a power of two").isEqualTo(scale);
      assertThat(scale == 1).isEqualTo(size == 1);
      assertThat(rows.count()).isEqualTo(n);
      assertThat(rows.dimension()).isEqualTo(d);
      assertThat(rows.isDouble()).isEqualTo(type == DataType.DOUBLE);
      float[] shifted = new float[n * d];
      rows.readShifted(0, n, shifted);
      double[] mean = new double[d];
      for (int t = 0; t < n * d; t++) {
        mean[t % d] += given[t] * scale / n;
      }
      for (int i = 0; i < n; i++) {
        double[] row = rows.row(i);
        double square = 0;
        for (int j = 0; j < d; j++) {
          assertThat(row[j]).as("seed 3, row " + i).isEqualTo(given[i * d + j] * scale);
          double expected = row[j] - rows.shift()[j];
          assertThat((double) shifted[i * d + j]).isCloseTo(expected, within(1e-5));
          square += (double) shifted[i * d + j] * shifted[i * d + j];
        }
        assertThat((double) rows.norm(i))
            .as("an upper bound")
            .isBetween(Math.sqrt(square), Math.sqrt(square) * 1.00001 + 1e-30);
      }
      for (int j = 0; j < d; j++) {
        assertThat((double) rows.shift()[j]).isCloseTo(mean[j], within(1e-6 * Math.abs(mean[j])));
      }
    }
  }

  @Test
  void sphericalRowsHaveLengthOneOrZero() {
    double[] x = Matrices.normal(4, 40 * 3);
    Arrays.fill(x, 9, 12, 0);
    for (int j = 0; j < 3; j++) {
      x[j] *= 1e-20;
      x[3 + j] *= 1e18;
    }
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray array = Dense.of(type, x, 40, 3);
      double[] given = Dense.doubles(array);
      try (ClusterRows rows = new ClusterRows(array, 0, true, 1)) {
        assertThat(rows.scale()).isEqualTo(1);
        for (int i = 0; i < 40; i++) {
          double[] row = rows.row(i);
          double length = norm(given, i * 3, 3);
          assertThat(norm(row, 0, 3)).as("row " + i).isCloseTo(i == 3 ? 0 : 1, within(1e-14));
          for (int j = 0; j < 3; j++) {
            double expected = i == 3 ? 0 : given[i * 3 + j] / length;
            assertThat(row[j]).as("seed 4, row " + i).isCloseTo(expected, within(1e-14));
          }
        }
      }
    }
  }

  @Test
  void scalesBringExtremesNearOneAndLeaveTheRestAlone() {
    for (double value : new double[] {0, 1, 1e-5, 1e5, -0.0}) {
      assertThat(ClusterRows.scale(Math.abs(value))).as("" + value).isEqualTo(1);
    }
    for (double value : new double[] {1e-7, 1e7, 1e-38, 3e38, 1e-290, 1e300, Double.MAX_VALUE}) {
      double scaled = value * ClusterRows.scale(value);
      assertThat(scaled).as("" + value).isBetween(1.0, 2.0);
    }
    assertThat(ClusterRows.scale(Double.MIN_VALUE)).isEqualTo(0x1p1000);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "300,1,4", "70,33,1", "1100,300,3", "200,1000,2", "65,64,130"})
  void assignmentsAndInertiaAreThoseOfPlainDoubles(int n, int k, int d) {
    double[] x = Matrices.normal(n, n * d);
    double[] centres = Matrices.normal(n + 1L, k * d);
    INDArray array = Dense.of(x, n, d);
    double inertia = 0;
    int[] expected = new int[n];
    for (int i = 0; i < n; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        double sum = 0;
        for (int t = 0; t < d; t++) {
          double difference = x[i * d + t] - centres[c * d + t];
          sum += difference * difference;
        }
        expected[i] = sum < least ? c : expected[i];
        least = Math.min(least, sum);
      }
      inertia += least;
    }
    for (int threads : new int[] {1, 2, 7}) {
      assertThat(KMeans.assign(array, Dense.of(centres, k, d), threads))
          .as("seed " + n)
          .isEqualTo(expected);
      try (ClusterRows rows = new ClusterRows(array, 9, false, threads);
          Centres found = new Centres(rows, centres)) {
        assertThat(found.inertia(rows, expected, threads))
            .as("seed " + n)
            .isCloseTo(inertia, within(1e-11 * inertia));
      }
    }
  }

  /** A second search counts only what moved. */
  @Test
  void searchesCountChangesAndScoreByHalfTheDistance() {
    double[] x = Matrices.normal(6, 64 * 2);
    double[] centres = {-1, 0, 1, 0, 0, 3};
    try (ClusterRows rows = new ClusterRows(Dense.of(x, 64, 2), 3, false, 1);
        Centres found = new Centres(rows, centres);
        SearchMemory.Pool pool = new SearchMemory.Pool(rows, 3)) {
      SearchMemory memory = pool.take();
      memory.block.load(0, 64);
      int[] nearest = new int[64];
      Arrays.fill(nearest, -1);
      float[] scores = new float[64];
      assertThat(found.search(rows, 0, 64, memory, nearest, scores)).isEqualTo(64);
      assertThat(found.search(rows, 0, 64, memory, nearest, scores)).isZero();
      nearest[5] = (nearest[5] + 1) % 3;
      nearest[60] = (nearest[60] + 1) % 3;
      assertThat(found.search(rows, 0, 64, memory, nearest, scores)).isEqualTo(2);
      for (int i = 0; i < 64; i++) {
        double distance = memory.block.squaredDistance(i, centres, nearest[i] * 2);
        double half = scores[i] + 0.5 * rows.norm(i) * rows.norm(i);
        assertThat(half).as("seed 6, row " + i).isCloseTo(distance / 2, within(1e-5));
      }
      pool.put(memory);
      assertThat(pool.take()).as("what was put back").isSameAs(memory);
      pool.put(memory);
    }
  }

  /** Memory of the products stays near half a megabyte, whatever the number of centres. */
  @Test
  void blocksShrinkAsCentresGrow() {
    try (ClusterRows rows = new ClusterRows(Dense.zeros(DataType.FLOAT, 3, 2), 0, false, 1)) {
      int last = Integer.MAX_VALUE;
      for (int k : new int[] {1, 100, 500, 1500, 100_000}) {
        try (SearchMemory.Pool pool = new SearchMemory.Pool(rows, k)) {
          assertThat(pool.blockRows()).isBetween(64, 1024).isLessThanOrEqualTo(last);
          assertThat(pool.blockRows() % 64).isZero();
          assertThat((long) pool.blockRows() * k).isLessThanOrEqualTo(Math.max(1 << 17, 64L * k));
          last = pool.blockRows();
        }
      }
    }
  }
}
