package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Gemm.Form;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GemmTest {
  private static double at(
      Form form, boolean first, float[] x, int rows, int columns, int i, int j) {
    boolean transposed =
        first ? form == Form.TN || form == Form.TT : form == Form.NT || form == Form.TT;
    return transposed ? x[j * rows + i] : x[i * columns + j];
  }

  private static double[] plain(Form form, int m, int n, int k, float[] a, float[] b) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int t = 0; t < k; t++) {
          c[i * n + j] += at(form, true, a, m, k, i, t) * at(form, false, b, k, n, t, j);
        }
      }
    }
    return c;
  }

  private static double[] widen(float[] x) {
    double[] wide = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      wide[i] = x[i];
    }
    return wide;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,3,4", "17,5,33", "64,64,64", "3,100,7", "100,3,1", "5,4,0", "65,129,70"})
  void allFormsAgreeWithPlainLoops(int m, int n, int k) {
    long seed = m + 100L * n + k;
    float[] a = new RandomStream(seed).normals(m * k);
    float[] b = new RandomStream(seed + 1).normals(k * n);
    float[] c = new RandomStream(seed + 2).normals(m * n);
    for (Form form : Form.values()) {
      double[] expected = plain(form, m, n, k, a, b);
      float[] floats = c.clone();
      Gemm.multiply(form, m, n, k, 0.5f, a, b, -2f, floats, 1);
      double[] doubles = widen(c);
      Gemm.multiply(form, m, n, k, 0.5, widen(a), widen(b), -2, doubles, 2);
      for (int i = 0; i < m * n; i++) {
        double value = 0.5 * expected[i] - 2 * c[i];
        String name = form + ", seed " + seed + ", value " + i;
        assertThat((double) floats[i]).as(name).isCloseTo(value, within(1e-5 * (k + 1)));
        assertThat(doubles[i]).as(name).isCloseTo(value, within(1e-13 * (k + 1)));
      }
    }
  }

  @Test
  void factorZeroOfTheOldValuesDoesNotReadThem() {
    float[] c = {Float.NaN, Float.NaN};
    Gemm.multiply(Form.NN, 1, 2, 1, 1f, new float[] {2}, new float[] {3, 4}, 0f, c, 1);
    assertThat(c).containsExactly(6, 8);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT", "DOUBLE"})
  void arraysOfAnyOrderGiveTheSame(DataType type) {
    INDArray a = Dense.of(new RandomStream(1).normals(30 * 20), 30, 20).castTo(type);
    INDArray b = Dense.of(new RandomStream(2).normals(20 * 25), 20, 25).castTo(type);
    INDArray expected = Gemm.product(a, b, 1);
    assertThat(expected.dataType()).isEqualTo(type);
    assertThat(expected.ordering()).isEqualTo('c');
    INDArray nd4j = a.mmul(b);
    assertThat(expected.distance2(nd4j)).isLessThan(1e-4);
    INDArray wide = Nd4j.zeros(type, 40, 30);
    INDArray view = wide.get(NDArrayIndex.interval(5, 35), NDArrayIndex.interval(7, 27));
    view.assign(a);
    INDArray rows = Nd4j.zeros(type, 40, 20);
    INDArray lower = rows.get(NDArrayIndex.interval(5, 35), NDArrayIndex.all());
    lower.assign(a);
    assertThat(Gemm.product(view, b.dup('f'), 1)).isEqualTo(expected);
    assertThat(Gemm.product(lower, b, 1)).isEqualTo(expected);
    INDArray at = a.transpose().dup('c');
    INDArray bt = b.transpose().dup('c');
    assertThat(Gemm.product(Form.TN, at, b, 1).distance2(expected)).isLessThan(1e-4);
    assertThat(Gemm.product(Form.NT, a, bt, 1).distance2(expected)).isLessThan(1e-4);
    assertThat(Gemm.product(Form.TT, a.transpose(), b.transpose(), 1).distance2(expected))
        .isLessThan(1e-4);
  }

  @Test
  void emptyProductsAreZeros() {
    INDArray none = Nd4j.create(DataType.FLOAT, 0, 3);
    INDArray b = Nd4j.ones(DataType.FLOAT, 3, 2);
    assertThat(Gemm.product(none, b, 2).shape()).containsExactly(0, 2);
    INDArray thin = Nd4j.create(DataType.FLOAT, 4, 0);
    INDArray product = Gemm.product(Form.NT, thin, Nd4j.create(DataType.FLOAT, 5, 0), 2);
    assertThat(product.shape()).containsExactly(4, 5);
    assertThat(product.sumNumber().doubleValue()).isZero();
  }

  @Test
  void wrongInputsAreNamed() {
    INDArray a = Nd4j.ones(DataType.FLOAT, 2, 3);
    assertThatThrownBy(() -> Gemm.product(a, Nd4j.ones(DataType.FLOAT, 4, 2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 3] and [4, 2]");
    assertThatThrownBy(() -> Gemm.product(a, Nd4j.ones(DataType.DOUBLE, 3, 2), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("FLOAT and DOUBLE");
    assertThatThrownBy(
            () ->
                Gemm.multiply(
                    Form.NN, 2, 2, 2, 1f, new float[3], new float[4], 0f, new float[4], 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("3, 4 and 4");
    try (FloatPointer x = new FloatPointer(10)) {
      assertThatThrownBy(() -> Gemm.multiply(Form.NN, 4, 1, 3, 1f, x, 3, x, 1, 0f, x, 1, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("at least 12 values, got 10");
      assertThatThrownBy(() -> Gemm.multiply(Form.NN, 2, 1, 3, 1f, x, 2, x, 1, 0f, x, 1, 1))
          .hasMessageContaining("rows of A");
      assertThatThrownBy(() -> Gemm.multiply(Form.NN, -1, 1, 3, 1f, x, 3, x, 1, 0f, x, 1, 1))
          .hasMessageContaining("got -1");
    }
  }

  /** More tiles than one, in both directions, against double sums of some entries. */
  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    int m = 2 * Gemm.ROWS + 37;
    int n = Gemm.COLUMNS + 45;
    int k = 31;
    float[] a = new RandomStream(3).normals(m * k);
    float[] b = new RandomStream(4).normals(k * n);
    for (Form form : Form.values()) {
      float[] one = new float[m * n];
      Gemm.multiply(form, m, n, k, 1f, a, b, 0f, one, 1);
      RandomStream stream = new RandomStream(5);
      for (int sample = 0; sample < 300; sample++) {
        int i = stream.below(m);
        int j = stream.below(n);
        double expected = 0;
        for (int t = 0; t < k; t++) {
          expected += at(form, true, a, m, k, i, t) * at(form, false, b, k, n, t, j);
        }
        assertThat((double) one[i * n + j]).isCloseTo(expected, within(1e-4));
      }
      for (int threads : new int[] {2, 7}) {
        float[] more = new float[m * n];
        Gemm.multiply(form, m, n, k, 1f, a, b, 0f, more, threads);
        assertThat(java.util.Arrays.equals(one, more)).as("%s, %d threads", form, threads).isTrue();
      }
    }
  }
}
