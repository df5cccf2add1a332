package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpzFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.StoredArray;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sparse rows and their file. */
class SparseRowsTest {
  @TempDir private Path folder;

  @Test
  void denseAndBack() {
    INDArray x = Dense.of(new float[] {0, 1, 0, 0, 0, 0, 2, 0, -3}, 3, 3);
    SparseRows rows = SparseRows.ofDense(x);
    assertThat(rows.rows()).isEqualTo(3);
    assertThat(rows.columns()).isEqualTo(3);
    assertThat(rows.nonZeros()).isEqualTo(3);
    assertThat(rows.start(2)).isEqualTo(1);
    assertThat(rows.start(3)).isEqualTo(3);
    assertThat(rows.column(2)).isEqualTo(2);
    assertThat(rows.value(2)).isEqualTo(-3);
    assertThat(rows.toDense()).isEqualTo(x);
    assertThat(rows)
        .isEqualTo(
            SparseRows.of(3, new long[] {0, 1, 1, 3}, new int[] {1, 0, 2}, new float[] {1, 2, -3}))
        .hasToString("sparse [3, 3] with 3 values");
  }

  @Test
  void theFileIsThatOfScipy() {
    Path file = folder.resolve("s.npz");
    for (SparseRows rows :
        List.of(
            SparseRows.of(9, new long[] {0, 2, 2}, new int[] {1, 8}, new float[] {0.1f, 2}),
            SparseRows.of(9, new long[] {0, 2}, new int[] {0, 1}, new double[] {0.1, 2}),
            SparseRows.of(0, new long[] {0}, new int[0], new double[0]))) {
      rows.save(file);
      assertThat(SparseRows.read(file)).isEqualTo(rows);
    }
    SparseRows.of(4, new long[] {0, 1}, new int[] {3}, new float[] {1}).save(file);
    NpzFile npz = NpzFile.open(file);
    assertThat(npz.descriptions())
        .extracting(Object::toString)
        .containsExactly(
            "'indptr' I64 [2]",
            "'indices' I32 [1]",
            "'data' F32 [1]",
            "'shape' I64 [2]",
            "'format' S3 []");
    assertThat(npz.array("shape").longs()).containsExactly(1, 4);
    assertThat(SparseRows.read(file).dataType()).isEqualTo(DataType.FLOAT);
  }

  @Test
  void wrongRowsAreRefused() {
    float[] two = {1, 2};
    assertThatThrownBy(() -> SparseRows.of(3, new long[] {0, 2}, new int[] {1, 1}, two))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> SparseRows.of(3, new long[] {0, 2}, new int[] {2, 1}, two))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> SparseRows.of(2, new long[] {0, 2}, new int[] {0, 2}, two))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> SparseRows.of(2, new long[] {0, 2}, new int[] {-1, 1}, two))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> SparseRows.of(2, new long[] {0, 3, 2}, new int[] {0, 1}, two))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> SparseRows.of(2, new long[] {0, 1}, new int[] {0, 1}, two))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> SparseRows.of(2, new long[0], new int[] {0, 1}, two))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> SparseRows.of(-1, new long[] {0}, new int[0], new float[0]))
        .isInstanceOf(InputException.class);
  }

  @Test
  void wrongFilesAreRefused() {
    assertRefused("format", HeldArray.of("format", List.of("csc")));
    assertRefused("shape", HeldArray.of("shape", new long[] {2, 4}, 2));
    assertRefused("shape", HeldArray.of("shape", new long[] {1, 4, 1}, 3));
    assertRefused("indices", HeldArray.of("indices", new long[] {1L << 40}, 1));
    assertRefused("data", HeldArray.of("data", new int[] {1}, 1));
    assertRefused("indptr", HeldArray.of("indptr", new long[] {0, 1}, 1, 2));
    assertRefused("columns", HeldArray.of("indices", new int[] {4}, 1));
  }

  private void assertRefused(String word, StoredArray changed) {
    List<StoredArray> arrays =
        new ArrayList<>(
            List.of(
                HeldArray.of("indptr", new long[] {0, 1}, 2),
                HeldArray.of("indices", new int[] {3}, 1),
                HeldArray.of("data", new float[] {1}, 1),
                HeldArray.of("shape", new long[] {1, 4}, 2),
                HeldArray.of("format", List.of("csr"))));
    arrays.replaceAll(
        array -> array.description().name().equals(changed.description().name()) ? changed : array);
    Path file = folder.resolve("wrong.npz");
    NpzWriter.write(file, arrays);
    assertThatThrownBy(() -> SparseRows.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(word);
  }
}
