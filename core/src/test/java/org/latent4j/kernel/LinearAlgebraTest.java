package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.openblas.global.openblas_full;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class LinearAlgebraTest {
  private static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};

  private static double tolerance(DataType type) {
    return type == DataType.DOUBLE ? 1e-12 : 2e-4;
  }

  private static double[] gram(long seed, int n) {
    double[] x = Matrices.normal(seed, n * n);
    double[] gram = Matrices.multiply(x, Matrices.transpose(x, n, n), n, n, n);
    for (int i = 0; i < n; i++) {
      gram[i * n + i] += 1;
    }
    return gram;
  }

  private static double[] product(INDArray a, INDArray b) {
    return Matrices.multiply(
        Dense.doubles(a), Dense.doubles(b), (int) a.size(0), (int) a.size(1), (int) b.size(1));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,6", "6,1", "7,7", "30,11", "11,30"})
  void qrGivesTheMatrixBack(int m, int n) {
    for (DataType type : TYPES) {
      INDArray a = Matrices.normal(m + 50L * n, type, m, n);
      String note = type + " " + m + " x " + n;
      for (INDArray x : new INDArray[] {a, Matrices.view(a), Matrices.fortran(a)}) {
        Qr qr = Qr.of(x);
        int r = Math.min(m, n);
        assertThat(qr.q().shape()).containsExactly(m, r);
        assertThat(qr.r().shape()).containsExactly(r, n);
        assertThat(Matrices.orthonormality(qr.q())).as(note).isLessThan(tolerance(type));
        assertThat(Matrices.difference(product(qr.q(), qr.r()), Dense.doubles(a)))
            .as(note)
            .isLessThan(tolerance(type));
        double[] upper = Dense.doubles(qr.r());
        for (int i = 0; i < r; i++) {
          for (int j = 0; j < Math.min(i, n); j++) {
            assertThat(upper[i * n + j]).as(note).isZero();
          }
        }
      }
    }
  }

  @Test
  void qrOfNothingAndOfZero() {
    assertThat(Qr.of(Dense.zeros(DataType.FLOAT, 0, 3)).r().shape()).containsExactly(0, 3);
    Qr zero = Qr.of(new double[6], 3, 2);
    assertThat(Matrices.orthonormality(zero.q())).isLessThan(1e-15);
    assertThat(Dense.doubles(zero.r())).containsOnly(0.0);
    assertThat(Dense.doubles(Qr.of(new float[] {3, 4}, 2, 1).r())[0]).isCloseTo(-5, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 40})
  void eigenvectorsAreOrthonormalAndDiagonalise(int n) {
    for (DataType type : TYPES) {
      INDArray a = Dense.of(type, gram(n, n), n, n);
      for (INDArray x : new INDArray[] {a, Matrices.view(a), Matrices.fortran(a)}) {
        SymmetricEigen eigen = SymmetricEigen.of(x);
        double[] values = Dense.doubles(eigen.values());
        double[] v = Dense.doubles(eigen.vectors());
        double scale = values[n - 1];
        assertThat(Matrices.orthonormality(eigen.vectors())).isLessThan(tolerance(type));
        double[] scaled = v.clone();
        for (int i = 0; i < n * n; i++) {
          scaled[i] *= values[i % n];
        }
        assertThat(Matrices.difference(product(a, eigen.vectors()), scaled))
            .as(type + " n = " + n)
            .isLessThan(tolerance(type) * scale);
        assertThat(values).isSorted();
      }
    }
  }

  @Test
  void eigenvaluesOfAKnownMatrix() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {2, 1, 1, 2}, 2);
    assertThat(Dense.doubles(eigen.values())).containsExactly(new double[] {1, 3}, within(1e-15));
    assertThat(SymmetricEigen.of(new float[0], 0).values().length()).isZero();
    // Rounding is forgiven, and averaged.
    double[] nearly = {2, 1 + 1e-12, 1 - 1e-12, 2};
    assertThat(Dense.doubles(SymmetricEigen.of(nearly, 2).values())[1]).isCloseTo(3, within(1e-14));
  }

  @Test
  void refusesWhatIsNotSymmetric() {
    INDArray a = Dense.of(new double[] {2, 1, 0.5, 2}, 2, 2);
    assertThatThrownBy(() -> SymmetricEigen.of(a))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0.5 at row 1, column 0");
    assertThatThrownBy(() -> Cholesky.of(a)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> SymmetricEigen.of(Dense.zeros(DataType.FLOAT, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 3]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 40})
  void choleskyFactorAndSolution(int n) {
    for (DataType type : TYPES) {
      INDArray a = Dense.of(type, gram(n + 5L, n), n, n);
      INDArray b = Matrices.normal(n, type, n, 3);
      Cholesky factor = Cholesky.of(Matrices.fortran(a));
      double[] l = Dense.doubles(factor.lower());
      double scale = Dense.doubles(SymmetricEigen.of(a).values())[n - 1];
      assertThat(
              Matrices.difference(
                  Matrices.multiply(l, Matrices.transpose(l, n, n), n, n, n), Dense.doubles(a)))
          .as(type + " n = " + n)
          .isLessThan(tolerance(type) * scale);
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          assertThat(l[i * n + j]).isZero();
        }
      }
      INDArray x = factor.solve(Matrices.view(b));
      assertThat(Matrices.difference(product(a, x), Dense.doubles(b)))
          .as(type + " n = " + n)
          .isLessThan(tolerance(type) * scale);
      INDArray y = factor.solveLower(b);
      assertThat(Matrices.difference(product(factor.lower(), y), Dense.doubles(b)))
          .isLessThan(tolerance(type) * scale);
      double sum = 0;
      for (double value : Dense.doubles(SymmetricEigen.of(a).values())) {
        sum += Math.log(value);
      }
      assertThat(factor.logDeterminant()).isCloseTo(sum, within(1e-3));
    }
  }

  @Test
  void choleskyRefusesWhatIsNotPositiveDefinite() {
    assertThatThrownBy(() -> Cholesky.of(new double[] {1, 2, 2, 1}, 2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("pivot -3.0 at row 1");
    assertThatThrownBy(() -> Cholesky.of(new float[] {0, 0, 0, 1}, 2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("pivot 0.0 at row 0");
    Cholesky one = Cholesky.of(new double[] {4}, 1);
    assertThatThrownBy(() -> one.solve(Dense.zeros(DataType.DOUBLE, 2, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 1]");
    assertThatThrownBy(() -> one.solve(Dense.zeros(DataType.FLOAT, 1, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("FLOAT");
    assertThat(Cholesky.of(new double[0], 0).logDeterminant()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"20,6,6", "6,20,6", "15,8,3", "8,15,3", "5,5,5"})
  void leastSquaresIsThePseudoInverseTimesB(int m, int n, int rank) {
    for (DataType type : TYPES) {
      INDArray a = Matrices.ofRank(m + 3L, type, m, n, rank);
      INDArray b = Matrices.normal(m + 9L, type, m, 4);
      double[] expected = product(LinearAlgebra.pseudoInverse(a), b);
      INDArray x = LinearAlgebra.leastSquares(Matrices.view(a), Matrices.fortran(b));
      assertThat(x.shape()).containsExactly(n, 4);
      assertThat(Matrices.difference(Dense.doubles(x), expected))
          .as(type + " " + m + " x " + n)
          .isLessThan(tolerance(type) * 5);
    }
  }

  @Test
  void leastSquaresOfEmptySystems() {
    INDArray x =
        LinearAlgebra.leastSquares(
            Dense.zeros(DataType.FLOAT, 0, 3), Dense.zeros(DataType.FLOAT, 0, 2));
    assertThat(x.shape()).containsExactly(3, 2);
    assertThat(Dense.doubles(x)).containsOnly(0.0);
    assertThatThrownBy(
            () ->
                LinearAlgebra.leastSquares(
                    Dense.zeros(DataType.FLOAT, 4, 3), Dense.zeros(DataType.FLOAT, 5, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[4, p]")
        .hasMessageContaining("[5, 2]");
  }

  @Test
  void solvesRegularSystemsAndRefusesSingularOnes() {
    for (DataType type : TYPES) {
      INDArray a = Matrices.normal(12, type, 15, 15);
      INDArray b = Matrices.normal(13, type, 15, 2);
      INDArray x = LinearAlgebra.solve(a, b);
      assertThat(Matrices.difference(product(a, x), Dense.doubles(b)))
          .as(type + " seeds 12, 13")
          .isLessThan(tolerance(type) * 10);
      INDArray nearlySingular = Matrices.ofRank(14, type, 15, 15, 14);
      assertThatThrownBy(() -> LinearAlgebra.solve(nearlySingular, b))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("[15, 15] of reciprocal condition");
      assertThatThrownBy(() -> LinearAlgebra.solve(Dense.zeros(type, 15, 15), b))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("condition 0.0");
      assertThatThrownBy(() -> LinearAlgebra.solve(Matrices.normal(1, type, 15, 4), b))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("[15, 4]");
    }
  }

  @Test
  void nonFiniteValuesNeverReachLapack() {
    INDArray good = Dense.of(new double[] {1, 0, 0, 1}, 2, 2);
    INDArray bad = Dense.of(new double[] {1, 0, 0, Double.NaN}, 2, 2);
    List<Function<INDArray, Object>> operations =
        List.of(
            Svd::of,
            Qr::of,
            SymmetricEigen::of,
            Cholesky::of,
            LinearAlgebra::pseudoInverse,
            LinearAlgebra::condition,
            x -> RandomisedSvd.of(1, 1).decompose(x),
            x -> LinearAlgebra.leastSquares(x, good),
            x -> LinearAlgebra.leastSquares(good, x),
            x -> LinearAlgebra.solve(x, good),
            x -> LinearAlgebra.solve(good, x),
            x -> Cholesky.of(good).solve(x));
    for (int i = 0; i < operations.size(); i++) {
      Function<INDArray, ?> operation = operations.get(i);
      assertThatThrownBy(() -> operation.apply(bad))
          .as("operation " + i)
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("NaN at row 1, column 1");
      assertThat(operation.apply(good)).as("operation " + i).isNotNull();
    }
  }

  @Test
  void bitsDoNotDependOnTheThreadsOfOpenBlas() {
    int before = openblas_full.openblas_get_num_threads();
    INDArray a = Matrices.normal(40, DataType.FLOAT, 300, 280);
    try {
      openblas_full.openblas_set_num_threads(1);
      Svd one = Svd.of(a);
      INDArray q = Qr.of(a).q();
      openblas_full.openblas_set_num_threads(4);
      Svd four = Svd.of(a);
      assertThat(four.u()).isEqualTo(one.u());
      assertThat(four.vt()).isEqualTo(one.vt());
      assertThat(Qr.of(a).q()).isEqualTo(q);
      assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(4);
    } finally {
      openblas_full.openblas_set_num_threads(before);
    }
  }
}
