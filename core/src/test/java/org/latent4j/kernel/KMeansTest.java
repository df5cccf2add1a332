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
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.KMeans.EmptyClusters;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class KMeansTest {
  /** Rows around {@code centres} corners of a cube of side 20, {@code each} a corner. */
  private static double[] blobs(long seed, int centres, int each, int d) {
    RandomStream stream = new RandomStream(seed);
    double[] x = new double[centres * each * d];
    for (int i = 0; i < centres * each; i++) {
      for (int j = 0; j < d; j++) {
        x[i * d + j] = stream.normal() + 20 * (((i % centres) >> j) & 1);
      }
    }
    return x;
  }

  private static double squared(double[] x, int i, double[] c, int j, int d) {
    double sum = 0;
    for (int t = 0; t < d; t++) {
      sum += (x[i * d + t] - c[j * d + t]) * (x[i * d + t] - c[j * d + t]);
    }
    return sum;
  }

  private static int[] nearest(double[] x, double[] c, int d) {
    int[] out = new int[x.length / d];
    for (int i = 0; i < out.length; i++) {
      for (int j = 1; j < c.length / d; j++) {
        out[i] = squared(x, i, c, j, d) < squared(x, i, c, out[i], d) ? j : out[i];
      }
    }
    return out;
  }

  /** Lloyd's iteration by plain loops; empty clusters keep their centre. */
  private static double[] plainLloyd(double[] x, double[] start, int d, int iterations) {
    double[] c = start.clone();
    for (int t = 0; t < iterations; t++) {
      int[] near = nearest(x, c, d);
      double[] sums = new double[c.length];
      int[] counts = new int[c.length / d];
      for (int i = 0; i < near.length; i++) {
        counts[near[i]]++;
        for (int j = 0; j < d; j++) {
          sums[near[i] * d + j] += x[i * d + j];
        }
      }
      for (int j = 0; j < c.length; j++) {
        c[j] = counts[j / d] == 0 ? c[j] : sums[j] / counts[j / d];
      }
    }
    return c;
  }

  private static void assertSame(Clustering a, Clustering b, String note) {
    assertThat(a.centroids()).as(note).isEqualTo(b.centroids());
    assertThat(a.assignments()).as(note).isEqualTo(b.assignments());
    assertThat(a.inertia()).as(note).isEqualTo(b.inertia());
    assertThat(a.iterations()).as(note).isEqualTo(b.iterations());
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "10,1,3", "10,10,2", "200,7,1", "300,20,5", "1500,70,17", "130,64,64"})
  void agreesWithPlainLoops(int n, int k, int d) {
    double[] x = Matrices.normal(n + k, n * d);
    double[] start = Arrays.copyOf(x, k * d);
    double[] expected = plainLloyd(x, start, d, 4);
    KMeans options = KMeans.of(k).withIterations(4).withEmptyClusters(EmptyClusters.KEEP);
    Clustering found = options.fit(Dense.of(x, n, d), Dense.of(start, k, d), 0, 1);
    String note = "seed " + (n + k);
    double[] centroids = Dense.doubles(found.centroids());
    assertThat(Matrices.difference(centroids, expected)).as(note).isLessThan(1e-12);
    assertThat(found.assignments()).as(note).isEqualTo(nearest(x, centroids, d));
    double inertia = 0;
    for (int i = 0; i < n; i++) {
      inertia += squared(x, i, centroids, found.assignments()[i], d);
    }
    assertThat(found.inertia()).as(note).isCloseTo(inertia, within(1e-9 * (1 + inertia)));
    // The same in floats, whose exact values are clustered.
    INDArray narrow = Dense.of(DataType.FLOAT, x, n, d);
    Clustering floats = options.fit(narrow, Dense.of(DataType.FLOAT, start, k, d), 0, 1);
    assertThat(floats.centroids().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(floats.assignments())
        .as(note)
        .isEqualTo(nearest(Dense.doubles(narrow), Dense.doubles(floats.centroids()), d));
    assertThat(floats.inertia()).as(note).isCloseTo(inertia, within(2e-3 * (1 + inertia)));
  }

  @Test
  void findsSeparatedClusters() {
    double[] x = blobs(3, 8, 50, 3);
    Clustering found = KMeans.of(8).fit(Dense.of(x, 400, 3), 1, 1);
    for (int i = 8; i < 400; i++) {
      assertThat(found.assignments()[i]).as("row " + i).isEqualTo(found.assignments()[i % 8]);
    }
    assertThat(found.counts()).containsOnly(50);
    assertThat(found.inertia()).isBetween(900.0, 1500.0);
    assertThat(found.iterations()).isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sameBitsForAnyNumberOfThreads(boolean spherical) {
    INDArray x = Matrices.normal(9, DataType.FLOAT, 9000, 6);
    for (int batch : new int[] {0, 700}) {
      KMeans options =
          KMeans.of(12).withIterations(6).withRestarts(2).withBatch(batch).withSpherical(spherical);
      Clustering one = options.fit(x, 4, 1);
      for (int threads : new int[] {2, 7}) {
        assertSame(options.fit(x, 4, threads), one, "threads " + threads + ", batch " + batch);
      }
      assertThat(options.fit(x, 5, 1).assignments()).isNotEqualTo(one.assignments());
    }
  }

  @Test
  void viewsAndFortranOrderGiveTheSameBits() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(19, type, 500, 5);
      INDArray before = x.dup();
      Clustering dense = KMeans.of(6).fit(x, 2, 1);
      assertSame(KMeans.of(6).fit(Matrices.view(x), 2, 1), dense, "view");
      assertSame(KMeans.of(6).fit(Matrices.fortran(x), 2, 1), dense, "f order");
      assertThat(x).isEqualTo(before);
    }
    float[] values = new RandomStream(3).normals(90);
    assertSame(
        KMeans.of(4).fit(values, 30, 3, 8, 1),
        KMeans.of(4).fit(Dense.of(values, 30, 3), 8, 1),
        "float[]");
  }

  @Test
  void aRowBetweenEqualCentresGoesToTheSmaller() {
    double[] centres = {5, 5, 1, 0, -1, 0, 1, 0};
    double[] rows = {0, 3, 0, -7, 2, 0, 0, 0, -2, 0};
    int[] found = KMeans.assign(Dense.of(rows, 5, 2), Dense.of(centres, 4, 2), 1);
    assertThat(found).containsExactly(1, 1, 1, 1, 2);
    // Many equal centres, in places that a product may round differently.
    float[] same = new float[300 * 7];
    Arrays.fill(same, 0.1f);
    INDArray x = Matrices.normal(1, DataType.FLOAT, 100, 7);
    assertThat(KMeans.assign(x, Dense.of(same, 300, 7), 2)).containsOnly(0);
  }

  @Test
  void assignmentIsExactFarFromTheOrigin() {
    // Squared norms of 1e14 leave floats no digit for distances of 1.
    double[] x = Matrices.normal(5, 400 * 4);
    for (int i = 0; i < x.length; i++) {
      x[i] += 1e7;
    }
    double[] centres = Arrays.copyOf(x, 30 * 4);
    assertThat(KMeans.assign(Dense.of(x, 400, 4), Dense.of(centres, 30, 4), 1))
        .isEqualTo(nearest(x, centres, 4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-25, 1e25, 1e150})
  void scaleDoesNotMatter(double factor) {
    double[] x = Matrices.normal(6, 300 * 3);
    double power = Math.scalb(1.0, Math.getExponent(factor));
    double[] scaled = Arrays.stream(x).map(v -> v * power).toArray();
    Clustering plain = KMeans.of(5).fit(Dense.of(x, 300, 3), 1, 1);
    Clustering found = KMeans.of(5).fit(Dense.of(scaled, 300, 3), 1, 1);
    assertThat(found.assignments()).isEqualTo(plain.assignments());
    double[] back = Arrays.stream(Dense.doubles(found.centroids())).map(v -> v / power).toArray();
    assertThat(Matrices.difference(back, Dense.doubles(plain.centroids()))).isLessThan(1e-12);
    assertThat(KMeans.assign(Dense.of(x, 300, 3), found.centroids(), 1)) // far off, or all near 0
        .isEqualTo(nearest(x, Dense.doubles(found.centroids()), 3));
  }

  @Test
  void emptyClustersAreRepairedOrKept() {
    double[] x = blobs(7, 4, 40, 2);
    double[] start = {0, 0, 500, 500, 10, 10, -900, 400};
    INDArray rows = Dense.of(x, 160, 2);
    INDArray initial = Dense.of(start, 4, 2);
    Clustering repaired = KMeans.of(4).fit(rows, initial, 0, 1);
    assertThat(repaired.counts()).doesNotContain(0);
    Clustering kept = KMeans.of(4).withEmptyClusters(EmptyClusters.KEEP).fit(rows, initial, 0, 1);
    assertThat(repaired.inertia()).isLessThan(0.7 * kept.inertia());
    assertThat(kept.counts()[1]).isZero();
    assertThat(kept.counts()[3]).isZero();
    assertThat(Dense.doubles(kept.centroids(), 1, 2)).containsExactly(500, 500);
    Clustering batches = KMeans.of(4).withBatch(20).withIterations(5).fit(rows, initial, 0, 1);
    assertThat(batches.counts()).doesNotContain(0);
  }

  @Test
  void moreClustersThanDifferentRows() {
    double[] x = {1, 1, 1, 1, 2, 2};
    Clustering found = KMeans.of(5).fit(Dense.of(x, 6, 1), 3, 1);
    assertThat(found.inertia()).isZero();
    assertThat(Arrays.stream(found.counts()).filter(c -> c > 0).count()).isEqualTo(2);
    Clustering zeros = KMeans.of(3).fit(Dense.zeros(DataType.FLOAT, 4, 2), 3, 1);
    assertThat(zeros.inertia()).isZero();
    assertThat(zeros.assignments()).containsOnly(0);
  }

  @Test
  void sphericalLooksAtDirectionsOnly() {
    double[] x = Matrices.normal(12, 600 * 4);
    RandomStream stream = new RandomStream(1);
    double[] stretched = x.clone();
    for (int i = 0; i < 600; i++) {
      double factor = Math.scalb(1.0, stream.below(40) - 20);
      for (int j = 0; j < 4; j++) {
        stretched[i * 4 + j] *= factor;
      }
    }
    KMeans options = KMeans.of(7).withSpherical(true);
    Clustering found = options.fit(Dense.of(x, 600, 4), 2, 1);
    assertSame(options.fit(Dense.of(stretched, 600, 4), 2, 1), found, "rows scaled");
    double[] c = Dense.doubles(found.centroids());
    double inertia = 0;
    for (int i = 0; i < 600; i++) {
      double norm = Math.sqrt(Kernels.dot(x, i * 4, x, i * 4, 4));
      double best = -2;
      for (int k = 0; k < 7; k++) {
        best = Math.max(best, Kernels.dot(x, i * 4, c, k * 4, 4) / norm);
      }
      double own = Kernels.dot(x, i * 4, c, found.assignments()[i] * 4, 4) / norm;
      assertThat(own).as("row " + i).isCloseTo(best, within(1e-12));
      inertia += 2 - 2 * own;
    }
    for (int k = 0; k < 7; k++) {
      assertThat(Kernels.dot(c, k * 4, c, k * 4, 4)).isCloseTo(1, within(1e-12));
    }
    assertThat(found.inertia()).isCloseTo(inertia, within(1e-9));
    double[] withZero = Arrays.copyOf(x, 601 * 4);
    assertThat(options.fit(Dense.of(withZero, 601, 4), 2, 1).assignments()).hasSize(601);
  }

  @Test
  void miniBatchesComeNearLloyd() {
    INDArray x = Dense.of(DataType.FLOAT, blobs(21, 16, 200, 4), 3200, 4);
    KMeans options = KMeans.of(16);
    double lloyd = options.withRestarts(3).fit(x, 1, 1).inertia();
    List<Integer> steps = new ArrayList<>();
    Clustering found =
        options
            .withBatch(256)
            .withIterations(50)
            .fit(x, 1, 1, (restart, iteration, inertia) -> steps.add(iteration));
    assertThat(found.inertia()).isBetween(lloyd, 1.1 * lloyd);
    assertThat(steps).hasSize(50).startsWith(1).endsWith(50);
    assertThat(found.iterations()).isEqualTo(50);
  }

  @Test
  void keepsTheBestRestart() {
    INDArray x = Matrices.normal(23, DataType.FLOAT, 400, 3);
    KMeans options = KMeans.of(20);
    Clustering best = options.withRestarts(6).fit(x, 77, 1);
    double first = options.fit(x, 77, 1).inertia();
    assertThat(best.inertia()).isLessThanOrEqualTo(first);
    assertThat(best.restart()).isBetween(0, 5);
    // Restart i starts from the i-th child of the seed.
    int[] rows = PlusPlusTestSupport.rows(x, new Seed(77).child(best.restart()).value(), 20);
    double[] start = new double[60];
    for (int c = 0; c < 20; c++) {
      System.arraycopy(Dense.doubles(x, rows[c], rows[c] + 1), 0, start, c * 3, 3);
    }
    assertThat(options.fit(x, Dense.of(start, 20, 3), 0, 1).inertia()).isEqualTo(best.inertia());
  }

  /** k-means++ from a stream of its own. */
  private static final class PlusPlusTestSupport {
    static int[] rows(INDArray x, long seed, int k) {
      try (ClusterRows rows = new ClusterRows(x, 0, false, 1)) {
        return new PlusPlus(rows, new RandomStream(seed), 1).choose(k);
      }
    }
  }

  @Test
  void startsAreSpreadAndDistinct() {
    double[] x = blobs(31, 8, 30, 3);
    for (long seed = 0; seed < 10; seed++) {
      int[] rows = KMeans.of(8).start(Dense.of(x, 240, 3), seed, 2);
      assertThat(Arrays.stream(rows).map(r -> r % 8).distinct().count())
          .as("seed " + seed)
          .isEqualTo(8);
    }
    int[] all = KMeans.of(240).start(Dense.of(x, 240, 3), 5, 1);
    assertThat(Arrays.stream(all).distinct().count()).isEqualTo(240);
  }

  @Test
  void listenerSeesTheInertiaFall() {
    INDArray x = Matrices.normal(41, DataType.DOUBLE, 800, 3);
    List<Double> seen = new ArrayList<>();
    Clustering found = KMeans.of(9).fit(x, 6, 1, (restart, iteration, value) -> seen.add(value));
    assertThat(seen).hasSize(found.iterations());
    for (int t = 1; t < seen.size(); t++) {
      assertThat(seen.get(t)).isLessThanOrEqualTo(seen.get(t - 1) * (1 + 1e-5));
    }
    assertThat(seen.get(seen.size() - 1)).isCloseTo(found.inertia(), within(1e-4 * seen.get(0)));
    Clustering early = KMeans.of(9).withTolerance(0.05).fit(x, 6, 1);
    assertThat(early.iterations()).isLessThan(found.iterations());
    assertThat(early.inertia()).isGreaterThanOrEqualTo(found.inertia());
  }

  @Test
  void refusesBadInput() {
    INDArray x = Matrices.normal(1, DataType.FLOAT, 5, 2);
    assertThatThrownBy(() -> KMeans.of(6).fit(x, 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least 6 rows")
        .hasMessageContaining("got 5");
    assertThatThrownBy(() -> KMeans.of(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> KMeans.of(2).withTolerance(-1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> KMeans.of(2).fit(x, 1, 0)).hasMessageContaining("threads");
    assertThatThrownBy(() -> KMeans.of(2).fit(x, Matrices.normal(1, DataType.FLOAT, 3, 2), 1, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 2]")
        .hasMessageContaining("[3, 2]");
    assertThatThrownBy(() -> KMeans.of(2).fit(Dense.zeros(DataType.FLOAT, 4), 1, 1))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> KMeans.assign(x, Matrices.normal(1, DataType.FLOAT, 3, 4), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3, 4]");
    assertThat(KMeans.assign(Dense.zeros(DataType.FLOAT, 0, 2), x, 1)).isEmpty();
    x.putScalar(3, 1, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> KMeans.of(2).fit(x, 1, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 3, column 1");
  }
}
