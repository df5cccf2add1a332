package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;

/** Assignments against the textbook algorithm, and what changes of the costs must do to them. */
class AssignmentPeerTest {
  /** Kuhn and Munkres with potentials, n at most m; the least total. */
  private static double peer(double[] cost, int n, int m) {
    double[] u = new double[n + 1];
    double[] v = new double[m + 1];
    int[] match = new int[m + 1];
    int[] way = new int[m + 1];
    for (int i = 1; i <= n; i++) {
      match[0] = i;
      int column = 0;
      double[] least = new double[m + 1];
      boolean[] used = new boolean[m + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      do {
        used[column] = true;
        int row = match[column];
        double delta = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= m; j++) {
          if (!used[j]) {
            double reduced = cost[(row - 1) * m + j - 1] - u[row] - v[j];
            if (reduced < least[j]) {
              least[j] = reduced;
              way[j] = column;
            }
            if (least[j] < delta) {
              delta = least[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= m; j++) {
          if (used[j]) {
            u[match[j]] += delta;
            v[j] -= delta;
          } else {
            least[j] -= delta;
          }
        }
        column = next;
      } while (match[column] != 0);
      while (column != 0) {
        match[column] = match[way[column]];
        column = way[column];
      }
    }
    double total = 0;
    for (int j = 1; j <= m; j++) {
      total += match[j] == 0 ? 0 : cost[(match[j] - 1) * m + j - 1];
    }
    return total;
  }

  private static double peerOfAnyShape(double[] cost, int n, int m) {
    return n <= m ? peer(cost, n, m) : peer(Matrices.transpose(cost, n, m), m, n);
  }

  private static double[] costs(String kind, long seed, int n, int m) {
    RandomStream stream = new RandomStream(seed);
    double[] points = Matrices.normal(seed + 1, (n + m) * 2);
    double[] out = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double dx = points[2 * i] - points[2 * (n + j)];
        double dy = points[2 * i + 1] - points[2 * (n + j) + 1];
        out[i * m + j] =
            switch (kind) {
              case "normal" -> stream.normal();
              case "distances" -> Math.sqrt(dx * dx + dy * dy);
              case "few" -> stream.below(3);
              case "popular" -> j < n / 2 ? stream.uniform() : 5 + stream.uniform();
              case "rank one" -> points[2 * i] * points[2 * (n + j)];
              default -> Math.exp(8 * stream.normal());
            };
      }
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "distances", "few", "popular", "rank one", "log-normal"})
  void totalsAreThoseOfThePeer(String kind) {
    int[][] shapes = {
      {1, 300}, {300, 1}, {2, 50}, {60, 60}, {61, 60}, {25, 400}, {400, 25}, {90, 99}
    };
    for (int[] shape : shapes) {
      int n = shape[0];
      int m = shape[1];
      long seed = 1000L * n + m;
      double[] cost = costs(kind, seed, n, m);
      double[] before = cost.clone();
      Assignment found = Assignment.minimum(cost, n, m);
      double expected = peerOfAnyShape(cost, n, m);
      double size = Arrays.stream(cost).map(Math::abs).max().orElse(0);
      String note = kind + ", " + n + " x " + m + ", seed " + seed;
      assertThat(found.total()).as(note).isCloseTo(expected, within(1e-11 * size * Math.min(n, m)));
      assertThat(cost).as(note).isEqualTo(before);
      long pairs = Arrays.stream(found.columns()).filter(j -> j >= 0).distinct().count();
      assertThat(pairs).as(note).isEqualTo(Math.min(n, m));
    }
  }

  /** Columns of no use may be thrown away, but never one that some row needs. */
  @ParameterizedTest
  @CsvSource({"1,4", "3,8", "3,9", "10,22", "10,23", "10,200", "40,5000"})
  void keptColumnsHoldABestAssignment(int n, int m) {
    for (String kind : new String[] {"popular", "rank one", "few", "distances"}) {
      double[] cost = costs(kind, m, n, m);
      double[][] table = new double[n][];
      for (int i = 0; i < n; i++) {
        table[i] = Arrays.copyOfRange(cost, i * m, (i + 1) * m);
      }
      int[] kept = CheapestColumns.of(table, m);
      String note = kind + ", " + n + " x " + m + ", seed " + m;
      if (kept.length == 0) {
        continue;
      }
      assertThat(kept).as(note).isSorted().hasSizeBetween(n + 1, m / 2);
      double[] small = new double[n * kept.length];
      for (int i = 0; i < n; i++) {
        double[] chosen = CheapestColumns.select(table[i], kept);
        for (int t = 0; t < kept.length; t++) {
          assertThat(chosen[t]).as(note).isEqualTo(table[i][kept[t]]);
        }
        System.arraycopy(chosen, 0, small, i * kept.length, kept.length);
      }
      assertThat(peer(small, n, kept.length)).as(note).isCloseTo(peer(cost, n, m), within(1e-9));
    }
  }

  @Test
  void theColumnsOfEqualRowsAreTheCheapest() {
    double[] row = {5, 1, 4, 1, 9, 8, 7, 6, 9, 9, 9, 9};
    double[][] table = {row, row.clone(), row.clone()};
    assertThat(CheapestColumns.of(table, 12)).containsExactly(0, 1, 2, 3);
    assertThat(CheapestColumns.of(table, 7)).as("half of 7 is less than 4").isEmpty();
    assertThat(CheapestColumns.of(new double[][] {{2, 2, 2, 2, 2}}, 5)).containsExactly(0, 1);
  }

  @Test
  void addingToARowOrScalingKeepsThePairs() {
    int n = 40;
    int m = 55;
    double[] cost = costs("normal", 3, n, m);
    Assignment plain = Assignment.minimum(cost, n, m);
    double[] moved = cost.clone();
    for (int t = 0; t < moved.length; t++) {
      int row = t / m;
      moved[t] += row;
    }
    assertThat(Assignment.minimum(moved, n, m).columns()).as("seed 3").isEqualTo(plain.columns());
    for (double power : new double[] {0x1p-1000, 0x1p-66, 0x1p66, 0x1p900}) {
      double[] scaled = Arrays.stream(cost).map(c -> c * power).toArray();
      Assignment found = Assignment.minimum(scaled, n, m);
      assertThat(found.columns()).as("seed 3, times " + power).isEqualTo(plain.columns());
      assertThat(found.total()).isEqualTo(plain.total() * power);
    }
  }

  @Test
  void reorderingRowsAndColumnsReordersThePairs() {
    int n = 30;
    int m = 70;
    double[] cost = costs("normal", 4, n, m);
    int[] rows = new RandomStream(5).permutation(n);
    int[] columns = new RandomStream(6).permutation(m);
    double[] other = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        other[i * m + j] = cost[rows[i] * m + columns[j]];
      }
    }
    int[] plain = Assignment.minimum(cost, n, m).columns();
    int[] found = Assignment.minimum(other, n, m).columns();
    for (int i = 0; i < n; i++) {
      assertThat(columns[found[i]]).as("seeds 4, 5, 6").isEqualTo(plain[rows[i]]);
    }
  }

  @Test
  void forbiddenPairsOfLongMatricesNameTheSideThatCannotBeServed() {
    double far = Double.POSITIVE_INFINITY;
    double[] wide = new double[2 * 9];
    Arrays.fill(wide, 9, 18, far);
    assertThatThrownBy(() -> Assignment.minimum(wide, 2, 9))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 1 of 2 x 9");
    assertThatThrownBy(() -> Assignment.minimum(Matrices.transpose(wide, 2, 9), 9, 2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("column 1 of 9 x 2");
    wide[17] = 3;
    assertThat(Assignment.minimum(wide, 2, 9).columns()).containsExactly(0, 8);
    double[] values = Arrays.stream(wide).map(c -> -c).toArray();
    assertThat(Assignment.maximum(values, 2, 9).columns()).containsExactly(0, 8);
  }

  @Test
  void floatsAreAssignedAsTheDoublesThatTheyAre() {
    double[] cost = Dense.doubles(Dense.of(DataType.FLOAT, costs("normal", 8, 25, 80), 25, 80));
    Assignment narrow = Assignment.minimum(Dense.of(DataType.FLOAT, cost, 25, 80));
    Assignment wide = Assignment.minimum(cost, 25, 80);
    assertThat(narrow.columns()).isEqualTo(wide.columns());
    assertThat(narrow.total()).isEqualTo(wide.total());
    assertThat(narrow.rowPrices()).isEqualTo(wide.rowPrices());
  }

  @Test
  void wrongSizesAreNamed() {
    assertThatThrownBy(() -> Assignment.minimum(new double[3], -1, 3))
        .isInstanceOf(InputException.class)
        .hasMessage("Assignment: rows: expected at least 0, got -1");
    assertThatThrownBy(() -> Assignment.maximum(new double[3], 3, -1))
        .hasMessage("Assignment: columns: expected at least 0, got -1");
    assertThatThrownBy(() -> Assignment.maximum(new double[3], 2, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Assignment: expected 2 x 2 values, got 3");
    assertThat(Assignment.minimum(new double[0], 0, 0).total()).isZero();
  }
}
