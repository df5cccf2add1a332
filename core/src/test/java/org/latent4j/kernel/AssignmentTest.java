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
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class AssignmentTest {
  /** The least total by trying all; infinity where there is none. */
  private static double bruteForce(double[] costs, int n, int m) {
    return n <= m
        ? tryAll(costs, n, m, 0, new boolean[m])
        : tryAll(Matrices.transpose(costs, n, m), m, n, 0, new boolean[n]);
  }

  private static double tryAll(double[] costs, int n, int m, int row, boolean[] used) {
    if (row == n) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < m; j++) {
      if (!used[j]) {
        used[j] = true;
        best = Math.min(best, costs[row * m + j] + tryAll(costs, n, m, row + 1, used));
        used[j] = false;
      }
    }
    return best;
  }

  /** Checks that the pairs are one to one and that the prices prove them best. */
  private static void assertBest(double[] costs, int n, int m, Assignment found, double sign) {
    double scale = Arrays.stream(costs).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    double tolerance = 1e-11 * scale;
    boolean[] taken = new boolean[m];
    double total = 0;
    double dual = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      int j = found.columns()[i];
      dual += found.rowPrices()[i];
      if (j < 0) {
        assertThat(found.rowPrices()[i]).isZero();
        continue;
      }
      assertThat(taken[j]).as("column " + j).isFalse();
      taken[j] = true;
      pairs++;
      total += costs[i * m + j];
    }
    for (int j = 0; j < m; j++) {
      dual += found.columnPrices()[j];
      if (!taken[j]) {
        assertThat(found.columnPrices()[j]).isZero();
      }
    }
    assertThat(pairs).isEqualTo(Math.min(n, m));
    double[] longer = n > m ? found.rowPrices() : found.columnPrices();
    for (double price : longer) {
      assertThat(sign * price).isLessThanOrEqualTo(0);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double slack = sign * (costs[i * m + j] - found.rowPrices()[i] - found.columnPrices()[j]);
        if (slack < -tolerance) {
          throw new AssertionError("slack " + slack + " at " + i + ", " + j);
        }
      }
    }
    assertThat(found.total()).isCloseTo(total, within(tolerance * (n + 1)));
    assertThat(dual).isCloseTo(total, within(tolerance * (n + m)));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,5", "5,1", "2,2", "4,4", "6,6", "3,7", "7,3", "5,8", "8,5"})
  void isTheBestOfAll(int n, int m) {
    for (long seed = 0; seed < 30; seed++) {
      RandomStream stream = new RandomStream(seed);
      double[] costs = new double[n * m];
      for (int i = 0; i < costs.length; i++) {
        // Odd seeds have many ties.
        costs[i] = seed % 2 == 0 ? stream.normal() : stream.below(4);
      }
      String note = "seed " + seed;
      double best = bruteForce(costs, n, m);
      Assignment least = Assignment.minimum(costs, n, m);
      assertThat(least.total()).as(note).isCloseTo(best, within(1e-12));
      assertBest(costs, n, m, least, 1);
      double[] negative = Arrays.stream(costs).map(c -> -c).toArray();
      Assignment greatest = Assignment.maximum(negative, n, m);
      assertThat(greatest.columns()).as(note).isEqualTo(least.columns());
      assertThat(greatest.total()).as(note).isCloseTo(-best, within(1e-12));
      assertBest(negative, n, m, greatest, -1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"uniform", "integers", "product", "negative product", "equal rows", "same"})
  void pricesProveLargerOnes(String kind) {
    for (int[] shape : new int[][] {{120, 120}, {90, 260}, {260, 90}}) {
      int n = shape[0];
      int m = shape[1];
      RandomStream stream = new RandomStream(n);
      double[] costs = new double[n * m];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          costs[i * m + j] =
              switch (kind) {
                case "uniform" -> stream.uniform();
                case "integers" -> stream.below(50);
                case "product" -> (i + 1.0) * (j + 1);
                case "negative product" -> -(i + 1.0) * (j + 1);
                case "equal rows" -> (j * 37 % m) / 7.0;
                default -> 3;
              };
        }
      }
      assertBest(costs, n, m, Assignment.minimum(costs, n, m), 1);
      assertBest(costs, n, m, Assignment.maximum(costs, n, m), -1);
    }
  }

  @Test
  void findsAPlantedPermutation() {
    int n = 300;
    int[] planted = new RandomStream(9).permutation(n);
    float[] x = new RandomStream(10).normals(n * 32);
    double[] products = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        products[i * n + j] = Kernels.dot(x, i * 32, x, planted[j] * 32, 32);
      }
    }
    int[] columns = Assignment.maximum(Dense.of(DataType.FLOAT, products, n, n)).columns();
    for (int i = 0; i < n; i++) {
      assertThat(planted[columns[i]]).as("seeds 9, 10").isEqualTo(i);
    }
  }

  @Test
  void infiniteCostsForbidPairs() {
    double far = Double.POSITIVE_INFINITY;
    for (long seed = 0; seed < 60; seed++) {
      RandomStream stream = new RandomStream(seed);
      int n = 2 + stream.below(4);
      int m = 2 + stream.below(4);
      double[] costs = new double[n * m];
      for (int i = 0; i < costs.length; i++) {
        costs[i] = stream.below(3) == 0 ? stream.below(9) : stream.below(2) == 0 ? far : 1;
      }
      double best = bruteForce(costs, n, m);
      if (Double.isInfinite(best)) {
        assertThatThrownBy(() -> Assignment.minimum(costs, n, m))
            .as("seed " + seed)
            .isInstanceOf(InputException.class)
            .hasMessageContaining(n + " x " + m);
      } else {
        assertThat(Assignment.minimum(costs, n, m).total()).as("seed " + seed).isEqualTo(best);
      }
    }
    double[] values = {-far, 2, 3, -far};
    assertThat(Assignment.maximum(values, 2, 2).columns()).containsExactly(1, 0);
    assertThatThrownBy(() -> Assignment.minimum(new double[] {far, far, 1, 1}, 2, 2))
        .hasMessageContaining("row 0");
  }

  @Test
  void viewsFortranOrderAndTypes() {
    INDArray costs = Matrices.normal(5, DataType.FLOAT, 20, 31);
    Assignment dense = Assignment.minimum(costs);
    assertThat(Assignment.minimum(Matrices.view(costs)).columns()).isEqualTo(dense.columns());
    assertThat(Assignment.minimum(Matrices.fortran(costs)).columns()).isEqualTo(dense.columns());
    assertThat(Assignment.minimum(Dense.doubles(costs), 20, 31).total()).isEqualTo(dense.total());
    Assignment transposed = Assignment.minimum(costs.transpose());
    for (int i = 0; i < 20; i++) {
      assertThat(transposed.columns()[dense.columns()[i]]).isEqualTo(i);
    }
  }

  @Test
  void emptyAndBadInput() {
    assertThat(Assignment.minimum(Dense.zeros(DataType.FLOAT, 0, 3)).columns()).isEmpty();
    Assignment none = Assignment.maximum(Dense.zeros(DataType.DOUBLE, 3, 0));
    assertThat(none.columns()).containsExactly(-1, -1, -1);
    assertThat(none.total()).isZero();
    double[] costs = {1, 2, Double.NaN, 4};
    assertThatThrownBy(() -> Assignment.minimum(costs, 2, 2))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("NaN at row 1, column 0");
    costs[2] = Double.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> Assignment.minimum(Dense.of(costs, 2, 2)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("-Infinity at row 1, column 0");
    costs[2] = Double.POSITIVE_INFINITY;
    assertThatThrownBy(() -> Assignment.maximum(costs, 2, 2))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("Infinity at row 1, column 0");
    assertThatThrownBy(() -> Assignment.minimum(costs, 3, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got 4");
    assertThatThrownBy(() -> Assignment.minimum(Dense.zeros(DataType.FLOAT, 3)))
        .isInstanceOf(ShapeException.class);
  }
}
