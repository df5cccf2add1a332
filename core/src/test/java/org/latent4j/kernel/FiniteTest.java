package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FiniteTest {
  @ParameterizedTest
  @ValueSource(strings = {"FLOAT", "DOUBLE"})
  void namesRowAndColumn(String type) {
    INDArray x = Nd4j.rand(DataType.valueOf(type), 300, 77);
    assertThat(Finite.require("Test.encode", x)).isSameAs(x);
    x.putScalar(new long[] {299, 76}, Double.NaN);
    assertThatThrownBy(() -> Finite.require("Test.encode", x))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("Test.encode: expected finite values, got NaN at row 299, column 76");
    x.putScalar(new long[] {223, 5}, Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> Finite.require("Test.encode", x))
        .hasMessageContaining("-Infinity at row 223, column 5");
    assertThatThrownBy(() -> Finite.require("Test.encode", x.dup('f')))
        .hasMessageContaining("-Infinity at row 223, column 5");
    INDArray view = x.get(NDArrayIndex.interval(200, 300), NDArrayIndex.interval(4, 77));
    assertThatThrownBy(() -> Finite.require("Test.encode", view))
        .hasMessageContaining("row 23, column 1");
    INDArray fine = x.get(NDArrayIndex.interval(0, 223), NDArrayIndex.all());
    assertThat(Finite.require("Test.encode", fine)).isSameAs(fine);
  }

  @Test
  void namesThePositionForOtherRanks() {
    INDArray cube = Nd4j.zeros(DataType.FLOAT, 3, 4, 5);
    cube.putScalar(new long[] {1, 2, 3}, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> Finite.require("Test", cube))
        .hasMessageContaining("Infinity at position [1, 2, 3]");
    INDArray vector = Nd4j.create(new float[] {1, Float.NaN});
    assertThatThrownBy(() -> Finite.require("Test", vector)).hasMessageContaining("position [1]");
  }

  @Test
  void extremesAndNothingAreFine() {
    INDArray x =
        Nd4j.createFromArray(
            new float[][] {{Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0f}});
    assertThat(Finite.require("Test", x)).isSameAs(x);
    INDArray large = Nd4j.createFromArray(new double[][] {{1e300, -1e-300}});
    assertThat(Finite.require("Test", large)).isSameAs(large);
    INDArray empty = Nd4j.create(DataType.FLOAT, 0, 4);
    assertThat(Finite.require("Test", empty)).isSameAs(empty);
  }

  @Test
  void flatArraysAndOtherTypes() {
    float[] x = new float[20];
    assertThat(Finite.require("Test", x, 5)).isSameAs(x);
    x[13] = Float.NaN;
    assertThatThrownBy(() -> Finite.require("Test", x, 5))
        .hasMessage("Test: expected finite values, got NaN at row 2, column 3");
    assertThatThrownBy(() -> Finite.require("Test", Nd4j.ones(DataType.INT32, 2, 2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("INT");
  }
}
