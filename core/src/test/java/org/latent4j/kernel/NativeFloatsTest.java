package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NativeFloatsTest {
  private static float[] read(NativeFloats x, int count) {
    float[] out = new float[count];
    x.pointer().get(out);
    return out;
  }

  @Test
  void everyLayoutAndTypeGivesTheRoundedValuesRowByRow() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = Matrices.normal(1, type, 300, 271); // more than one stretch
      float[] expected = Dense.floats(x);
      for (INDArray same : new INDArray[] {x, Matrices.view(x), Matrices.fortran(x)}) {
        INDArray before = same.dup();
        try (NativeFloats floats = new NativeFloats(same)) {
          assertThat(read(floats, expected.length)).isEqualTo(expected);
        }
        assertThat(same.wasClosed()).isFalse();
        assertThat(same).isEqualTo(before);
      }
    }
  }

  @Test
  void denseFloatsAreNotCopied() {
    INDArray x = Dense.of(new float[] {1, 2, 3, 4}, 2, 2);
    try (NativeFloats floats = new NativeFloats(x)) {
      x.putScalar(1, 0, 7);
      assertThat(read(floats, 4)).containsExactly(1, 2, 7, 4);
    }
    assertThat(x.getFloat(1, 1)).isEqualTo(4);
  }

  @Test
  void rowsOfALargerArrayStartAtTheirOwnPlace() {
    INDArray x = Dense.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    try (NativeFloats floats = new NativeFloats(Dense.rows(x, 1, 3))) {
      assertThat(read(floats, 4)).containsExactly(3, 4, 5, 6);
    }
  }

  @Test
  void nothingIsFine() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray none = Dense.zeros(type, 0, 3);
      try (NativeFloats floats = new NativeFloats(none)) {
        assertThat(floats.pointer().isNull()).isFalse();
      }
      assertThat(none.wasClosed()).isFalse();
    }
  }
}
