package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Gemm.Form;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products in the middle of larger memory: distances of rows, positions, and what must not move.
 */
class GemmMemoryTest {
  private static final int M = 5;
  private static final int N = 6;
  private static final int K = 4;

  private static boolean transposed(Form form, boolean first) {
    return form == Form.TT || form == (first ? Form.TN : Form.NT);
  }

  /** A matrix of small integers [rows, columns] at {@code start} of memory full of nines. */
  private static double[] padded(
      long seed, int rows, int columns, int start, int distance, int size) {
    RandomStream stream = new RandomStream(seed);
    double[] out = new double[size];
    Arrays.fill(out, 9);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[start + i * distance + j] = stream.below(7) - 3;
      }
    }
    return out;
  }

  private static float[] narrow(double[] x) {
    float[] out = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) x[i];
    }
    return out;
  }

  /** alpha op(A) op(B) + beta C on padded memory by plain loops. */
  private static double[] plain(Form form, double[] a, double[] b, double[] c) {
    double[] out = c.clone();
    for (int i = 0; i < M; i++) {
      for (int j = 0; j < N; j++) {
        double sum = 0;
        for (int t = 0; t < K; t++) {
          double x = transposed(form, true) ? a[3 + t * 11 + i] : a[3 + i * 11 + t];
          double y = transposed(form, false) ? b[2 + j * 13 + t] : b[2 + t * 13 + j];
          sum += x * y;
        }
        out[5 + i * 10 + j] = 3 * sum - 2 * c[5 + i * 10 + j];
      }
    }
    return out;
  }

  /** Integers: every sum is exact, so the memory must be equal to the last value. */
  @ParameterizedTest
  @EnumSource(Form.class)
  void rowsFarApartAtPositions(Form form) {
    double[] a =
        padded(1, transposed(form, true) ? K : M, transposed(form, true) ? M : K, 3, 11, 70);
    double[] b =
        padded(2, transposed(form, false) ? N : K, transposed(form, false) ? K : N, 2, 13, 90);
    double[] c = padded(3, M, N, 5, 10, 60);
    double[] expected = plain(form, a, b, c);
    try (DoublePointer x = new DoublePointer(a);
        DoublePointer y = new DoublePointer(b);
        DoublePointer z = new DoublePointer(c)) {
      x.position(3);
      y.position(2);
      z.position(5);
      Gemm.multiply(form, M, N, K, 3.0, x, 11, y, 13, -2.0, z, 10, 2);
      double[] found = new double[60];
      z.position(0).get(found);
      assertThat(found).as("seeds 1, 2, 3").isEqualTo(expected);
    }
    try (FloatPointer x = new FloatPointer(narrow(a));
        FloatPointer y = new FloatPointer(narrow(b));
        FloatPointer z = new FloatPointer(narrow(c))) {
      x.position(3);
      y.position(2);
      z.position(5);
      Gemm.multiply(form, M, N, K, 3f, x, 11, y, 13, -2f, z, 10, 1);
      float[] found = new float[60];
      z.position(0).get(found);
      assertThat(found).as("seeds 1, 2, 3").isEqualTo(narrow(expected));
    }
  }

  @Test
  void integersOfManyTilesAreExact() {
    int m = Gemm.ROWS + 5;
    int n = Gemm.COLUMNS + 3;
    int k = 3;
    double[] a = padded(4, m, k, 0, k, m * k);
    double[] b = padded(5, k, n, 0, n, k * n);
    double[] expected = Matrices.multiply(a, b, m, k, n);
    for (int threads : new int[] {1, 2, 7}) {
      double[] found = new double[m * n];
      Gemm.multiply(Form.NN, m, n, k, 1.0, a, b, 0.0, found, threads);
      assertThat(Arrays.equals(found, expected)).as("seeds 4, 5, %d threads", threads).isTrue();
    }
  }

  @Test
  void factorsOfZeroAndOne() {
    double[] a = {1, 2, 3, 4};
    double[] b = {5, 6, 7, 8};
    double[] c = {1, 1, 1, 1};
    Gemm.multiply(Form.NN, 2, 2, 2, 0.0, a, b, 3.0, c, 1);
    assertThat(c).containsExactly(3, 3, 3, 3);
    Gemm.multiply(Form.NN, 2, 2, 2, 1.0, a, b, 1.0, c, 1);
    assertThat(c).containsExactly(22, 25, 46, 53);
    Gemm.multiply(Form.NN, 2, 2, 0, 1.0, new double[0], new double[0], 2.0, c, 1);
    assertThat(c).containsExactly(44, 50, 92, 106);
    Gemm.multiply(Form.TT, 2, 2, 2, 1.0, a, b, 0.0, c, 1);
    assertThat(c).containsExactly(23, 31, 34, 46);
  }

  @Test
  void notANumberAndInfinityTravel() {
    double[] a = {1, Double.NaN, 0, 1, Double.POSITIVE_INFINITY, 0};
    double[] c = new double[6];
    Gemm.multiply(Form.NN, 3, 2, 2, 1.0, a, new double[] {1, 2, 3, 4}, 0.0, c, 1);
    assertThat(c[0]).isNaN();
    assertThat(c[1]).isNaN();
    assertThat(c[2]).isEqualTo(3);
    assertThat(c[3]).isEqualTo(4);
    assertThat(c[4]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(c[5]).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void thinProductsOfExtremeSizes() {
    double[] c = new double[1];
    Gemm.multiply(
        Form.NT,
        1,
        1,
        2,
        1.0,
        new double[] {1e200, 1e-200},
        new double[] {1e-200, 1e200},
        0.0,
        c,
        1);
    assertThat(c[0]).isCloseTo(2, within(1e-15));
    float[] f = new float[4];
    Gemm.multiply(
        Form.NN, 2, 2, 1, 1f, new float[] {1e20f, 1e-20f}, new float[] {1e-20f, 1e10f}, 0f, f, 1);
    assertThat(f).containsExactly(new float[] {1, 1e30f, 0, 1e-10f}, within(1e24f));
    assertThat(f[0]).isCloseTo(1, within(1e-6f));
    assertThat(f[3]).isCloseTo(1e-10f, within(1e-16f));
  }

  @Test
  void factorsStayAsTheyAre() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = Matrices.view(Matrices.normal(6, type, 12, 7));
      INDArray b = Matrices.fortran(Matrices.normal(7, type, 12, 5));
      INDArray beforeA = a.dup();
      INDArray beforeB = b.dup();
      INDArray product = Gemm.product(Form.TN, a, b, 2);
      assertThat(product.shape()).containsExactly(7, 5);
      assertThat(a).isEqualTo(beforeA);
      assertThat(b).isEqualTo(beforeB);
      double[] expected =
          Matrices.multiply(
              Matrices.transpose(Dense.doubles(a), 12, 7), Dense.doubles(b), 7, 12, 5);
      assertThat(Matrices.difference(Dense.doubles(product), expected))
          .as("%s, seeds 6, 7", type)
          .isLessThan(1e-5);
    }
  }

  @Test
  void wrongSizesAreNamed() {
    try (DoublePointer x = new DoublePointer(12)) {
      assertThatThrownBy(() -> Gemm.multiply(Form.TN, 4, 1, 3, 1.0, x, 3, x, 1, 0.0, x, 1, 1))
          .isInstanceOf(InputException.class)
          .hasMessage("Gemm: distance of the rows of A: expected at least 4, got 3");
      assertThatThrownBy(() -> Gemm.multiply(Form.NT, 1, 5, 3, 1.0, x, 3, x, 3, 0.0, x, 5, 1))
          .isInstanceOf(InputException.class)
          .hasMessage("Gemm: B: expected at least 15 values, got 12");
      assertThatThrownBy(() -> Gemm.multiply(Form.NN, 2, 3, 1, 1.0, x, 1, x, 3, 0.0, x, 2, 1))
          .hasMessage("Gemm: distance of the rows of C: expected at least 3, got 2");
      x.position(8);
      assertThatThrownBy(() -> Gemm.multiply(Form.NN, 1, 1, 5, 1.0, x, 5, x, 1, 0.0, x, 1, 1))
          .hasMessage("Gemm: A: expected at least 5 values, got 4");
    }
    assertThatThrownBy(
            () ->
                Gemm.product(
                    Form.TT,
                    Dense.zeros(DataType.FLOAT, 2, 3),
                    Dense.zeros(DataType.FLOAT, 3, 3),
                    1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Gemm TT: expected equal inner dimensions, got [2, 3] and [3, 3]");
    assertThatThrownBy(
            () ->
                Gemm.product(Dense.zeros(DataType.FLOAT, 2), Dense.zeros(DataType.FLOAT, 2, 2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got [2]");
  }
}
