package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatRowsTest {
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void readsStretchesOfAnyView(DataType type) {
    float[] values = new RandomStream(1).normals(20 * 11);
    INDArray x = Dense.of(values, 20, 11).castTo(type);
    INDArray wide = Nd4j.zeros(type, 30, 15);
    INDArray view = wide.get(NDArrayIndex.interval(6, 26), NDArrayIndex.interval(1, 12));
    view.assign(x);
    INDArray tall = Nd4j.zeros(type, 25, 11);
    INDArray lower = tall.get(NDArrayIndex.interval(5, 25), NDArrayIndex.all());
    lower.assign(x);
    for (INDArray same : new INDArray[] {x, x.dup('f'), view, lower}) {
      try (FloatRows rows = new FloatRows(same)) {
        assertThat(rows.isDouble()).isEqualTo(type == DataType.DOUBLE);
        for (int start = 0; start < values.length; start += 37) {
          int count = Math.min(50, values.length - start);
          float[] out = new float[60];
          rows.read(start, count, out);
          float[] expected = Arrays.copyOfRange(values, start, start + count);
          assertThat(Arrays.copyOf(out, count)).isEqualTo(expected);
          assertThat(out[count]).as("nothing beyond").isZero();
          double[] doubles = new double[60];
          rows.readDoubles(start, count, doubles);
          for (int t = 0; t < count; t++) {
            assertThat(doubles[t]).isEqualTo(expected[t]);
          }
        }
      }
      assertThat(same.getDouble(19, 10)).as("still open").isEqualTo(values[219]);
    }
  }

  @Test
  void nothingAndOtherTypes() {
    try (FloatRows rows = new FloatRows(Nd4j.create(DataType.FLOAT, 0, 3))) {
      rows.read(0, 0, new float[0]);
      rows.readDoubles(0, 0, new double[0]);
      assertThat(rows.isDouble()).isFalse();
    }
    assertThatThrownBy(() -> new FloatRows(Nd4j.ones(DataType.INT64, 2, 2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got " + DataType.INT64);
  }
}
