package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sparse rows against dense ones, and what lies in their files. */
class SparseFilesTest {
  @TempDir private Path folder;

  private static INDArray random(long seed, DataType type, int rows, int columns, double share) {
    Random random = new Random(seed);
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < share ? random.nextGaussian() : 0;
    }
    return Dense.of(type, values, rows, columns);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,9,0.5", "9,1,0.5", "20,30,0.1", "20,30,0", "20,30,1", "3,500,0.01"})
  void denseSparseFileAndBack(int rows, int columns, double share) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray x = random(rows + columns, type, rows, columns, share);
      double[] all = Dense.doubles(x);
      SparseRows sparse = SparseRows.ofDense(x);
      assertThat(sparse.dataType()).isEqualTo(type);
      assertThat(sparse.nonZeros()).isEqualTo(Arrays.stream(all).filter(v -> v != 0).count());
      double[] rebuilt = new double[all.length];
      for (int row = 0; row < rows; row++) {
        for (int at = sparse.start(row); at < sparse.start(row + 1); at++) {
          rebuilt[row * columns + sparse.column(at)] = sparse.value(at);
        }
      }
      assertThat(rebuilt).as("seed %d", rows + columns).isEqualTo(all);
      assertThat(SparseRows.ofDense(x.dup('f'))).isEqualTo(sparse).hasSameHashCodeAs(sparse);
      Path file = folder.resolve("x.npz");
      sparse.save(file);
      SparseRows back = SparseRows.read(file);
      assertThat(back).isEqualTo(sparse);
      assertThat(back.toDense()).isEqualTo(x);
      assertThat(back.toDense().dataType()).isEqualTo(type);
      NpzFile.open(file).check();
    }
  }

  @Test
  void theArraysInTheFileAreThoseOfTheMatrix() {
    Path file = folder.resolve("x.npz");
    SparseRows.of(7, new long[] {0, 2, 2, 3}, new int[] {1, 6, 0}, new double[] {0.5, -1, 1e300})
        .save(file);
    NpzFile npz = NpzFile.open(file);
    assertThat(npz.array("indptr").longs()).containsExactly(0, 2, 2, 3);
    assertThat(npz.array("indices").longs()).containsExactly(1, 6, 0);
    assertThat(npz.array("data").doubles()).containsExactly(0.5, -1, 1e300);
    assertThat(npz.array("shape").longs()).containsExactly(3, 7);
    assertThat(npz.array("format").strings()).containsExactly("csr");
  }

  @Test
  void whatIsGivenIsCopied() {
    long[] starts = {0, 1};
    int[] indices = {2};
    double[] values = {5};
    SparseRows rows = SparseRows.of(3, starts, indices, values);
    starts[1] = 0;
    indices[0] = 0;
    values[0] = 9;
    assertThat(rows.start(1)).isEqualTo(1);
    assertThat(rows.column(0)).isEqualTo(2);
    assertThat(rows.value(0)).isEqualTo(5);
  }

  @Test
  void equalityLooksAtEverything() {
    SparseRows one = SparseRows.of(3, new long[] {0, 1}, new int[] {2}, new double[] {5});
    assertThat(one)
        .isNotEqualTo(SparseRows.of(4, new long[] {0, 1}, new int[] {2}, new double[] {5}))
        .isNotEqualTo(SparseRows.of(3, new long[] {0, 1}, new int[] {1}, new double[] {5}))
        .isNotEqualTo(SparseRows.of(3, new long[] {0, 1}, new int[] {2}, new double[] {6}))
        .isNotEqualTo(SparseRows.of(3, new long[] {0, 1, 1}, new int[] {2}, new double[] {5}))
        .isNotEqualTo(SparseRows.of(3, new long[] {0, 1}, new int[] {2}, new float[] {5}))
        .isNotEqualTo("sparse");
  }

  @Test
  void rowsOutsideAndOtherMatricesAreRefused() {
    SparseRows rows = SparseRows.of(3, new long[] {0, 1}, new int[] {2}, new double[] {5});
    for (long row : new long[] {-1, 2, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> rows.start(row))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("got " + row);
    }
    assertThatThrownBy(() -> SparseRows.ofDense(Dense.zeros(DataType.FLOAT, 3)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () -> SparseRows.ofDense(Dense.zeros(DataType.FLOAT, 3, 2).castTo(DataType.INT32)))
        .isInstanceOf(InputException.class);
    assertThat(SparseRows.ofDense(Dense.zeros(DataType.FLOAT, 0, 4)).rows()).isZero();
    assertThat(SparseRows.ofDense(Dense.zeros(DataType.FLOAT, 2, 0)).toDense().shape())
        .containsExactly(2, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"indptr", "indices", "data", "shape", "format"})
  void aMissingArrayIsNamed(String missing) {
    Path file = write(missing, null);
    assertThatThrownBy(() -> SparseRows.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll(file.toString(), missing);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -9, Long.MIN_VALUE, 1L << 31, Long.MAX_VALUE, 6, 0})
  void impossibleWidthsAreFormatErrors(long columns) {
    Path file = write("shape", HeldArray.of("shape", new long[] {2, columns}, 2));
    assertThatThrownBy(() -> SparseRows.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void startsThatDoNotAscendAreRefused() {
    for (long[] starts :
        new long[][] {
          {1, 2, 3}, {0, 4, 3}, {0, -1, 3}, {0, 2, 2}, {0, 2, 4}, {0, Long.MAX_VALUE, 3}, {0, 3, 2}
        }) {
      Path file = write("indptr", HeldArray.of("indptr", starts, 3));
      assertThatThrownBy(() -> SparseRows.read(file))
          .as(Arrays.toString(starts))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void otherWidthsOfWholeNumbersAreRead() {
    SparseRows expected = SparseRows.read(write("", null));
    assertThat(expected.columns()).isEqualTo(7);
    for (StoredArray other :
        List.of(
            HeldArray.of("indices", new long[] {1, 6, 0}, 3),
            HeldArray.of("indptr", new int[] {0, 2, 3}, 3),
            HeldArray.of("shape", new int[] {2, 7}, 2))) {
      assertThat(SparseRows.read(write(other.description().name(), other))).isEqualTo(expected);
    }
    Path file = write("indptr", HeldArray.of("indptr", new double[] {0, 2, 3}, 3));
    assertThatThrownBy(() -> SparseRows.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("indptr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csc", "bsr", "coo", "CSR", "csr ", ""})
  void otherFormatsAreRefusedByName(String format) {
    Path file = write("format", HeldArray.of("format", List.of(format)));
    assertThatThrownBy(() -> SparseRows.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll(file.toString(), "'csr'", "'" + format + "'");
  }

  private Path write(String name, @org.jspecify.annotations.Nullable StoredArray instead) {
    List<StoredArray> arrays = new ArrayList<>();
    for (StoredArray array :
        List.of(
            HeldArray.of("indptr", new long[] {0, 2, 3}, 3),
            HeldArray.of("indices", new int[] {1, 6, 0}, 3),
            HeldArray.of("data", new float[] {1, 2, 3}, 3),
            HeldArray.of("shape", new long[] {2, 7}, 2),
            HeldArray.of("format", List.of("csr")))) {
      boolean other = array.description().name().equals(name);
      if (!other) {
        arrays.add(array);
      } else if (instead != null) {
        arrays.add(instead);
      }
    }
    Path file = folder.resolve("made.npz");
    NpzWriter.write(file, arrays);
    return file;
  }
}
