package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.kernel.RandomStream;

/** Neighbours against sorting whole rows, with ties of every kind. */
class NearestRowsTest {
  private final RandomStream random = new RandomStream(43);

  @ParameterizedTest
  @CsvSource({"2, 1, 1", "30, 3, 29", "30, 3, 1", "700, 5, 10", "5000, 4, 3"})
  void listsAreThoseOfASort(int n, int d, int k) {
    Matrix unit = UnitRows.of(normals(n, d));
    int[] lists = NearestRows.of(unit, unit, true, k, 2);
    for (int i = 0; i < n; i += Math.max(1, n / 50)) {
      assertThat(list(lists, i, k)).as("row " + i).isEqualTo(sorted(unit, i, unit, true, k));
    }
  }

  @Test
  void acrossSpacesTheRowItselfMayBeFound() {
    Matrix queries = UnitRows.of(normals(40, 4));
    Matrix items = UnitRows.of(normals(60, 4));
    int[] lists = NearestRows.of(queries, items, false, 7, 1);
    for (int i = 0; i < 40; i++) {
      assertThat(list(lists, i, 7)).isEqualTo(sorted(queries, i, items, false, 7));
    }
    int[] own = NearestRows.of(items, items, false, 1, 1);
    for (int i = 0; i < 60; i++) {
      assertThat(own[i]).isEqualTo(i);
    }
  }

  /** Rows that are multiples of others round to cosines that differ in the last bits. */
  @Test
  void multiplesOfARowAreTiesInTheOrderOfTheRows() {
    Matrix base = normals(20, 37);
    Matrix rows = Matrix.zeros(100, 37);
    for (int i = 0; i < 100; i++) {
      double factor = 0.1 + random.uniform();
      for (int j = 0; j < 37; j++) {
        rows.values()[rows.start(i) + j] = factor * base.at(i % 20, j);
      }
    }
    Matrix unit = UnitRows.of(rows);
    int[] lists = NearestRows.of(unit, unit, true, 4, 3);
    for (int i = 0; i < 100; i++) {
      List<Integer> expected = new ArrayList<>();
      for (int j = i % 20; j < 100; j += 20) {
        if (j != i) {
          expected.add(j);
        }
      }
      assertThat(list(lists, i, 4)).as("row " + i).isEqualTo(expected);
    }
  }

  @Test
  void tiesAtTheEndOfTheListAreCutByRow() {
    // Row 0 sees row 5 first, then 1, 2, 3 and 4 at one angle.
    double[][] rows = {
      {1, 0, 0}, {1, 1, 0}, {1, -1, 0}, {1, 0, 1}, {1, 0, -1}, {1, 0.1, 0.1},
    };
    Matrix unit = UnitRows.of(matrix(rows));
    assertThat(list(NearestRows.of(unit, unit, true, 3, 1), 0, 3)).containsExactly(5, 1, 2);
    assertThat(list(NearestRows.of(unit, unit, true, 5, 1), 0, 5)).containsExactly(5, 1, 2, 3, 4);
    assertThat(list(NearestRows.of(unit, unit, true, 1, 1), 0, 1)).containsExactly(5);
  }

  @Test
  void equalRowsAreAllTies() {
    Matrix rows = Matrix.zeros(300, 11);
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 11; j++) {
        rows.values()[rows.start(i) + j] = 0.1 * (j + 1);
      }
    }
    Matrix unit = UnitRows.of(rows);
    int[] lists = NearestRows.of(unit, unit, true, 3, 2);
    assertThat(list(lists, 0, 3)).containsExactly(1, 2, 3);
    assertThat(list(lists, 1, 3)).containsExactly(0, 2, 3);
    assertThat(list(lists, 299, 3)).containsExactly(0, 1, 2);
    for (double rank : PairRanks.of(unit, unit, 2)) {
      assertThat(rank).isEqualTo(150.5);
    }
  }

  @Test
  void ranksAreThoseOfCounting() {
    Matrix queries = UnitRows.of(normals(90, 3));
    Matrix items = UnitRows.of(normals(90, 3));
    double[] ranks = PairRanks.of(queries, items, 2);
    for (int i = 0; i < 90; i++) {
      int nearer = 0;
      for (int j = 0; j < 90; j++) {
        nearer += queries.dot(i, items, j) > queries.dot(i, items, i) ? 1 : 0;
      }
      assertThat(ranks[i]).as("row " + i).isEqualTo(nearer + 1);
    }
  }

  @Test
  void productsOfBlocksAreThoseOfTheRows() {
    Matrix x = normals(1100, 3);
    Matrix y = normals(1300, 3);
    boolean[] seen = new boolean[1100];
    RowProducts.visit(
        x,
        y,
        3,
        (i, products, start) -> {
          seen[i] = true;
          assertThat(products[start]).isCloseTo(x.dot(i, y, 0), within(1e-13));
          assertThat(products[start + 1299]).isCloseTo(x.dot(i, y, 1299), within(1e-13));
        });
    assertThat(seen).doesNotContain(false);
    RowProducts.visitUpper(
        x,
        3,
        (i, products, start) -> {
          for (int j = i + 1; j < 1100; j += 97) {
            assertThat(products[start + j]).isCloseTo(x.dot(i, x, j), within(1e-13));
          }
        });
  }

  private static List<Integer> list(int[] lists, int i, int k) {
    List<Integer> out = new ArrayList<>();
    for (int p = i * k; p < (i + 1) * k; p++) {
      out.add(lists[p]);
    }
    return out;
  }

  private static List<Integer> sorted(Matrix queries, int i, Matrix items, boolean others, int k) {
    List<Integer> rows = new ArrayList<>();
    for (int j = 0; j < items.rows(); j++) {
      if (!others || j != i) {
        rows.add(j);
      }
    }
    rows.sort(Comparator.comparingDouble(j -> -queries.dot(i, items, j)));
    return new ArrayList<>(rows.subList(0, k));
  }

  private static Matrix matrix(double[][] rows) {
    Matrix out = Matrix.zeros(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, out.values(), out.start(i), rows[i].length);
    }
    return out;
  }

  private Matrix normals(int n, int d) {
    return matrix(Samples.normals(n, d, random));
  }
}
