package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Singular values: those of matrices that are built from them, in full and by random projection.
 */
class RandomisedSvdTest {
  /** U diag(s) Vᵀ with random orthonormal U and V. */
  private static INDArray withValues(long seed, DataType type, int m, int n, double[] s) {
    int r = s.length;
    double[] u = Dense.doubles(Qr.of(Matrices.normal(seed, DataType.DOUBLE, m, r)).q());
    double[] v = Dense.doubles(Qr.of(Matrices.normal(seed + 1, DataType.DOUBLE, n, r)).q());
    for (int t = 0; t < u.length; t++) {
      u[t] *= s[t % r];
    }
    return Dense.of(type, Matrices.multiply(u, Matrices.transpose(v, n, r), m, r, n), m, n);
  }

  private static double[] decay(int r, double factor) {
    double[] s = new double[r];
    Arrays.setAll(s, i -> Math.pow(factor, i));
    return s;
  }

  /** |A - U S Vᵀ| in the Frobenius norm. */
  private static double error(INDArray a, Svd svd) {
    int m = (int) a.size(0);
    int n = (int) a.size(1);
    double[] s = svd.sigma();
    double[] u = Dense.doubles(svd.u());
    for (int t = 0; t < u.length; t++) {
      u[t] *= s[t % s.length];
    }
    double[] back = Matrices.multiply(u, Dense.doubles(svd.vt()), m, s.length, n);
    double[] values = Dense.doubles(a);
    double sum = 0;
    for (int t = 0; t < back.length; t++) {
      sum += (back[t] - values[t]) * (back[t] - values[t]);
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @CsvSource({"60,40", "40,60", "200,15", "15,200"})
  void thinValuesAreThoseThatWentIn(int m, int n) {
    double[] s = {100, 30, 5, 5, 1, 1e-3, 1e-6};
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      Svd svd = Svd.of(withValues(m, type, m, n, s));
      double precision = type == DataType.FLOAT ? 1e-4 : 1e-12;
      assertThat(Arrays.copyOf(svd.sigma(), 7))
          .as("seed " + m)
          .containsExactly(s, within(precision));
      assertThat(svd.sigma()[7]).as("seed " + m).isLessThan(precision);
      assertThat(svd.rank(1e-2 * 0.9)).as("seed " + m).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-150, 1e-20, 1e20, 1e150})
  void valuesOfExtremeMatrices(double size) {
    double[] a = {3 * size, 0, 4 * size, 5 * size};
    double[] s = Svd.of(a, 2, 2).sigma();
    assertThat(s[0] / size).isCloseTo(Math.sqrt(45), within(1e-13));
    assertThat(s[1] / size).isCloseTo(Math.sqrt(5), within(1e-13));
    INDArray polar = LinearAlgebra.polarFactor(Dense.of(a, 2, 2));
    assertThat(Matrices.orthonormality(polar)).isLessThan(1e-14);
  }

  /** Squares add up to the Frobenius norm; turning a matrix changes no value. */
  @Test
  void turningChangesNoValue() {
    int n = 24;
    double[] a = Matrices.normal(4, n * n);
    double[] turn = new RandomStream(5).orthogonal(n);
    double[] plain = Svd.of(a, n, n).sigma();
    double[] left = Svd.of(Matrices.multiply(turn, a, n, n, n), n, n).sigma();
    double[] right = Svd.of(Matrices.multiply(a, turn, n, n, n), n, n).sigma();
    double[] flipped = Svd.of(Matrices.transpose(a, n, n), n, n).sigma();
    assertThat(left).as("seeds 4, 5").containsExactly(plain, within(1e-12));
    assertThat(right).as("seeds 4, 5").containsExactly(plain, within(1e-12));
    assertThat(flipped).as("seed 4").containsExactly(plain, within(1e-12));
    double squares = Arrays.stream(a).map(v -> v * v).sum();
    assertThat(Arrays.stream(plain).map(v -> v * v).sum()).isCloseTo(squares, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"120,80,5,0", "80,120,5,1", "300,40,12,2", "40,300,1,4"})
  void comesNearTheBestOfItsRank(int m, int n, int rank, int iterations) {
    double[] s = decay(30, 0.6);
    double best = 0;
    for (int i = rank; i < 30; i++) {
      best += s[i] * s[i];
    }
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = withValues(m + n, type, m, n, s);
      for (long seed = 0; seed < 5; seed++) {
        Svd svd = new RandomisedSvd(rank, 10, iterations, seed, 2).decompose(a);
        String note = type + ", seeds " + (m + n) + ", " + seed;
        assertThat(svd.u().shape()).as(note).containsExactly(m, rank);
        assertThat(svd.vt().shape()).as(note).containsExactly(rank, n);
        assertThat(error(a, svd)).as(note).isLessThan(1.1 * Math.sqrt(best) + 1e-5);
        assertThat(Matrices.orthonormality(svd.u())).as(note).isLessThan(1e-5);
        assertThat(Matrices.orthonormality(svd.vt().transpose())).as(note).isLessThan(1e-5);
        for (int i = 0; i < rank; i++) {
          assertThat(svd.sigma()[i]).as(note).isCloseTo(s[i], within(0.02));
        }
      }
    }
  }

