package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.RandomStream;

class MatrixTest {
  @Test
  void beginsWithZerosOnBothSides() {
    try (Matrix matrix = new Matrix(3, 2)) {
      assertThat(matrix.values()).containsOnly(0f).hasSize(6);
      matrix.values()[0] = 5;
      assertThat(matrix.toHeap().values()).containsOnly(0f);
    }
  }

  @Test
  void copiesTheRowsThatAreInUse() {
    try (Matrix matrix = new Matrix(3, 2)) {
      java.util.Arrays.fill(matrix.values(), 1);
      matrix.resize(2).toNative();
      java.util.Arrays.fill(matrix.values(), 9);
      assertThat(matrix.resize(3).toHeap().values()).containsExactly(1, 1, 1, 1, 0, 0);
      assertThat(matrix.resize(1).copy()).containsExactly(1, 1);
      assertThat(matrix.rows()).isEqualTo(1);
      assertThat(matrix.columns()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Gemm.Form.class)
  void multipliesInEveryForm(Gemm.Form form) {
    boolean first = form == Gemm.Form.TN || form == Gemm.Form.TT;
    boolean second = form == Gemm.Form.NT || form == Gemm.Form.TT;
    RandomStream random = new RandomStream(1);
    try (Matrix a = Numbers.normal(random, first ? 5 : 3, first ? 3 : 5);
        Matrix b = Numbers.normal(random, second ? 4 : 5, second ? 5 : 4);
        Matrix c = new Matrix(3, 4)) {
      Matrix.multiply(form, a, b, c);
      float[] product = c.toHeap().values();
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 4; j++) {
          double sum = 0;
          for (int k = 0; k < 5; k++) {
            float x = a.values()[first ? k * 3 + i : i * 5 + k];
            sum += (double) x * b.values()[second ? j * 5 + k : k * 4 + j];
          }
          assertThat((double) product[i * 4 + j]).isEqualTo(sum, within(1e-5));
        }
      }
    }
  }

  @Test
  void onlyRowsInUseAreMultiplied() {
    try (Matrix a = Numbers.normal(new RandomStream(2), 4, 3);
        Matrix b = Numbers.normal(new RandomStream(3), 3, 2);
        Matrix c = new Matrix(4, 2)) {
      Matrix.multiply(Gemm.Form.NN, a.resize(2), b, c.resize(2));
      assertThat(c.resize(4).toHeap().values()[4]).isZero();
      assertThat(c.values()[3]).isNotZero();
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    try (Matrix a = new Matrix(2, 3);
        Matrix b = new Matrix(2, 4);
        Matrix c = new Matrix(2, 4)) {
      assertThatThrownBy(() -> Matrix.multiply(Gemm.Form.NN, a, b, c))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("inner dimension: expected 3 to 3, got 2");
      assertThatThrownBy(() -> Matrix.multiply(Gemm.Form.TN, a, b, c))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("rows of the product: expected 3 to 3, got 2");
      assertThatThrownBy(() -> Matrix.multiply(Gemm.Form.TN, b, b, c))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("rows of the product: expected 4 to 4, got 2");
      assertThatThrownBy(() -> a.resize(3)).hasMessageContaining("expected 0 to 2, got 3");
    }
    assertThatThrownBy(() -> new Matrix(0, 1)).hasMessageContaining("at least 1, got 0");
  }
}
