package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SvdTest {
  private static double tolerance(DataType type) {
    return type == DataType.DOUBLE ? 1e-13 : 1e-5;
  }

  /** U diag(s) Vᵀ by plain loops. */
  private static double[] rebuild(Svd svd) {
    int m = (int) svd.u().size(0);
    int r = (int) svd.u().size(1);
    int n = (int) svd.vt().size(1);
    double[] u = Dense.doubles(svd.u());
    double[] s = svd.sigma();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < r; j++) {
        u[i * r + j] *= s[j];
      }
    }
    return Matrices.multiply(u, Dense.doubles(svd.vt()), m, r, n);
  }

  private static void check(INDArray a, Svd svd, String note) {
    double tolerance = tolerance(a.dataType()) * Math.max(1, svd.sigma()[0]);
    assertThat(Matrices.difference(rebuild(svd), Dense.doubles(a))).as(note).isLessThan(tolerance);
    assertThat(Matrices.orthonormality(svd.u())).as(note).isLessThan(tolerance(a.dataType()));
    assertThat(Matrices.orthonormality(svd.vt().transpose()))
        .as(note)
        .isLessThan(tolerance(a.dataType()));
    double[] s = svd.sigma();
    for (int i = 1; i < s.length; i++) {
      assertThat(s[i]).as(note).isBetween(0.0, s[i - 1]);
    }
    assertThat(svd.u().dataType()).isEqualTo(a.dataType());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "5,5", "40,13", "13,40", "100,64"})
  void productOfTheFactorsIsTheMatrix(int m, int n) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = Matrices.normal(m * 31L + n, type, m, n);
      INDArray before = a.dup();
      Svd svd = Svd.of(a);
      check(a, svd, type + " " + m + " x " + n + ", seed " + (m * 31L + n));
      assertThat(svd.u().shape()).containsExactly(m, Math.min(m, n));
      assertThat(svd.vt().shape()).containsExactly(Math.min(m, n), n);
      assertThat(a).isEqualTo(before);
      assertThat(svd.rank()).isEqualTo(Math.min(m, n));
    }
  }

  @Test
  void singularValuesOfAKnownMatrix() {
    // [[3, 0], [4, 5]] has singular values sqrt(45) and sqrt(5).
    double[] a = {3, 0, 4, 5};
    assertThat(Svd.of(a, 2, 2).sigma())
        .containsExactly(new double[] {Math.sqrt(45), Math.sqrt(5)}, within(1e-14));
    assertThat(Svd.of(new float[] {3, 0, 4, 5}, 2, 2).condition()).isCloseTo(3, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void viewsAndFortranOrderGiveTheSameBits(DataType type) {
    INDArray a = Matrices.normal(3, type, 17, 9);
    Svd dense = Svd.of(a);
    for (INDArray other : new INDArray[] {Matrices.view(a), Matrices.fortran(a)}) {
      Svd svd = Svd.of(other);
      assertThat(svd.u()).isEqualTo(dense.u());
      assertThat(svd.sigma()).isEqualTo(dense.sigma());
      assertThat(svd.vt()).isEqualTo(dense.vt());
    }
  }

  @Test
  void emptyAndZeroMatrices() {
    Svd none = Svd.of(Dense.zeros(DataType.FLOAT, 0, 4));
    assertThat(none.vt().shape()).containsExactly(0, 4);
    assertThat(none.rank()).isZero();
    assertThatThrownBy(none::condition)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[0, 4]");
    Svd zero = Svd.of(Dense.zeros(DataType.DOUBLE, 5, 3));
    assertThat(zero.rank()).isZero();
    assertThat(zero.condition()).isInfinite();
    assertThat(Dense.doubles(zero.pseudoInverse())).containsOnly(0.0);
  }

  @Test
  void refusesBadInput() {
    INDArray a = Matrices.normal(4, DataType.FLOAT, 4, 3);
    a.putScalar(2, 1, Float.NaN);
    assertThatThrownBy(() -> Svd.of(a))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 2, column 1");
    a.putScalar(2, 1, Float.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> Svd.of(a)).isInstanceOf(NonFiniteException.class);
    assertThatThrownBy(() -> Svd.of(Dense.zeros(DataType.FLOAT, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3]");
    assertThatThrownBy(() -> Svd.of(Nd4j.ones(DataType.INT32, 2, 2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("INT");
    assertThatThrownBy(() -> Svd.of(new double[5], 2, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("5");
  }

  @Test
  void fallsBackToTheSlowerAlgorithm() {
    INDArray a = Matrices.normal(5, DataType.FLOAT, 30, 20);
    boolean[] tried = new boolean[2];
    Svd svd =
        Svd.of(
            a,
            (divide, x, u, s, vt) -> {
              tried[divide ? 0 : 1] = true;
              if (divide) {
                x.assign(3); // A failed run leaves the matrix destroyed.
                return 7;
              }
              return Lapack.svd(false, x, u, s, vt);
            });
    assertThat(tried).containsExactly(true, true);
    check(a, svd, "gesvd, seed 5");
    assertThat(svd.sigma()).containsExactly(Svd.of(a).sigma(), within(1e-4));
    assertThatThrownBy(() -> Svd.of(a, (divide, x, u, s, vt) -> 7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[30, 20]")
        .hasMessageContaining("info 7");
  }

  @ParameterizedTest
  @CsvSource({"8,5,5", "5,8,5", "12,9,4", "6,6,3"})
  void pseudoInverseMeetsPenroseConditions(int m, int n, int rank) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double tolerance = type == DataType.DOUBLE ? 1e-12 : 2e-4;
      String note = type + " seed " + m;
      INDArray matrix = Matrices.ofRank(m, type, m, n, rank);
      assertThat(LinearAlgebra.rank(matrix)).as(note).isEqualTo(rank);
      double[] a = Dense.doubles(matrix);
      double[] p = Dense.doubles(LinearAlgebra.pseudoInverse(matrix));
      double[] ap = Matrices.multiply(a, p, m, n, m);
      double[] pa = Matrices.multiply(p, a, n, m, n);
      assertThat(Matrices.difference(Matrices.multiply(ap, a, m, m, n), a))
          .as(note)
          .isLessThan(tolerance);
      assertThat(Matrices.difference(Matrices.multiply(pa, p, n, n, m), p))
          .as(note)
          .isLessThan(tolerance);
      assertThat(Matrices.difference(ap, Matrices.transpose(ap, m, m))).isLessThan(tolerance);
      assertThat(Matrices.difference(pa, Matrices.transpose(pa, n, n))).isLessThan(tolerance);
    }
  }

  @Test
  void pseudoInverseDropsWhatLiesBelowTheCutoff() {
    double[] a = {1, 0, 0, 1e-17};
    INDArray inverse = LinearAlgebra.pseudoInverse(Dense.of(a, 2, 2));
    assertThat(Dense.doubles(inverse)).containsExactly(1, 0, 0, 0);
    double[] b = {1, 0, 0, 1e-12};
    assertThat(Dense.doubles(LinearAlgebra.pseudoInverse(Dense.of(b, 2, 2)))[3])
        .isCloseTo(1e12, within(1.0));
  }

  @ParameterizedTest
  @CsvSource({"6,6", "9,4", "4,9"})
  void polarFactorOfAProductIsItsOrthogonalPart(int m, int n) {
    // A = Q P with Q orthonormal and P positive definite (on the right for m >= n).
    int r = Math.min(m, n);
    INDArray q = Qr.of(Matrices.normal(21, DataType.DOUBLE, Math.max(m, n), r)).q();
    double[] x = Matrices.normal(22, r * r);
    double[] p = Matrices.multiply(x, Matrices.transpose(x, r, r), r, r, r);
    int longer = Math.max(m, n);
    double[] tall = Matrices.multiply(Dense.doubles(q), p, longer, r, r);
    double[] expected = Dense.doubles(q);
    boolean wide = m < n;
    INDArray a = Dense.of(wide ? Matrices.transpose(tall, longer, r) : tall, m, n);
    double[] polar = Dense.doubles(LinearAlgebra.polarFactor(a));
    assertThat(
            Matrices.difference(polar, wide ? Matrices.transpose(expected, longer, r) : expected))
        .isLessThan(1e-12);
  }

  @Test
  void randomisedFindsTheLeadingPart() {
    INDArray a = Matrices.ofRank(31, DataType.FLOAT, 300, 120, 8);
    Svd full = Svd.of(a);
    Svd svd = new RandomisedSvd(8, 5, 2, 99, 1).decompose(a);
    assertThat(svd.u().shape()).containsExactly(300, 8);
    assertThat(svd.vt().shape()).containsExactly(8, 120);
    check(a, svd, "seed 99");
    assertThat(svd.sigma())
        .containsExactly(Arrays.copyOf(full.sigma(), 8), within(1e-4 * full.sigma()[0]));
  }

  @Test
  void randomisedIsNearTheBestForSlowDecay() {
    // Singular values 1/i: power iterations bring the error near that of the best approximation.
    int m = 150;
    int n = 100;
    double[] u = Dense.doubles(Qr.of(Matrices.normal(1, DataType.DOUBLE, m, n)).q());
    double[] v = Dense.doubles(Qr.of(Matrices.normal(2, DataType.DOUBLE, n, n)).q());
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        u[i * n + j] /= j + 1;
      }
    }
    INDArray a = Dense.of(Matrices.multiply(u, v, m, n, n), m, n);
    Svd svd = RandomisedSvd.of(10, 5).decompose(a);
    for (int i = 0; i < 10; i++) {
      assertThat(svd.sigma()[i]).as("seed 5").isCloseTo(1.0 / (i + 1), within(2e-4));
    }
  }

  @Test
  void randomisedGivesTheSameBitsForAnyNumberOfThreads() {
    INDArray a = Matrices.normal(77, DataType.FLOAT, 2100, 90);
    Svd one = new RandomisedSvd(6, 4, 1, 3, 1).decompose(a);
    for (int threads : new int[] {2, 7}) {
      Svd other = new RandomisedSvd(6, 4, 1, 3, threads).decompose(Matrices.fortran(a));
      assertThat(other.u()).as("threads " + threads).isEqualTo(one.u());
      assertThat(other.vt()).isEqualTo(one.vt());
      assertThat(other.sigma()).isEqualTo(one.sigma());
    }
    Svd otherSeed = new RandomisedSvd(6, 4, 1, 4, 1).decompose(a);
    assertThat(otherSeed.sigma()).isNotEqualTo(one.sigma());
  }

  @Test
  void randomisedOfASmallMatrixIsTheFullOne() {
    INDArray a = Matrices.normal(8, DataType.DOUBLE, 6, 5);
    Svd svd = RandomisedSvd.of(3, 1).decompose(a);
    assertThat(svd.sigma()).isEqualTo(Arrays.copyOf(Svd.of(a).sigma(), 3));
    assertThat(svd.u().shape()).containsExactly(6, 3);
    assertThat(RandomisedSvd.of(9, 1).decompose(a).sigma()).hasSize(5);
    assertThat(RandomisedSvd.of(2, 1).decompose(Dense.zeros(DataType.FLOAT, 0, 3)).rank()).isZero();
    assertThatThrownBy(() -> RandomisedSvd.of(0, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got 0");
  }
}