  @Test
  void powerIterationsAndOversamplingHelp() {
    double[] s = new double[60];
    Arrays.setAll(s, i -> 1 / Math.sqrt(i + 1.0));
    INDArray a = withValues(9, DataType.DOUBLE, 150, 100, s);
    double[] errors = new double[4];
    for (long seed = 0; seed < 8; seed++) {
      errors[0] += error(a, new RandomisedSvd(8, 0, 0, seed, 1).decompose(a));
      errors[1] += error(a, new RandomisedSvd(8, 0, 2, seed, 1).decompose(a));
      errors[2] += error(a, new RandomisedSvd(8, 20, 0, seed, 1).decompose(a));
      errors[3] += error(a, new RandomisedSvd(8, 20, 4, seed, 1).decompose(a));
    }
    assertThat(errors[1]).isLessThan(errors[0]);
    assertThat(errors[2]).isLessThan(errors[0]);
    assertThat(errors[3]).isLessThan(errors[1]).isLessThan(errors[2]);
    double best = 0;
    for (int i = 8; i < 60; i++) {
      best += s[i] * s[i];
    }
    assertThat(errors[3] / 8).isCloseTo(Math.sqrt(best), within(0.01 * Math.sqrt(best)));
  }

  @Test
  void moreThanThereIsGivesWhatThereIs() {
    INDArray a = Matrices.normal(11, DataType.DOUBLE, 7, 4);
    Svd svd = RandomisedSvd.of(50, 1).decompose(a);
    assertThat(svd.sigma()).isEqualTo(Svd.of(a).sigma());
    assertThat(RandomisedSvd.of(3, 1).decompose(Dense.zeros(DataType.FLOAT, 0, 5)).vt().shape())
        .containsExactly(0, 5);
    Svd zero = RandomisedSvd.of(2, 1).decompose(Dense.zeros(DataType.FLOAT, 60, 50));
    assertThat(zero.sigma()).containsExactly(0, 0);
    assertThat(Matrices.orthonormality(zero.u())).isLessThan(1e-6);
  }

  @Test
  void viewsGiveTheSameBitsAndStayAsTheyAre() {
    INDArray a = Matrices.normal(12, DataType.FLOAT, 90, 70);
    RandomisedSvd method = new RandomisedSvd(4, 3, 1, 5, 1);
    Svd plain = method.decompose(a);
    INDArray view = Matrices.view(a);
    INDArray before = view.dup();
    Svd other = method.decompose(view);
    assertThat(other.u()).isEqualTo(plain.u());
    assertThat(other.sigma()).isEqualTo(plain.sigma());
    assertThat(other.vt()).isEqualTo(plain.vt());
    assertThat(view).isEqualTo(before);
  }

  @Test
  void wrongRangesAreNamed() {
    assertThatThrownBy(() -> RandomisedSvd.of(0, 1))
        .hasMessage("RandomisedSvd: rank: expected at least 1, got 0");
    assertThatThrownBy(() -> new RandomisedSvd(1, -1, 0, 1, 1))
        .hasMessage("RandomisedSvd: oversampling: expected at least 0, got -1");
    assertThatThrownBy(() -> new RandomisedSvd(1, 0, -2, 1, 1))
        .hasMessage("RandomisedSvd: iterations: expected at least 0, got -2");
    assertThatThrownBy(() -> new RandomisedSvd(1, 0, 0, 1, 0))
        .hasMessage("RandomisedSvd: threads: expected at least 1, got 0");
    assertThatThrownBy(() -> RandomisedSvd.of(1, 1).decompose(Dense.zeros(DataType.FLOAT, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("RandomisedSvd: expected [n, d], got [4]");
  }
}
