package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows of views, of which {@code INDArray.get} returns empty arrays. */
class DensePartsTest {
  private static final int ROWS = 40;
  private static final int COLUMNS = 6;

  @Test
  void rowsAndColumnsOfAnyLayoutAreThoseOfTheArray() {
    INDArray x = numbers();
    double[] all = Dense.doubles(x);
    for (INDArray y : layouts(x)) {
      for (int from = 0; from < ROWS; from++) {
        for (int to = from + 1; to <= ROWS; to++) {
          assertThat(Dense.doubles(y, from, to))
              .as("rows %d to %d, strides %s", from, to, Arrays.toString(y.stride()))
              .isEqualTo(Arrays.copyOfRange(all, from * COLUMNS, to * COLUMNS));
        }
      }
      for (int j = 0; j < COLUMNS; j++) {
        double[] column = Dense.doubles(Dense.columns(y, j, j + 1));
        for (int i = 0; i < ROWS; i++) {
          assertThat(column[i]).as("row %d, column %d", i, j).isEqualTo(all[i * COLUMNS + j]);
        }
      }
    }
  }

  @Test
  void rowsWriteThrough() {
    for (INDArray y : layouts(numbers())) {
      Dense.rows(y, 31, 33).assign(-7);
      assertThat(y.getDouble(31, 0)).isEqualTo(-7);
      assertThat(y.getDouble(32, COLUMNS - 1)).isEqualTo(-7);
      assertThat(y.getDouble(30, 5)).isEqualTo(30 * COLUMNS + 5);
      assertThat(y.getDouble(33, 0)).isEqualTo(33 * COLUMNS);
    }
  }

  private static INDArray numbers() {
    double[] values = new double[ROWS * COLUMNS];
    Arrays.setAll(values, i -> i);
    return Dense.of(values, ROWS, COLUMNS);
  }

  private static List<INDArray> layouts(INDArray x) {
    INDArray view =
        Nd4j.create(DataType.DOUBLE, ROWS + 2, COLUMNS + 3)
            .get(NDArrayIndex.interval(1, ROWS + 1), NDArrayIndex.interval(2, COLUMNS + 2));
    view.assign(x);
    return List.of(x.dup(), x.dup('f'), view, x.transpose().dup('c').transpose());
  }
}
