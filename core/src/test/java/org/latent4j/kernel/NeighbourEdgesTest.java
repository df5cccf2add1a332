package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Neighbours whose order is known exactly: small integers, ties, outliers and extreme sizes. */
class NeighbourEdgesTest {
  /** Integers of few values: every measure but the cosine is exact in floats and full of ties. */
  private static float[] grid(long seed, int rows, int d) {
    RandomStream stream = new RandomStream(seed);
    float[] x = new float[rows * d];
    for (int i = 0; i < x.length; i++) {
      x[i] = stream.below(5) - 2;
    }
    return x;
  }

  /** The ids of a query by a stable sort of exact scores. */
  private static int[] order(Measure measure, float[] q, int row, float[] c, int d, int without) {
    int m = c.length / d;
    double[] score = new double[m];
    for (int id = 0; id < m; id++) {
      double value = NearestNeighboursTest.plain(measure, q, row, c, id, d);
      score[id] = measure.similarity() ? -value : value;
    }
    return IntStream.range(0, m)
        .filter(id -> id != without)
        .boxed()
        .sorted((a, b) -> Double.compare(score[a] + 0.0, score[b] + 0.0))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = Measure.class,
      names = {"COSINE"},
      mode = EnumSource.Mode.EXCLUDE)
  void tiesOfIntegersAreOrderedByNumber(Measure measure) {
    int[][] sizes = {{1, 1, 1, 1}, {4, 700, 1, 20}, {70, 1300, 3, 40}, {600, 90, 6, 90}};
    for (int[] size : sizes) {
      int d = size[2];
      int k = size[3];
      float[] q = grid(size[0], size[0], d);
      float[] c = grid(size[1] + 1L, size[1], d);
      for (int threads : new int[] {1, 2, 7}) {
        Ranking found =
            new NearestNeighbours(measure, k, threads)
                .search(Dense.of(q, size[0], d), Dense.of(c, size[1], d));
        for (int row = 0; row < size[0]; row++) {
          int[] expected = Arrays.copyOf(order(measure, q, row, c, d, -1), k);
          int[] own = Arrays.copyOfRange(found.ids(), row * k, (row + 1) * k);
          if (!Arrays.equals(own, expected)) {
            assertThat(own)
                .as("%s, seeds %d, %d, row %d", measure, size[0], size[1] + 1, row)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  /** From 1,024 rows on, both halves of the square come from one. */
  @ParameterizedTest
  @EnumSource(
      value = Measure.class,
      names = {"COSINE"},
      mode = EnumSource.Mode.EXCLUDE)
  void tiesWithinOneMatrixAreOrderedByNumber(Measure measure) {
    for (int n : new int[] {1023, 1024, 1025, 1600}) {
      int d = 4;
      int k = 15;
      float[] x = grid(n, n, d);
      INDArray array = Dense.of(x, n, d);
      for (int threads : new int[] {1, 7}) {
        Ranking found = new NearestNeighbours(measure, k, threads).within(array);
        for (int row = 0; row < n; row += 17) {
          int[] expected = Arrays.copyOf(order(measure, x, row, x, d, row), k);
          assertThat(Arrays.copyOfRange(found.ids(), row * k, (row + 1) * k))
              .as("%s, seed %d, row %d", measure, n, row)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void equalDirectionsTieInTheCosine() {
    // Multiples by powers of two have the same unit vector, bit for bit.
    int d = 6;
    float[] x = new float[40 * d];
    float[] base = new RandomStream(3).normals(4 * d);
    for (int row = 0; row < 40; row++) {
      for (int t = 0; t < d; t++) {
        x[row * d + t] = base[row % 4 * d + t] * Math.scalb(1f, row - 20);
      }
    }
    Ranking found =
        new NearestNeighbours(Measure.COSINE, 10, 1)
            .search(Dense.of(base, 4, d), Dense.of(x, 40, d));
    for (int row = 0; row < 4; row++) {
      for (int place = 0; place < 10; place++) {
        assertThat(found.id(row, place)).as("seed 3").isEqualTo(row + 4 * place);
        assertThat(found.score(row, place)).isCloseTo(1, within(1e-6f)).isLessThanOrEqualTo(1);
      }
    }
  }

  /** One far row must not cost the others the digits of their distances. */
  @ParameterizedTest
  @ValueSource(floats = {0, 1e4f, 1e8f, 0x1p50f})
  void anOutlierChangesNoneOfTheOthers(float far) {
    int n = 60;
    int d = 3;
    float[] x = Arrays.copyOf(new RandomStream(5).normals(n * d), (n + 1) * d);
    Arrays.fill(x, n * d, (n + 1) * d, far);
    INDArray array = Dense.of(x, n + 1, d);
    Ranking found = new NearestNeighbours(Measure.SQUARED_EUCLIDEAN, 5, 1).within(array);
    INDArray pairs = Pairwise.between(Measure.SQUARED_EUCLIDEAN, array, array, 1);
    for (int row = 0; row < n; row++) {
      int[] expected = order(Measure.SQUARED_EUCLIDEAN, x, row, x, d, row);
      for (int place = 0; place < 5; place++) {
        int id = expected[place];
        double distance = NearestNeighboursTest.plain(Measure.SQUARED_EUCLIDEAN, x, row, x, id, d);
        String note = "seed 5, row " + row + ", place " + place;
        assertThat(found.id(row, place)).as(note).isEqualTo(id);
        assertThat((double) found.score(row, place))
            .as(note)
            .isCloseTo(distance, within(1e-6 * distance));
        assertThat(pairs.getDouble(row, id)).as(note).isCloseTo(distance, within(1e-4 * distance));
      }
    }
  }

  @Test
  void anOutlierCostsDoublesNoDigits() {
    double[] x = {0.1, 0.3, 0.30000001, 1e12};
    INDArray array = Dense.of(x, 4, 1);
    double[] pairs = Dense.doubles(Pairwise.between(Measure.SQUARED_EUCLIDEAN, array, array, 1));
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double expected = (x[i] - x[j]) * (x[i] - x[j]);
        assertThat(pairs[4 * i + j])
            .as("%d, %d", i, j)
            .isCloseTo(expected, within(1e-9 * expected));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0x1p-60f, 0x1p-50f, 0x1p50f, 0x1p58f})
  void sizeDoesNotChangeTheOrder(float size) {
    int n = 150;
    int d = 5;
    float[] x = new RandomStream(7).normals(n * d);
    float[] scaled = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = x[i] * size;
    }
    for (Measure measure : Measure.values()) {
      int[] expected = new NearestNeighbours(measure, 4, 1).within(Dense.of(x, n, d)).ids();
      int[] found = new NearestNeighbours(measure, 4, 1).within(Dense.of(scaled, n, d)).ids();
      int differ = 0;
      for (int t = 0; t < found.length; t++) {
        differ += found[t] == expected[t] ? 0 : 1;
      }
      // Nearly equal distances may change places where squares lose digits below 1e-38.
      assertThat(differ).as("%s, seed 7, size %s", measure, size).isLessThan(found.length / 100);
    }
  }

  @Test
  void cosineOfTinyAndHugeRowsIsThatOfTheirDirections() {
    float[] x = {1e-20f, 0, 1e-30f, 1e-30f, 0, 0x1p61f, -0x1p61f, 0, 0x1p-146f, 0};
    INDArray array = Dense.of(x, 5, 2);
    double half = Math.sqrt(0.5);
    double[] row = {1, half, 0, -1, 1};
    INDArray pairs = Pairwise.between(Measure.COSINE, array, array, 1);
    for (int j = 0; j < 5; j++) {
      assertThat(pairs.getDouble(0, j)).as("item " + j).isCloseTo(row[j], within(1e-6));
    }
    Ranking found = new NearestNeighbours(Measure.COSINE, 5, 1).search(array, array);
    assertThat(Arrays.copyOf(found.ids(), 5)).containsExactly(0, 4, 1, 2, 3);
  }

  @Test
  void everyOtherRowIsANeighbourForTheLargestK() {
    float[] x = new RandomStream(9).normals(21 * 3);
    for (Measure measure : Measure.values()) {
      Ranking found = new NearestNeighbours(measure, 20, 2).within(Dense.of(x, 21, 3));
      for (int row = 0; row < 21; row++) {
        int[] ids = Arrays.copyOfRange(found.ids(), row * 20, row * 20 + 20);
        int self = row;
        assertThat(ids)
            .as("%s, seed 9, row %d", measure, row)
            .containsExactlyInAnyOrder(IntStream.range(0, 21).filter(i -> i != self).toArray());
      }
    }
  }

  @Test
  void copiesOfARowAreNeighboursOfEachOther() {
    float[] x = {1, 2, 5, 5, 1, 2, 1, 2, -4, 0};
    INDArray array = Dense.of(x, 5, 2);
    Ranking found = new NearestNeighbours(Measure.SQUARED_EUCLIDEAN, 2, 1).within(array);
    assertThat(Arrays.copyOf(found.ids(), 2)).containsExactly(2, 3);
    assertThat(Arrays.copyOfRange(found.ids(), 4, 8)).containsExactly(0, 3, 0, 2);
    assertThat(Arrays.copyOf(found.scores(), 2)).containsExactly(0f, 0f);
  }

  @Test
  void wrongSizesAreNamed() {
    INDArray x = Dense.zeros(DataType.FLOAT, 3, 2);
    assertThatThrownBy(() -> new NearestNeighbours(Measure.COSINE, 1, 0))
        .isInstanceOf(InputException.class)
        .hasMessage("NearestNeighbours: threads: expected at least 1, got 0");
    NearestNeighbours four = new NearestNeighbours(Measure.MANHATTAN, 4, 1);
    assertThatThrownBy(() -> four.search(x, x))
        .isInstanceOf(InputException.class)
        .hasMessage("NearestNeighbours: k: expected 1 to 3, got 4");
    assertThatThrownBy(() -> four.search(Dense.zeros(DataType.FLOAT, 3), x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got [3]");
    INDArray thin = Dense.zeros(DataType.FLOAT, 3, 0);
    assertThatThrownBy(() -> four.search(thin, thin))
        .isInstanceOf(InputException.class)
        .hasMessage("NearestNeighbours: columns: expected at least 1, got 0");
  }
}
