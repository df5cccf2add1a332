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

/** QR, Cholesky and eigenvalues of matrices whose factors are known in closed form. */
class FactorisationsTest {
  /**
   * Q and R of a full-rank tall matrix by Gram and Schmidt, twice for the digits; R's diagonal > 0.
   */
  private static double[][] gramSchmidt(double[] a, int m, int n) {
    double[] q = a.clone();
    double[] r = new double[n * n];
    for (int j = 0; j < n; j++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int p = 0; p < j; p++) {
          double dot = 0;
          for (int i = 0; i < m; i++) {
            dot += q[i * n + p] * q[i * n + j];
          }
          r[p * n + j] += dot;
          for (int i = 0; i < m; i++) {
            q[i * n + j] -= dot * q[i * n + p];
          }
        }
      }
      double norm = 0;
      for (int i = 0; i < m; i++) {
        norm += q[i * n + j] * q[i * n + j];
      }
      r[j * n + j] = Math.sqrt(norm);
      for (int i = 0; i < m; i++) {
        q[i * n + j] /= r[j * n + j];
      }
    }
    return new double[][] {q, r};
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,5", "40,1", "40,12", "200,30"})
  void qrIsThatOfGramAndSchmidtUpToSigns(int m, int n) {
    double[] a = Matrices.normal(m + n, m * n);
    double[][] expected = gramSchmidt(a, m, n);
    INDArray given = Dense.of(a, m, n);
    Qr qr = Qr.of(given);
    double[] q = Dense.doubles(qr.q());
    double[] r = Dense.doubles(qr.r());
    for (int j = 0; j < n; j++) {
      double sign = Math.signum(r[j * n + j]);
      for (int i = 0; i < m; i++) {
        q[i * n + j] *= sign;
      }
      for (int p = j; p < n; p++) {
        r[j * n + p] *= sign;
      }
    }
    String note = "seed " + (m + n);
    assertThat(Matrices.difference(q, expected[0])).as(note).isLessThan(1e-11);
    assertThat(Matrices.difference(r, expected[1])).as(note).isLessThan(1e-10);
    assertThat(Dense.doubles(given)).isEqualTo(a);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-150, 1e-20, 1e20, 1e150})
  void sizesFarFromOneScaleTheTriangleOnly(double size) {
    double power = Math.scalb(1.0, Math.getExponent(size));
    double[] a = Matrices.normal(3, 12 * 4);
    double[] scaled = Arrays.stream(a).map(v -> v * power).toArray();
    Qr plain = Qr.of(a, 12, 4);
    Qr other = Qr.of(scaled, 12, 4);
    double[] r = Arrays.stream(Dense.doubles(other.r())).map(v -> v / power).toArray();
    assertThat(Matrices.difference(Dense.doubles(other.q()), Dense.doubles(plain.q())))
        .isLessThan(1e-13);
    assertThat(Matrices.difference(r, Dense.doubles(plain.r()))).isLessThan(1e-13);
    float[] narrow = new float[48];
    for (int i = 0; i < 48; i++) {
      narrow[i] = (float) (a[i] * (size < 1 ? 0x1p-66 : 0x1p66));
    }
    assertThat(Matrices.orthonormality(Qr.of(narrow, 12, 4).q())).isLessThan(1e-6);
  }

  @Test
  void qOfDependentColumnsIsOrthonormalAllTheSame() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = Matrices.ofRank(4, type, 30, 10, 3);
      Qr qr = Qr.of(a);
      assertThat(Matrices.orthonormality(qr.q())).as(type + ", seed 4").isLessThan(1e-5);
      double[] r = Dense.doubles(qr.r());
      double below = Math.abs(r[5 * 10 + 5]) + Math.abs(r[9 * 10 + 9]);
      assertThat(below).as(type + ", seed 4").isLessThan(1e-4);
    }
  }

  /** The second difference matrix has eigenvalues 2 - 2 cos(pi j / (n + 1)). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 61})
  void eigenvaluesOfTheSecondDifference(int n) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i + 1 < n) {
        a[i * n + i + 1] = -1;
        a[(i + 1) * n + i] = -1;
      }
    }
    double[] expected = new double[n];
    Arrays.setAll(expected, j -> 2 - 2 * Math.cos(Math.PI * (j + 1) / (n + 1)));
    SymmetricEigen eigen = SymmetricEigen.of(a, n);
    assertThat(Dense.doubles(eigen.values())).containsExactly(expected, within(1e-13));
    // The vector of value j has entries sin(pi j i / (n + 1)), up to its length and sign.
    double[] v = Dense.doubles(eigen.vectors());
    for (int j = 0; j < n; j++) {
      double dot = 0;
      for (int i = 0; i < n; i++) {
        dot += v[i * n + j] * Math.sin(Math.PI * (j + 1) * (i + 1) / (n + 1));
      }
      assertThat(Math.abs(dot) * Math.sqrt(2.0 / (n + 1)))
          .as("vector " + j)
          .isCloseTo(1, within(1e-10));
    }
    // Its Cholesky factor is bidiagonal: l_ii² = (i + 2) / (i + 1).
    Cholesky factor = Cholesky.of(a, n);
    double[] l = Dense.doubles(factor.lower());
    for (int i = 0; i < n; i++) {
      assertThat(l[i * n + i] * l[i * n + i]).isCloseTo((i + 2.0) / (i + 1), within(1e-13));
      for (int j = 0; j + 1 < i; j++) {
        assertThat(l[i * n + j]).isZero();
      }
    }
    assertThat(factor.logDeterminant()).isCloseTo(Math.log(n + 1), within(1e-11));
  }

  @Test
  void equalNegativeAndZeroEigenvalues() {
    double[] ones = new double[25];
    Arrays.fill(ones, 1);
    double[] values = Dense.doubles(SymmetricEigen.of(ones, 5).values());
    assertThat(values).containsExactly(new double[] {0, 0, 0, 0, 5}, within(1e-14));
    double[] diagonal = {3, 0, 0, 0, -7, 0, 0, 0, 3};
    SymmetricEigen eigen = SymmetricEigen.of(diagonal, 3);
    assertThat(Dense.doubles(eigen.values())).containsExactly(-7, 3, 3);
    assertThat(Math.abs(eigen.vectors().getDouble(1, 0))).isEqualTo(1);
    assertThat(Dense.doubles(SymmetricEigen.of(new float[] {-2.5f}, 1).values()))
        .containsExactly(-2.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-20, 1e20, 1e300})
  void eigenvaluesOfExtremeMatrices(double size) {
    double[] a = {2 * size, size, size, 2 * size};
    double[] values = Dense.doubles(SymmetricEigen.of(a, 2).values());
    assertThat(values[0]).isCloseTo(size, within(1e-14 * size));
    assertThat(values[1]).isCloseTo(3 * size, within(1e-14 * size));
    double[] l = Dense.doubles(Cholesky.of(a, 2).lower());
    assertThat(l[0]).isCloseTo(Math.sqrt(2) * Math.sqrt(size), within(1e-14 * Math.sqrt(size)));
    assertThat(l[3]).isCloseTo(Math.sqrt(1.5) * Math.sqrt(size), within(1e-14 * Math.sqrt(size)));
  }

  @Test
  void traceAndSquaresAreThoseOfTheEigenvalues() {
    int n = 35;
    double[] x = Matrices.normal(6, n * n);
    double[] a = new double[n * n];
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = (x[i * n + j] + x[j * n + i]) / 2;
        squares += a[i * n + j] * a[i * n + j];
      }
      trace += a[i * n + i];
    }
    double[] values = Dense.doubles(SymmetricEigen.of(a, n).values());
    assertThat(Arrays.stream(values).sum()).as("seed 6").isCloseTo(trace, within(1e-11));
    assertThat(Arrays.stream(values).map(v -> v * v).sum()).isCloseTo(squares, within(1e-10));
    double[] sigma = Svd.of(a, n, n).sigma();
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    for (int i = 0; i < n; i++) {
      assertThat(sigma[i]).isCloseTo(sizes[n - 1 - i], within(1e-12));
    }
  }

  /** Asymmetry within the square root of the type's epsilon is rounding, beyond it an error. */
  @Test
  void asymmetryIsForgivenUpToItsLimit() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double limit = Math.sqrt(type == DataType.FLOAT ? 0x1p-23 : 0x1p-52) * 4;
      INDArray within = Dense.of(type, new double[] {4, 1, 1 + 0.9 * limit, 4}, 2, 2);
      assertThat(Dense.doubles(SymmetricEigen.of(within).values())[1])
          .isCloseTo(5 + 0.45 * limit, within(1e-6));
      INDArray beyond = Dense.of(type, new double[] {4, 1, 1 + 1.1 * limit, 4}, 2, 2);
      assertThatThrownBy(() -> SymmetricEigen.of(beyond))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("at row 1, column 0 and 1.0 across the diagonal");
    }
  }

  @Test
  void choleskySolvesForTheInverseAndForNothing() {
    int n = 20;
    double[] x = Matrices.normal(8, n * n);
    double[] a = Matrices.multiply(x, Matrices.transpose(x, n, n), n, n, n);
    for (int i = 0; i < n; i++) {
      a[i * n + i] += 3;
    }
    INDArray given = Dense.of(a, n, n);
    Cholesky factor = Cholesky.of(given);
    INDArray identity = Dense.of(Matrices.identity(n), n, n);
    double[] inverse = Dense.doubles(factor.solve(identity));
    assertThat(Matrices.difference(Matrices.multiply(a, inverse, n, n, n), Matrices.identity(n)))
        .as("seed 8")
        .isLessThan(1e-11);
    assertThat(Dense.doubles(identity)).isEqualTo(Matrices.identity(n));
    assertThat(Dense.doubles(given)).isEqualTo(a);
    assertThat(factor.solve(Dense.zeros(DataType.DOUBLE, n, 0)).shape()).containsExactly(n, 0);
    assertThatThrownBy(() -> factor.solveLower(Dense.zeros(DataType.DOUBLE, n)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Cholesky.solve: expected [n, d], got [20]");
    assertThatThrownBy(() -> Cholesky.of(Dense.zeros(DataType.FLOAT, 3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Cholesky: expected [n, n], got [3, 2]");
  }

  /** The determinant itself, 1e-200 to the 400th, would be zero. */
  @Test
  void logDeterminantsBeyondTheRange() {
    double[] a = new double[400 * 400];
    for (int i = 0; i < 400; i++) {
      a[i * 400 + i] = 1e-200;
    }
    assertThat(Cholesky.of(a, 400).logDeterminant())
        .isCloseTo(400 * Math.log(1e-200), within(1e-6));
  }
}
