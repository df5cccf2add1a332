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
import org.nd4j.linalg.api.ndarray.INDArray;

/** Systems whose solutions are known, and what marks a solution as the one of least squares. */
class LeastSquaresTest {
  private static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};

  @Test
  void aPolynomialIsFoundFromItsValues() {
    double[] coefficients = {2, -1, 0.5, 3};
    double[] a = new double[30 * 4];
    double[] b = new double[30];
    for (int i = 0; i < 30; i++) {
      double t = i / 15.0 - 1;
      for (int p = 0; p < 4; p++) {
        a[i * 4 + p] = Math.pow(t, p);
        b[i] += coefficients[p] * a[i * 4 + p];
      }
    }
    for (DataType type : TYPES) {
      INDArray x = LinearAlgebra.leastSquares(Dense.of(type, a, 30, 4), Dense.of(type, b, 30, 1));
      assertThat(Dense.doubles(x))
          .as("" + type)
          .containsExactly(coefficients, within(type == DataType.FLOAT ? 1e-5 : 1e-13));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "12,3,1", "50,20,7", "9,9,2", "300,2,3"})
  void theResidualIsAtRightAnglesToTheColumns(int m, int n, int p) {
    for (DataType type : TYPES) {
      INDArray a = Matrices.normal(m + n, type, m, n);
      INDArray b = Matrices.normal(m + n + 1L, type, m, p);
      double[] beforeA = Dense.doubles(a);
      double[] beforeB = Dense.doubles(b);
      double[] x = Dense.doubles(LinearAlgebra.leastSquares(a, b));
      double[] residual = Matrices.multiply(beforeA, x, m, n, p);
      for (int t = 0; t < residual.length; t++) {
        residual[t] -= beforeB[t];
      }
      double[] inner = Matrices.multiply(Matrices.transpose(beforeA, m, n), residual, n, m, p);
      assertThat(Matrices.difference(inner, new double[n * p]))
          .as("%s, seed %d", type, m + n)
          .isLessThan(type == DataType.FLOAT ? 2e-3 : 1e-11);
      assertThat(Dense.doubles(a)).isEqualTo(beforeA);
      assertThat(Dense.doubles(b)).isEqualTo(beforeB);
    }
  }

  /**
   * Of all solutions the smallest: it lies in the row space, where adding from outside lengthens.
   */
  @ParameterizedTest
  @CsvSource({"3,10", "1,6", "8,9"})
  void underdeterminedSystemsGetTheShortestSolution(int m, int n) {
    double[] a = Matrices.normal(m * 7L + n, m * n);
    double[] b = Matrices.normal(m * 7L + n + 1, m);
    double[] x = Dense.doubles(LinearAlgebra.leastSquares(Dense.of(a, m, n), Dense.of(b, m, 1)));
    String note = "seed " + (m * 7L + n);
    assertThat(Matrices.difference(Matrices.multiply(a, x, m, n, 1), b)).as(note).isLessThan(1e-12);
    // x = Aᵀ (A Aᵀ)⁻¹ b
    double[] gram = Matrices.multiply(a, Matrices.transpose(a, m, n), m, n, m);
    double[] y = Dense.doubles(Cholesky.of(gram, m).solve(Dense.of(b, m, 1)));
    double[] shortest = Matrices.multiply(Matrices.transpose(a, m, n), y, n, m, 1);
    assertThat(Matrices.difference(x, shortest)).as(note).isLessThan(1e-10);
  }

  @Test
  void equalColumnsShareTheWeight() {
    double[] a = {1, 1, 2, 2, 3, 3};
    for (DataType type : TYPES) {
      INDArray b = Dense.of(type, new double[] {4, 8, 12}, 3, 1);
      INDArray x = LinearAlgebra.leastSquares(Dense.of(type, a, 3, 2), b);
      assertThat(Dense.doubles(x)).containsExactly(new double[] {2, 2}, within(1e-5));
    }
    INDArray none =
        LinearAlgebra.leastSquares(
            Dense.zeros(DataType.DOUBLE, 3, 2), Dense.of(new double[] {1, 2, 3}, 3, 1));
    assertThat(Dense.doubles(none)).containsExactly(0, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-20, 1e20, 1e200})
  void theScaleOfASystemDoesNotMatter(double size) {
    double power = Math.scalb(1.0, Math.getExponent(size));
    double[] a = Matrices.normal(5, 12 * 4);
    double[] b = Matrices.normal(6, 12);
    double[] scaled = Arrays.stream(a).map(v -> v * power).toArray();
    double[] expected =
        Dense.doubles(LinearAlgebra.leastSquares(Dense.of(a, 12, 4), Dense.of(b, 12, 1)));
    double[] found =
        Dense.doubles(LinearAlgebra.leastSquares(Dense.of(scaled, 12, 4), Dense.of(b, 12, 1)));
    for (int i = 0; i < 4; i++) {
      assertThat(found[i] * power).as("seeds 5, 6").isCloseTo(expected[i], within(1e-12));
    }
    double[] square = Arrays.copyOf(scaled, 16);
    double[] x =
        Dense.doubles(
            LinearAlgebra.solve(
                Dense.of(square, 4, 4),
                Dense.of(b, 12, 1)
                    .dup()
                    .get(
                        org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 4),
                        org.nd4j.linalg.indexing.NDArrayIndex.all())));
    double[] product = Matrices.multiply(square, x, 4, 4, 1);
    assertThat(product).containsExactly(Arrays.copyOf(b, 4), within(1e-11));
  }

  @Test
  void solutionsByPermutationsAndTriangles() {
    // Zeros on the diagonal need pivots.
    double[] a = {0, 0, 2, 1, 0, 0, 0, 4, 0};
    double[] x =
        Dense.doubles(
            LinearAlgebra.solve(Dense.of(a, 3, 3), Dense.of(new double[] {6, 5, 8}, 3, 1)));
    assertThat(x).containsExactly(5, 2, 3);
    double[] upper = {1, 5, -2, 0, 2, 4, 0, 0, 8};
    INDArray b = Matrices.view(Dense.of(new double[] {1, 2, 10, 0, 16, 8}, 3, 2));
    INDArray found = LinearAlgebra.solve(Matrices.fortran(Dense.of(upper, 3, 3)), b);
    double[] back = Matrices.multiply(upper, Dense.doubles(found), 3, 3, 2);
    assertThat(back).containsExactly(new double[] {1, 2, 10, 0, 16, 8}, within(1e-14));
    assertThat(Dense.doubles(b)).containsExactly(1, 2, 10, 0, 16, 8);
  }

  @Test
  void rankAndConditionOfKnownMatrices() {
    double[] graded = new double[36];
    for (int i = 0; i < 6; i++) {
      graded[i * 6 + i] = Math.pow(10, -3 * i);
    }
    INDArray wide = Dense.of(graded, 6, 6);
    assertThat(LinearAlgebra.condition(wide)).isCloseTo(1e15, within(1e3));
    assertThat(LinearAlgebra.rank(wide)).as("1e-15 is above 6 eps").isEqualTo(5);
    assertThat(Svd.of(wide).rank(1e-7)).isEqualTo(3);
    assertThat(LinearAlgebra.rank(wide.castTo(DataType.FLOAT))).as("6 eps are 7e-7").isEqualTo(3);
    assertThat(Svd.of(wide).cutoff()).isEqualTo(6 * 0x1p-52);
    // The condition of the Hilbert matrix of order 5 is 476607.25.
    double[] hilbert = new double[25];
    Arrays.setAll(hilbert, t -> 1.0 / (t / 5 + t % 5 + 1));
    assertThat(LinearAlgebra.condition(Dense.of(hilbert, 5, 5))).isCloseTo(476607.25, within(0.01));
  }

  @Test
  void pseudoInversesOfRegularWideAndTallMatrices() {
    for (int[] shape : new int[][] {{6, 6}, {4, 9}, {9, 4}}) {
      int m = shape[0];
      int n = shape[1];
      double[] a = Matrices.normal(m, m * n);
      double[] p = Dense.doubles(LinearAlgebra.pseudoInverse(Dense.of(a, m, n)));
      int r = Math.min(m, n);
      double[] one = m <= n ? Matrices.multiply(a, p, m, n, m) : Matrices.multiply(p, a, n, m, n);
      assertThat(Matrices.difference(one, Matrices.identity(r))).as("seed " + m).isLessThan(1e-12);
      double[] again = Dense.doubles(LinearAlgebra.pseudoInverse(Dense.of(p, n, m)));
      assertThat(Matrices.difference(again, a)).as("seed " + m).isLessThan(1e-12);
    }
    assertThat(LinearAlgebra.pseudoInverse(Dense.zeros(DataType.FLOAT, 0, 3)).shape())
        .containsExactly(3, 0);
  }

  @Test
  void wrongSystemsAreNamed() {
    INDArray a = Matrices.normal(1, DataType.DOUBLE, 3, 3);
    assertThatThrownBy(() -> LinearAlgebra.solve(a, Dense.zeros(DataType.DOUBLE, 2, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("LinearAlgebra.solve: expected [3, p], got [2, 1]");
    assertThatThrownBy(() -> LinearAlgebra.leastSquares(a, Dense.zeros(DataType.FLOAT, 3, 1)))
        .isInstanceOf(InputException.class)
        .hasMessage("LinearAlgebra.leastSquares: expected DOUBLE, got FLOAT");
    assertThatThrownBy(() -> LinearAlgebra.leastSquares(a, Dense.zeros(DataType.DOUBLE, 3)))
        .isInstanceOf(ShapeException.class);
    assertThat(LinearAlgebra.solve(a, Dense.zeros(DataType.DOUBLE, 3, 0)).shape())
        .containsExactly(3, 0);
  }
}
