package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NearestNeighboursTest {
  /** The measure of two rows in double precision. */
  static double plain(Measure measure, float[] a, int i, float[] b, int j, int d) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    double squared = 0;
    double absolute = 0;
    double largest = 0;
    for (int t = 0; t < d; t++) {
      double x = a[i * d + t];
      double y = b[j * d + t];
      dot += x * y;
      squaresA += x * x;
      squaresB += y * y;
      squared += (x - y) * (x - y);
      absolute += Math.abs(x - y);
      largest = Math.max(largest, Math.abs(x - y));
    }
    return switch (measure) {
      case COSINE -> squaresA * squaresB == 0 ? 0 : dot / Math.sqrt(squaresA * squaresB);
      case INNER_PRODUCT -> dot;
      case SQUARED_EUCLIDEAN -> squared;
      case MANHATTAN -> absolute;
      case CHEBYSHEV -> largest;
    };
  }

  /** Every score is the true one of its pair, and no left-out item is better than the last. */
  private static void check(
      Ranking found, Measure measure, float[] q, float[] c, int d, boolean self, double error) {
    int m = c.length / d;
    for (int row = 0; row < found.rows(); row++) {
      boolean[] taken = new boolean[m];
      double last = 0;
      for (int place = 0; place < found.k(); place++) {
        int id = found.id(row, place);
        last = plain(measure, q, row, c, id, d);
        float step = place == 0 ? 0 : found.score(row, place) - found.score(row, place - 1);
        boolean right =
            !taken[id]
                && !(self && id == row)
                && Math.abs(found.score(row, place) - last) <= error
                && (measure.similarity() ? step <= 0 : step >= 0);
        taken[id] = true;
        if (!right) { // an assertion for each would take most of the time
          String at = measure + ", row " + row + ", place " + place + ", id " + id;
          assertThat((double) found.score(row, place)).as(at).isCloseTo(last, within(error));
          assertThat(right).as(at + ": taken twice, itself or out of order").isTrue();
        }
      }
      for (int id = 0; id < m; id++) {
        if (!taken[id] && !(self && id == row)) {
          double value = plain(measure, q, row, c, id, d);
          double better = measure.similarity() ? value - last : last - value;
          if (better >= error) {
            assertThat(better).as("%s, row %d, left out %d", measure, row, id).isLessThan(error);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void agreesWithPlainLoops(Measure measure) {
    int[][] sizes = {{1, 1, 1, 1}, {3, 20, 5, 20}, {70, 1100, 17, 12}, {530, 130, 33, 1}};
    for (int[] size : sizes) {
      int d = size[2];
      long seed = size[1];
      float[] q = new RandomStream(seed).normals(size[0] * d);
      float[] c = new RandomStream(seed + 1).normals(size[1] * d);
      Ranking found =
          new NearestNeighbours(measure, size[3], 2)
              .search(Dense.of(q, size[0], d), Dense.of(c, size[1], d));
      check(found, measure, q, c, d, false, 1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void withinLeavesOutTheRowItself(Measure measure) {
    for (int n : new int[] {2, 40, 1100}) {
      int d = 9;
      int k = Math.min(n - 1, 6);
      float[] x = new RandomStream(n).normals(n * d);
      INDArray array = Dense.of(x, n, d);
      Ranking found = new NearestNeighbours(measure, k, 2).within(array);
      check(found, measure, x, x, d, true, 1e-4);
      Ranking all = new NearestNeighbours(measure, k, 2).search(array, array);
      check(all, measure, x, x, d, false, 1e-4);
      if (measure != Measure.INNER_PRODUCT) {
        for (int row = 0; row < n; row++) {
          assertThat(all.id(row, 0)).as("%s, seed %d", measure, n).isEqualTo(row);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void equalRowsAreOrderedByNumber(Measure measure) {
    int d = 100;
    int n = 1100;
    float[] few = new RandomStream(8).normals(4 * d);
    float[] x = new float[n * d];
    for (int row = 0; row < n; row++) {
      System.arraycopy(few, row % 4 * d, x, row * d, d);
    }
    INDArray array = Dense.of(x, n, d);
    Ranking found = new NearestNeighbours(measure, 5, 1).search(array, array);
    int[] nearest = new int[4];
    for (int kind = 0; kind < 4; kind++) {
      int[] order = order(measure, few, kind, d);
      nearest[kind] = order[0];
    }
    for (int row = 0; row < n; row++) {
      for (int place = 0; place < 5; place++) {
        int expected = nearest[row % 4] + 4 * place;
        if (found.id(row, place) != expected) {
          assertThat(found.id(row, place)).as("%s, row %d", measure, row).isEqualTo(expected);
        }
      }
    }
  }

  private static int[] order(Measure measure, float[] few, int kind, int d) {
    return IntStream.range(0, 4)
        .boxed()
        .sorted(
            (a, b) -> {
              double x = plain(measure, few, kind, few, a, d);
              double y = plain(measure, few, kind, few, b, d);
              return measure.similarity() ? Double.compare(y, x) : Double.compare(x, y);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void threadsViewsOrdersAndTypesGiveTheSame(Measure measure) {
    int n = 1100;
    int d = 20;
    INDArray x = Dense.of(new RandomStream(3).normals(n * d), n, d);
    Ranking expected = new NearestNeighbours(measure, 4, 1).within(x);
    Ranking searched = new NearestNeighbours(measure, 4, 1).search(x, x);
    for (int threads : new int[] {2, 7}) {
      Ranking more = new NearestNeighbours(measure, 4, threads).within(x);
      assertThat(more.ids()).isEqualTo(expected.ids());
      assertThat(more.scores()).isEqualTo(expected.scores());
      Ranking again = new NearestNeighbours(measure, 4, threads).search(x, x);
      assertThat(again.ids()).isEqualTo(searched.ids());
      assertThat(again.scores()).isEqualTo(searched.scores());
    }
    // Another array of the same values goes another way: no symmetry, other tiles.
    Ranking other = new NearestNeighbours(measure, 4, 2).search(x, x.dup());
    assertThat(other.ids()).isEqualTo(searched.ids());
    assertThat(other.scores()).isEqualTo(searched.scores());
    INDArray wide = Nd4j.zeros(DataType.FLOAT, n + 4, d + 7);
    INDArray view = wide.get(NDArrayIndex.interval(3, n + 3), NDArrayIndex.interval(2, d + 2));
    view.assign(x);
    for (INDArray same : new INDArray[] {view, x.dup('f'), x.castTo(DataType.DOUBLE)}) {
      INDArray before = same.dup();
      Ranking found = new NearestNeighbours(measure, 4, 2).within(same);
      assertThat(found.ids()).isEqualTo(expected.ids());
      assertThat(found.scores()).isEqualTo(expected.scores());
      assertThat(same).isEqualTo(before);
    }
  }

  /** A large common offset must not swamp small distances. */
  @Test
  void distancesSurviveAnOffset() {
    int n = 700;
    int d = 24;
    float[] x = new RandomStream(12).normals(n * d);
    for (int t = 0; t < x.length; t++) {
      x[t] = 1000 + Math.round(x[t] * 64) / 64f;
    }
    Ranking found =
        new NearestNeighbours(Measure.SQUARED_EUCLIDEAN, 5, 1).within(Dense.of(x, n, d));
    check(found, Measure.SQUARED_EUCLIDEAN, x, x, d, true, 1e-3);
  }

  @Test
  void aZeroRowIsAtRightAnglesToAll() {
    INDArray x = Dense.of(new float[] {0, 0, 1, 0, -1, 0}, 3, 2);
    Ranking found = new NearestNeighbours(Measure.COSINE, 3, 1).search(x, x);
    assertThat(Arrays.copyOf(found.ids(), 3)).containsExactly(0, 1, 2);
    assertThat(Arrays.copyOf(found.scores(), 3)).containsExactly(0f, 0f, 0f);
    assertThat(Arrays.copyOfRange(found.ids(), 3, 6)).containsExactly(1, 0, 2);
    assertThat(Arrays.copyOfRange(found.scores(), 3, 6)).containsExactly(1f, 0f, -1f);
  }

  @Test
  void noQueriesGiveNoRows() {
    INDArray none = Nd4j.create(DataType.FLOAT, 0, 4);
    INDArray corpus = Nd4j.ones(DataType.FLOAT, 3, 4);
    for (Measure measure : Measure.values()) {
      assertThat(new NearestNeighbours(measure, 2, 2).search(none, corpus).rows()).isZero();
    }
  }

  @Test
  void wrongInputsAreNamed() {
    INDArray x = Nd4j.ones(DataType.FLOAT, 3, 4);
    NearestNeighbours three = new NearestNeighbours(Measure.COSINE, 3, 1);
    assertThat(three.search(x, x).k()).isEqualTo(3);
    assertThatThrownBy(() -> three.within(x))
        .isInstanceOf(InputException.class)
        .hasMessage("NearestNeighbours: k: expected 1 to 2, got 3");
    assertThatThrownBy(() -> three.search(x, Nd4j.ones(DataType.FLOAT, 3, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected [m, 4], got [3, 5]");
    assertThatThrownBy(() -> new NearestNeighbours(Measure.COSINE, 0, 1))
        .hasMessageContaining("k: expected at least 1, got 0");
    INDArray bad = x.dup();
    bad.putScalar(new long[] {2, 1}, Float.NaN);
    assertThatThrownBy(() -> three.search(x, bad))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 2, column 1");
    INDArray large = x.mul(3e19f);
    for (Measure measure : Measure.values()) {
      assertThatThrownBy(() -> new NearestNeighbours(measure, 1, 1).search(large, x))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("1.0E37");
    }
  }
}
