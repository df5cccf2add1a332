package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TopKTest {
  /** All columns of a row, best first, by a plain stable sort. */
  private static int[] order(float[] values, int columns, int row, boolean largest) {
    return IntStream.range(0, columns)
        .boxed()
        .sorted(
            (a, b) -> {
              float x = values[row * columns + a] + 0f;
              float y = values[row * columns + b] + 0f;
              return largest ? Float.compare(y, x) : Float.compare(x, y);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void check(float[] values, int columns, int k, String name) {
    for (boolean largest : new boolean[] {true, false}) {
      Ranking found =
          largest ? TopK.largest(values, columns, k, 1) : TopK.smallest(values, columns, k, 1);
      int rows = values.length / columns;
      assertThat(found.rows()).isEqualTo(rows);
      assertThat(found.k()).isEqualTo(k);
      for (int row = 0; row < rows; row++) {
        int[] order = order(values, columns, row, largest);
        for (int place = 0; place < k; place++) {
          String at = name + ", largest " + largest + ", row " + row + ", place " + place;
          assertThat(found.id(row, place)).as(at).isEqualTo(order[place]);
          assertThat(found.score(row, place))
              .as(at)
              .isEqualTo(values[row * columns + order[place]] + 0f);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 5, 5",
    "7, 64, 3",
    "4, 257, 1",
    "5, 1000, 10",
    "3, 4096, 32",
    "2, 4099, 300",
    "2, 3000, 1500",
    "2, 5000, 4999",
    "1, 20000, 64",
    "3, 127, 126"
  })
  void agreesWithASort(int rows, int columns, int k) {
    long seed = 31L * columns + k;
    check(new RandomStream(seed).normals(rows * columns), columns, k, "seed " + seed);
  }

  @ParameterizedTest
  @CsvSource({"50, 5", "4096, 32", "4096, 3000", "1000, 1000", "300, 1"})
  void tiesGoToTheSmallerColumn(int columns, int k) {
    RandomStream stream = new RandomStream(columns);
    float[] few = new float[2 * columns];
    float[] sparse = new float[2 * columns];
    for (int i = 0; i < few.length; i++) {
      few[i] = stream.below(4) - 1;
      sparse[i] = stream.below(50) == 0 ? stream.uniformFloat() : 0;
    }
    check(few, columns, k, "four values, seed " + columns);
    check(sparse, columns, k, "mostly zeros, seed " + columns);
    check(new float[columns], columns, k, "zeros");
  }

  @ParameterizedTest
  @CsvSource({"4096, 32", "4096, 1000", "65, 8", "10000, 3"})
  void anyOrderOfTheValuesIsFine(int columns, int k) {
    float[] ascending = new float[columns];
    float[] descending = new float[columns];
    float[] saw = new float[columns];
    for (int i = 0; i < columns; i++) {
      ascending[i] = i;
      descending[i] = -i;
      saw[i] = (i % 7) * 1000 + i;
    }
    check(ascending, columns, k, "ascending");
    check(descending, columns, k, "descending");
    check(saw, columns, k, "saw");
  }

  @Test
  void zeroHasOneSign() {
    check(new float[] {-0f, 0f, -0f, 0f, -1, 1}, 6, 4, "zeros");
    assertThat(TopK.largest(new float[] {-0f}, 1, 1, 1).scores()[0]).isEqualTo(0f);
    assertThat(1 / TopK.smallest(new float[] {-0f}, 1, 1, 1).scores()[0]).isPositive();
  }

  @Test
  void infinitiesOfFlatArraysAreOrdered() {
    float[] x = new float[600];
    java.util.Arrays.fill(x, Float.NEGATIVE_INFINITY);
    x[400] = 1;
    x[500] = Float.POSITIVE_INFINITY;
    check(x, 600, 5, "infinities");
    check(x, 600, 600, "infinities");
    check(new RandomStream(1).normals(5), 5, 5, "all");
  }

  @Test
  void nanIsRefusedWithItsPlace() {
    float[] x = new float[5000];
    x[0] = Float.POSITIVE_INFINITY;
    x[4321] = Float.NaN;
    assertThatThrownBy(() -> TopK.largest(x, 1000, 3, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("NaN at row 4, column 321");
    assertThatThrownBy(() -> TopK.smallest(Dense.of(x, 5, 1000), 3, 2))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("Infinity at row 0, column 0");
    float[] late = new float[1024 * 1024];
    late[1023 * 1024 + 7] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> TopK.largest(Dense.of(late, 1024, 1024), 3, 2))
        .hasMessageContaining("row 1023, column 7");
  }

  @Test
  void sizesAreChecked() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 3, 4);
    assertThatThrownBy(() -> TopK.largest(x, 5, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("TopK: k: expected 1 to 4, got 5");
    assertThatThrownBy(() -> TopK.largest(x, 0, 1)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> TopK.largest(Nd4j.rand(DataType.FLOAT, 3), 1, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3]");
    assertThatThrownBy(() -> TopK.largest(new float[7], 3, 1, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("7 values");
  }

  @Test
  void noRowsGiveNoRows() {
    Ranking found = TopK.largest(Nd4j.create(DataType.FLOAT, 0, 6), 2, 3);
    assertThat(found.rows()).isZero();
    assertThat(found.ids()).isEmpty();
    assertThat(TopK.largest(new float[0], 6, 2, 1).scores()).isEmpty();
    assertThatThrownBy(() -> found.id(0, 0)).isInstanceOf(InputException.class);
  }

  @Test
  void viewsOrdersAndTypesGiveTheSame() {
    INDArray x = Dense.of(new RandomStream(5).normals(40 * 90), 40, 90);
    Ranking expected = TopK.largest(x, 7, 1);
    INDArray wide = Nd4j.create(DataType.FLOAT, 50, 100);
    INDArray view =
        wide.get(
            org.nd4j.linalg.indexing.NDArrayIndex.interval(4, 44),
            org.nd4j.linalg.indexing.NDArrayIndex.interval(5, 95));
    view.assign(x);
    for (INDArray same : new INDArray[] {x.dup('f'), view, x.castTo(DataType.DOUBLE)}) {
      INDArray before = same.dup();
      Ranking found = TopK.largest(same, 7, 2);
      assertThat(found.ids()).isEqualTo(expected.ids());
      assertThat(found.scores()).isEqualTo(expected.scores());
      assertThat(same).isEqualTo(before);
    }
    INDArray rows = TopKTest.rows(x, 10, 20);
    assertThat(TopK.largest(rows, 7, 1).ids())
        .containsExactly(java.util.Arrays.copyOfRange(expected.ids(), 70, 140));
  }

  private static INDArray rows(INDArray x, int from, int to) {
    return Dense.rows(x, from, to);
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() {
    float[] x = new RandomStream(9).normals(700 * 1000);
    Ranking one = TopK.largest(x, 1000, 20, 1);
    for (int threads : new int[] {2, 7}) {
      Ranking more = TopK.largest(x, 1000, 20, threads);
      assertThat(more.ids()).isEqualTo(one.ids());
      assertThat(more.scores()).isEqualTo(one.scores());
    }
  }
}
