package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Ties and extremes at the places where the search changes its ways. */
class TopKEdgesTest {
  private static int[] order(float[] x, int from, int columns, boolean largest) {
    return IntStream.range(0, columns)
        .boxed()
        .sorted(
            (a, b) -> {
              float left = x[from + (largest ? b : a)] + 0f;
              float right = x[from + (largest ? a : b)] + 0f;
              int by = Float.compare(left, right);
              return by != 0 ? by : Integer.compare(a, b);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void check(float[] x, int columns, int k, String note) {
    float[] before = x.clone();
    for (int threads : new int[] {1, 7}) {
      Ranking high = TopK.largest(x, columns, k, threads);
      Ranking low = TopK.smallest(x, columns, k, threads);
      for (int row = 0; row < x.length / columns; row++) {
        int[] down = Arrays.copyOf(order(x, row * columns, columns, true), k);
        int[] up = Arrays.copyOf(order(x, row * columns, columns, false), k);
        assertThat(Arrays.copyOfRange(high.ids(), row * k, row * k + k)).as(note).isEqualTo(down);
        assertThat(Arrays.copyOfRange(low.ids(), row * k, row * k + k)).as(note).isEqualTo(up);
        for (int place = 0; place < k; place++) {
          assertThat(high.score(row, place)).isEqualTo(x[row * columns + down[place]] + 0f);
          assertThat(low.score(row, place)).isEqualTo(x[row * columns + up[place]] + 0f);
        }
      }
    }
    assertThat(x).as(note).isEqualTo(before);
  }

  /** The threshold lies inside a run of equal values that crosses every width of a loop. */
  @ParameterizedTest
  @CsvSource({"64,5", "255,9", "256,9", "257,17", "1023,64", "2048,100", "4096,256", "8192,1"})
  void runsOfEqualValuesAroundTheThreshold(int columns, int k) {
    RandomStream stream = new RandomStream(columns * 31L + k);
    for (int kind = 0; kind < 4; kind++) {
      float[] x = new float[3 * columns];
      for (int i = 0; i < x.length; i++) {
        x[i] =
            switch (kind) {
              case 0 -> stream.below(columns) < k / 2 ? 2 : 1; // half the k best stand out
              case 1 -> stream.below(columns) < 2 * k ? 2 : 1; // more stand out than are wanted
              case 2 -> i % columns < columns - k ? 1 : 2; // the last k
              default -> i % 2 == 0 ? -1 : -2;
            };
      }
      check(x, columns, k, "seed " + (columns * 31L + k) + ", kind " + kind);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_VALUE, 1e-40f, 1e-20f, 1e20f, 1e38f})
  void neighbouringFloatsAreToldApart(float base) {
    int columns = 600;
    float[] x = new float[columns];
    float value = base;
    int[] places = new RandomStream(4).permutation(columns);
    for (int place : places) {
      x[place] = value;
      value = Math.nextUp(value);
    }
    check(x, columns, 40, "seed 4, base " + base);
    for (int i = 0; i < columns; i++) {
      x[i] = -x[i];
    }
    check(x, columns, 40, "seed 4, base -" + base);
  }

  @Test
  void oneColumnOneRowAndAllOfARow() {
    check(new float[] {3, -1, 0, 5}, 1, 1, "one column");
    check(new float[] {3, -1, 0, 5}, 4, 4, "one row");
    for (int columns : new int[] {2, 31, 200, 1500}) {
      check(new RandomStream(columns).normals(2 * columns), columns, columns, "all " + columns);
    }
  }

  @Test
  void largestOfValuesIsSmallestOfTheirNegatives() {
    float[] x = new RandomStream(15).normals(5 * 3000);
    float[] negative = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      negative[i] = -x[i];
    }
    assertThat(TopK.smallest(negative, 3000, 25, 1).ids())
        .isEqualTo(TopK.largest(x, 3000, 25, 1).ids());
  }

  /** Doubles are compared as floats: those that round to one float are a tie. */
  @Test
  void doublesThatRoundToOneFloatAreATie() {
    double[] x = {1, 1 + 1e-12, 1 + 3e-12, 1 - 1e-12, 2, 1 + 1e-3};
    Ranking found = TopK.largest(Dense.of(x, 1, 6), 5, 1);
    assertThat(found.ids()).containsExactly(4, 5, 0, 1, 2);
    assertThat(found.scores()).containsExactly(2, 1.001f, 1, 1, 1);
  }

  @Test
  void arraysAreRefusedForEitherInfinityAndFlatOnesForNanAlone() {
    float[] x = {0, 1, Float.NEGATIVE_INFINITY, 3};
    INDArray array = Dense.of(x, 2, 2);
    assertThatThrownBy(() -> TopK.smallest(array, 1, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("TopK: expected finite values, got -Infinity at row 1, column 0");
    assertThat(TopK.smallest(x, 2, 1, 1).scores()).containsExactly(0, Float.NEGATIVE_INFINITY);
    x[3] = Float.NaN;
    assertThatThrownBy(() -> TopK.smallest(x, 2, 1, 1))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("TopK: expected no NaN, got NaN at row 1, column 1");
    assertThatThrownBy(() -> TopK.smallest(x, 0, 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("TopK: columns: expected at least 1, got 0");
    assertThatThrownBy(() -> TopK.smallest(x, 2, 3, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("TopK: k: expected 1 to 2, got 3");
  }

  @Test
  void tiesInViewsAndFortranOrderGoToTheSmallerColumnToo() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double[] values = new double[30 * 500];
      RandomStream stream = new RandomStream(21);
      for (int i = 0; i < values.length; i++) {
        values[i] = stream.below(6);
      }
      INDArray x = Dense.of(type, values, 30, 500);
      int[] expected = new int[30 * 12];
      for (int row = 0; row < 30; row++) {
        int[] order = order(Dense.floats(x), row * 500, 500, true);
        System.arraycopy(order, 0, expected, row * 12, 12);
      }
      for (INDArray same : new INDArray[] {x, Matrices.view(x), Matrices.fortran(x)}) {
        assertThat(TopK.largest(same, 12, 2).ids()).as("seed 21").isEqualTo(expected);
      }
    }
  }
}
