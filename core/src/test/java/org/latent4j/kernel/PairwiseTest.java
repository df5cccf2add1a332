package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PairwiseTest {
  @ParameterizedTest
  @EnumSource(Measure.class)
  void agreesWithPlainLoops(Measure measure) {
    int[][] sizes = {{1, 1, 1}, {5, 7, 3}, {30, 1100, 17}, {700, 3, 40}};
    for (int[] size : sizes) {
      int n = size[0];
      int m = size[1];
      int d = size[2];
      float[] a = new RandomStream(m).normals(n * d);
      float[] b = new RandomStream(n).normals(m * d);
      INDArray x = Dense.of(a, n, d);
      INDArray y = Dense.of(b, m, d);
      INDArray floats = Pairwise.between(measure, x, y, 2);
      INDArray doubles =
          Pairwise.between(measure, x.castTo(DataType.DOUBLE), y.castTo(DataType.DOUBLE), 2);
      assertThat(floats.dataType()).isEqualTo(DataType.FLOAT);
      assertThat(doubles.dataType()).isEqualTo(DataType.DOUBLE);
      double worstFloat = 0;
      double worstDouble = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          double expected = NearestNeighboursTest.plain(measure, a, i, b, j, d);
          worstFloat = Math.max(worstFloat, Math.abs(floats.getDouble(i, j) - expected));
          worstDouble = Math.max(worstDouble, Math.abs(doubles.getDouble(i, j) - expected));
        }
      }
      assertThat(worstFloat).as("seeds %d, %d", m, n).isLessThan(1e-4);
      assertThat(worstDouble).as("seeds %d, %d", m, n).isLessThan(1e-11);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void closeRowsKeepTheirDistance(DataType type) {
    int n = 200;
    int d = 50;
    double step = type == DataType.FLOAT ? 1e-3 : 1e-7;
    INDArray x = Dense.of(new RandomStream(1).normals(n * d), n, d).castTo(type).addi(10);
    INDArray y = x.add(step);
    INDArray squared = Pairwise.between(Measure.SQUARED_EUCLIDEAN, x, y, 1);
    INDArray same = Pairwise.between(Measure.SQUARED_EUCLIDEAN, x, x, 1);
    for (int i = 0; i < n; i++) {
      double expected = d * step * step;
      assertThat(squared.getDouble(i, i)).isCloseTo(expected, within(0.01 * expected));
      assertThat(same.getDouble(i, i)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void threadsAndOrdersGiveTheSameBits(Measure measure) {
    INDArray x = Dense.of(new RandomStream(1).normals(1100 * 12), 1100, 12);
    INDArray y = Dense.of(new RandomStream(2).normals(1050 * 12), 1050, 12);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = x.castTo(type);
      INDArray b = y.castTo(type);
      double[] one = Dense.doubles(Pairwise.between(measure, a, b, 1));
      for (int threads : new int[] {2, 7}) {
        INDArray more = Pairwise.between(measure, a.dup('f'), b, threads);
        assertThat(java.util.Arrays.equals(Dense.doubles(more), one)).isTrue();
      }
    }
  }

  @Test
  void emptyAndZero() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray none = Nd4j.create(type, 0, 3);
      INDArray two = Nd4j.zeros(type, 2, 3);
      for (Measure measure : Measure.values()) {
        assertThat(Pairwise.between(measure, none, two, 2).shape()).containsExactly(0, 2);
        assertThat(Pairwise.between(measure, two, none, 2).shape()).containsExactly(2, 0);
        assertThat(Pairwise.between(measure, two, two, 2).sumNumber().doubleValue()).isZero();
      }
    }
  }

  @Test
  void wrongInputsAreNamed() {
    INDArray x = Nd4j.ones(DataType.FLOAT, 3, 4);
    for (Measure measure : Measure.values()) {
      assertThatThrownBy(() -> Pairwise.between(measure, x, Nd4j.ones(DataType.FLOAT, 3, 5), 1))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("expected [m, 4], got [3, 5]");
      assertThatThrownBy(() -> Pairwise.between(measure, x, x.castTo(DataType.DOUBLE), 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("FLOAT and DOUBLE");
      INDArray bad = x.dup();
      bad.putScalar(new long[] {0, 3}, Float.POSITIVE_INFINITY);
      assertThatThrownBy(() -> Pairwise.between(measure, x, bad, 1))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("row 0, column 3");
      INDArray large = x.castTo(DataType.DOUBLE).muli(1e200);
      assertThatThrownBy(() -> Pairwise.between(measure, large, large.mul(-1), 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("1.0E37");
    }
  }
}
