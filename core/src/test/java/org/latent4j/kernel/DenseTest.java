package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.error.InputException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Values of arrays in every layout. */
class DenseTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 4;

  private static double value(long... index) {
    double value = 0;
    for (long i : index) {
      value = value * 10 + i + 1;
    }
    return value;
  }

  /** Arrays of the numbers 11, 12 ... 54, each laid out in its own way. */
  private static Map<String, INDArray> layouts(DataType type) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    all.put("c", filled(Nd4j.create(type, new long[] {ROWS, COLUMNS}, 'c')));
    all.put("f", filled(Nd4j.create(type, new long[] {ROWS, COLUMNS}, 'f')));
    all.put("transposed", filled(Nd4j.create(type, new long[] {COLUMNS, ROWS}, 'c').transpose()));
    INDArray wide = Nd4j.create(type, new long[] {ROWS + 3, COLUMNS + 2}, 'c');
    all.put("inner view", filled(part(wide, 2, 1)));
    INDArray tall = Nd4j.create(type, new long[] {ROWS + 3, COLUMNS + 2}, 'f');
    all.put("inner view of f", filled(part(tall, 3, 2)));
    INDArray cube = Nd4j.create(type, new long[] {3, ROWS, COLUMNS}, 'c');
    all.put("slice of a cube", filled(cube.slice(2)));
    INDArray other = Nd4j.create(type, new long[] {ROWS, 3, COLUMNS}, 'c');
    all.put("middle of a cube", filled(other.slice(1, 1)));
    return all;
  }

  private static INDArray part(INDArray x, int row, int column) {
    return x.get(
        NDArrayIndex.interval(row, row + ROWS), NDArrayIndex.interval(column, column + COLUMNS));
  }

  private static INDArray filled(INDArray x) {
    for (int i = 0; i < x.size(0); i++) {
      for (int j = 0; j < x.size(1); j++) {
        x.putScalar(i, j, value(i, j));
      }
    }
    return x;
  }

  private static double[] expected() {
    return IntStream.range(0, ROWS * COLUMNS)
        .mapToDouble(i -> value(i / COLUMNS, i % COLUMNS))
        .toArray();
  }

  private static float[] narrow(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void everyLayoutGivesTheSameNumbers(DataType type) {
    layouts(type)
        .forEach(
            (name, x) -> {
              assertThat(Dense.doubles(x)).as(name).isEqualTo(expected());
              assertThat(Dense.floats(x)).as(name).isEqualTo(narrow(expected()));
              for (int from = 0; from <= ROWS; from++) {
                for (int to = from; to <= ROWS; to++) {
                  double[] rows = Arrays.copyOfRange(expected(), from * COLUMNS, to * COLUMNS);
                  assertThat(Dense.doubles(x, from, to)).as(name).isEqualTo(rows);
                  assertThat(Dense.floats(x, from, to)).as(name).isEqualTo(narrow(rows));
                }
              }
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void contiguousIsDenseAndLeavesTheArrayAlone(DataType type) {
    layouts(type)
        .forEach(
            (name, x) -> {
              INDArray dense = Dense.contiguous(x);
              assertThat(dense.ordering()).as(name).isEqualTo('c');
              assertThat(dense.stride()).as(name).containsExactly(COLUMNS, 1);
              assertThat(dense.dataType()).isEqualTo(type);
              assertThat(Dense.doubles(dense)).as(name).isEqualTo(expected());
              boolean lay = name.equals("c") || name.equals("slice of a cube");
              assertThat(dense == x).as(name).isEqualTo(lay);
              Dense.release(dense, x);
              assertThat(x.wasClosed()).as(name).isFalse();
              assertThat(dense.wasClosed()).as(name).isEqualTo(!lay);
              assertThat(x.getDouble(ROWS - 1, COLUMNS - 1))
                  .isEqualTo(value(ROWS - 1, COLUMNS - 1));
            });
  }

  @Test
  void singleRowsAndColumnsOfEveryLayout() {
    layouts(DataType.FLOAT)
        .forEach(
            (name, x) -> {
              for (int j = 0; j < COLUMNS; j++) {
                int column = j;
                double[] wanted =
                    IntStream.range(0, ROWS).mapToDouble(i -> value(i, column)).toArray();
                assertThat(Dense.doubles(x.getColumn(j))).as(name).isEqualTo(wanted);
                assertThat(Dense.doubles(x.getColumn(j, true))).as(name).isEqualTo(wanted);
              }
              for (int i = 0; i < ROWS; i++) {
                double[] wanted = Arrays.copyOfRange(expected(), i * COLUMNS, (i + 1) * COLUMNS);
                assertThat(Dense.doubles(x.getRow(i))).as(name).isEqualTo(wanted);
                assertThat(Dense.doubles(x.getRow(i, true))).as(name).isEqualTo(wanted);
              }
            });
  }

  @Test
  void everyRank() {
    INDArray cube = Nd4j.create(DataType.DOUBLE, new long[] {2, 3, 4}, 'f');
    double[] wanted = new double[24];
    int at = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          cube.putScalar(new int[] {i, j, k}, value(i, j, k));
          wanted[at++] = value(i, j, k);
        }
      }
    }
    assertThat(Dense.doubles(cube)).isEqualTo(wanted);
    assertThat(Dense.doubles(cube.permute(0, 2, 1).permute(0, 2, 1))).isEqualTo(wanted);
    assertThat(Dense.doubles(cube.permute(2, 0, 1))).startsWith(111, 121, 131, 211);
    assertThat(Dense.doubles(Nd4j.scalar(2.5))).containsExactly(2.5);
    assertThat(Dense.floats(Nd4j.scalar(2.5f))).containsExactly(2.5f);
    assertThat(Dense.floats(Nd4j.createFromArray(1f, 2f))).containsExactly(1, 2);
  }

  @Test
  void emptyArraysHaveNoValues() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (long[] shape : new long[][] {{0}, {0, 3}, {3, 0}, {0, 0}, {2, 0, 4}}) {
        INDArray empty = Dense.zeros(type, shape);
        assertThat(empty.shape()).isEqualTo(shape);
        assertThat(Dense.floats(empty)).isEmpty();
        assertThat(Dense.doubles(empty)).isEmpty();
        assertThat(Dense.of(type, new double[0], shape).dataType()).isEqualTo(type);
      }
      assertThat(Dense.doubles(Dense.zeros(type, 4, 2), 3, 3)).isEmpty();
    }
    assertThat(Dense.of(new float[0], 0, 7).shape()).containsExactly(0, 7);
    assertThat(Dense.of(new double[0], 7, 0).shape()).containsExactly(7, 0);
  }

  @Test
  void madeArraysAreCopies() {
    float[] floats = {1, 2, 3, 4, 5, 6};
    INDArray x = Dense.of(floats, 2, 3);
    floats[0] = 9;
    assertThat(x.getFloat(0, 0)).isEqualTo(1);
    assertThat(x.getFloat(1, 0)).isEqualTo(4);
    assertThat(x.ordering()).isEqualTo('c');
    double[] doubles = {1, 2};
    INDArray y = Dense.of(doubles, 2);
    doubles[1] = 9;
    assertThat(y.getDouble(1)).isEqualTo(2);
    Dense.doubles(y)[0] = 7;
    assertThat(y.getDouble(0)).isEqualTo(1);
    assertThat(Dense.of(new double[] {3.5}).isScalar()).isTrue();
    assertThat(Dense.zeros(DataType.DOUBLE, 2, 2).sumNumber().doubleValue()).isZero();
  }

  @Test
  void roundingToFloats() {
    double[] values = {0.1, 1e300, -1e300, 1e-300, Double.NaN, 1 + 0x1p-24, -0.0};
    float[] wanted = {0.1f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, Float.NaN, 1, -0f};
    assertThat(Dense.floats(Dense.of(values, 7))).isEqualTo(wanted);
    assertThat(Dense.floats(Dense.of(DataType.FLOAT, values, 7))).isEqualTo(wanted);
    assertThat(Dense.doubles(Dense.of(DataType.DOUBLE, values, 7))).isEqualTo(values);
    assertThat(Dense.doubles(Dense.of(DataType.FLOAT, values, 7))[0]).isEqualTo((double) 0.1f);
  }

  @Test
  void valuesMustFillTheShape() {
    assertThatThrownBy(() -> Dense.of(new float[5], 2, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("6 values", "got 5");
    assertThatThrownBy(() -> Dense.of(new double[7], 2, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got 7");
    assertThatThrownBy(() -> Dense.of(DataType.FLOAT, new double[1], 0, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("0 values", "got 1");
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"INT", "LONG", "UBYTE", "HALF", "BFLOAT16", "BOOL"})
  void otherTypesAreRefusedNotMisread(DataType type) {
    INDArray x = Nd4j.create(type, 2, 3);
    assertThatThrownBy(() -> Dense.floats(x))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(type.toString());
    assertThatThrownBy(() -> Dense.doubles(x))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(type.toString());
  }

  @Test
  @SuppressWarnings("try") // the scope works by being open
  void whatIsMadeOutlivesAWorkspace() {
    WorkspaceConfiguration plan = WorkspaceConfiguration.builder().initialSize(1 << 16).build();
    INDArray x;
    INDArray copy;
    try (MemoryWorkspace ignored =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(plan, "DenseTest")) {
      x = Dense.of(new float[] {1, 2, 3, 4}, 2, 2);
      INDArray inside = Nd4j.create(DataType.FLOAT, new long[] {2, 2}, 'f').assign(x);
      assertThat(inside.isAttached()).isTrue();
      copy = Dense.contiguous(inside);
      assertThat(Dense.floats(inside)).containsExactly(1, 2, 3, 4);
      assertThat(Dense.zeros(DataType.FLOAT, 3).isAttached()).isFalse();
    }
    assertThat(x.isAttached()).isFalse();
    assertThat(copy.isAttached()).isFalse();
    assertThat(Dense.floats(copy)).containsExactly(1, 2, 3, 4);
  }
}
