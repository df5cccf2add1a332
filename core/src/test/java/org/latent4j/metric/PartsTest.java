package org.latent4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

/** What the indices are made of. */
class PartsTest {
  private final RandomStream random = new RandomStream(23);

  @Test
  void equalValuesShareTheirMeanRank() {
    double[] values = {3, 1, 3, -0.0, 0.0, 3};
    assertThat(Correlation.ranks(values, 2)).containsExactly(5, 3, 5, 1.5, 1.5, 5);
    double[] rounded = {-1, Math.nextUp(0.5), 0.5, Math.nextDown(0.5), 1};
    assertThat(Correlation.ranks(rounded, 2)).containsExactly(1, 3, 3, 3, 5);
    assertThat(Correlation.ranks(new double[100_000], 2)).containsOnly(50_000.5);
  }

  @Test
  void constantListsHaveNoCorrelation() {
    double[] constant = {0.1, 0.1, 0.1};
    double[] other = {1, 2, 4};
    assertThat(Correlation.pearson(constant, other, 1).number()).isNaN();
    assertThat(Correlation.spearman(other, constant, 1).note()).contains("alike");
    assertThat(Correlation.pearson(new double[0], new double[0], 1).number()).isNaN();
    assertThat(Correlation.spearman(other, new double[] {2, 3, 9}, 1).number())
        .isCloseTo(1, within(1e-15));
  }

  @Test
  void trianglesAddressTheirEntries() {
    Triangle triangle = new Triangle(new double[] {1, 2, 3, 4, 5, 6}, 4);
    assertThat(triangle.values()[triangle.start(0) + 1]).isEqualTo(1);
    assertThat(triangle.values()[triangle.start(1) + 2]).isEqualTo(4);
    assertThat(triangle.values()[triangle.start(2) + 3]).isEqualTo(6);
    assertThat(triangle.rowSums(2)).containsExactly(6, 10, 12, 14);
    int last = Triangle.MOST_ROWS - 2;
    int n = Triangle.MOST_ROWS;
    assertThat(new Triangle(new double[0], n).start(last) + n - 1L).isEqualTo(n * (n - 1L) / 2 - 1);
  }

  @Test
  void tooManyRowsForATriangleAreRefused() {
    Matrix many = Matrix.zeros(Triangle.MOST_ROWS + 1, 1);
    assertThatThrownBy(() -> Triangle.products(many, 1)).hasMessageContaining("65537 rows");
  }

  @Test
  void distancesOfNearRowsKeepTheirDigits() {
    Matrix x = Matrix.zeros(3, 2);
    x.values()[0] = 1e8;
    x.values()[2] = 1e8;
    x.values()[3] = 1e-8;
    Triangle squares = Triangle.squaredDistances(x, 1);
    assertThat(squares.values()[0]).isCloseTo(1e-16, within(1e-30));
    assertThat(squares.values()[1]).isEqualTo(1e16);
  }

  @Test
  void equalRowsHaveEqualEntriesToTheLastBit() {
    Matrix x = new Matrix(normals(40 * 33), 40, 33);
    for (int i = 20; i < 40; i++) {
      System.arraycopy(x.values(), x.start(i - 20), x.values(), x.start(i), 33);
    }
    Triangle squares = Triangle.squaredDistances(x, 2);
    Triangle products = Triangle.products(UnitRows.of(x), 2);
    for (int i = 0; i < 20; i++) {
      assertThat(squares.values()[squares.start(i) + i + 20]).isZero();
      for (int j = i + 1; j < 20; j++) {
        for (Triangle triangle : new Triangle[] {squares, products}) {
          double entry = triangle.values()[triangle.start(i) + j];
          assertThat(triangle.values()[triangle.start(i) + j + 20]).isEqualTo(entry);
          assertThat(triangle.values()[triangle.start(j) + i + 20]).isEqualTo(entry);
          assertThat(triangle.values()[triangle.start(i + 20) + j + 20]).isEqualTo(entry);
        }
      }
    }
  }

  @Test
  void unitRowsDoNotDependOnTheScale() {
    Matrix x = new Matrix(normals(12), 3, 4);
    for (double factor : new double[] {1e-300, 1e-20, 1e300}) {
      double[] scaled = x.values().clone();
      for (int p = 0; p < scaled.length; p++) {
        scaled[p] *= factor;
      }
      double[] unit = UnitRows.of(new Matrix(scaled, 3, 4)).values();
      double[] expected = UnitRows.of(x).values();
      for (int p = 0; p < unit.length; p++) {
        assertThat(unit[p]).as("times " + factor).isCloseTo(expected[p], within(1e-15));
      }
    }
    Matrix tiny = new Matrix(new double[] {Double.MIN_VALUE, 0, 0, 0}, 2, 2);
    assertThat(UnitRows.of(tiny).values()).containsExactly(1, 0, 0, 0);
    assertThat(UnitRows.zeros(UnitRows.of(tiny))).isEqualTo(1);
  }

  @Test
  void centredRowsOfEqualValuesAreExactlyZero() {
    Matrix x = new Matrix(new double[] {0.1, 0.1, 0.1, 0.1, 0.2, 0.3}, 2, 3);
    double[] unit = UnitRows.ofRowCentred(x).values();
    assertThat(unit[0]).isZero();
    assertThat(unit[1]).isZero();
    assertThat(unit[2]).isZero();
    assertThat(unit[3]).isCloseTo(-Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void listsAreComparedByHand() {
    int[] a = {9, 9, 1, 2, 3, 4};
    int[] b = {9, 9, 2, 1, 4, 5};
    assertThat(NeighbourLists.shared(a, b, 2, 4)).isEqualTo(3);
    assertThat(NeighbourLists.position(b, 2, 4, 4)).isEqualTo(2);
    assertThat(NeighbourLists.position(b, 2, 4, 9)).isEqualTo(-1);
    assertThat(NeighbourLists.commonSubsequence(a, b, 2, 4)).isEqualTo(2);
    assertThat(NeighbourLists.editDistance(a, b, 2, 4)).isEqualTo(3);
    assertThat(NeighbourLists.union(a, b, 2, 4)).containsExactly(1, 2, 3, 4, 5);
    // Ranks (1, 2), (2, 1), (4, 3).
    double expected = (2.0 / (2 * 3) + 2.0 / (2 * 3) + 2.0 / (2 * 7)) / (1 + 0.5 + 1.0 / 3);
    assertThat(NeighbourLists.rankSimilarity(a, b, 2, 4)).isCloseTo(expected, within(1e-15));
    assertThat(NeighbourLists.rankSimilarity(a, b, 0, 1)).isEqualTo(1);
    assertThat(NeighbourLists.rankSimilarity(a, b, 4, 1)).isZero();
  }

  @Test
  void ranksCountTiesByHalf() {
    Matrix queries = new Matrix(new double[] {1, 0, 0, 1, 1, 0}, 3, 2);
    Matrix items = new Matrix(new double[] {1, 0, 1, 0, 0, 1}, 3, 2);
    assertThat(PairRanks.of(queries, items, 1)).containsExactly(1.5, 2.5, 3);
  }

  private double[] normals(int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.normal();
    }
    return out;
  }
}
