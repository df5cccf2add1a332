package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sparse rows as matrices: products, views, odd values and sizes. */
class SparseProductTest {
  @TempDir private Path folder;

  @Test
  void aProductWithAVectorIsThatOfTheDenseMatrix() {
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 20; round++) {
      int rows = 1 + random.nextInt(20);
      int columns = 1 + random.nextInt(30);
      double[] all = new double[rows * columns];
      for (int i = 0; i < all.length; i++) {
        all[i] = random.nextInt(3) == 0 ? random.nextDouble(-1, 1) : 0;
      }
      double[] vector = random.doubles(columns, -1, 1).toArray();
      SparseRows sparse = SparseRows.ofDense(Dense.of(all, rows, columns));
      for (int row = 0; row < rows; row++) {
        double dense = 0;
        for (int j = 0; j < columns; j++) {
          dense += all[row * columns + j] * vector[j];
        }
        double sum = 0;
        for (int at = sparse.start(row); at < sparse.start(row + 1); at++) {
          sum += sparse.value(at) * vector[sparse.column(at)];
        }
        assertThat(sum).as("seed 6, round %d, row %d", round, row).isEqualTo(dense);
      }
    }
  }

  @Test
  void viewsGiveTheRowsOfTheirCopies() {
    INDArray wide = Dense.of(new double[] {1, 0, 2, 0, 3, 0, 0, 4, 0, 5, 0, 6}, 3, 4);
    INDArray rows = Dense.rows(wide, 1, 3);
    assertThat(SparseRows.ofDense(rows)).isEqualTo(SparseRows.ofDense(rows.dup('c')));
    INDArray turned = wide.transpose();
    assertThat(SparseRows.ofDense(turned)).isEqualTo(SparseRows.ofDense(turned.dup('c')));
    assertThat(SparseRows.ofDense(turned).toDense()).isEqualTo(turned.dup('c'));
    assertThat(Dense.doubles(wide)).as("unchanged").startsWith(1, 0, 2, 0, 3);
  }

  @Test
  void oddValuesComeBackFromAFile() {
    double[] values = {
      Double.MIN_VALUE, -Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e-300
    };
    SparseRows rows = SparseRows.of(9, new long[] {0, 3, 6}, new int[] {0, 4, 8, 1, 2, 3}, values);
    Path file = folder.resolve("odd.npz");
    rows.save(file);
    SparseRows back = SparseRows.read(file);
    assertThat(back).isEqualTo(rows).hasSameHashCodeAs(rows);
    for (int i = 0; i < values.length; i++) {
      assertThat(Double.doubleToLongBits(back.value(i)))
          .isEqualTo(Double.doubleToLongBits(values[i]));
    }
    assertThat(SparseRows.ofDense(Dense.of(new double[] {0, -0.0, Double.NaN}, 1, 3)).nonZeros())
        .as("zeros of either sign are not stored, NaN is")
        .isEqualTo(1);
  }

  @Test
  void floatsAreKeptAsFloats() {
    float[] values = {0.1f, Float.MIN_VALUE, Float.MAX_VALUE};
    SparseRows rows = SparseRows.of(3, new long[] {0, 3}, new int[] {0, 1, 2}, values);
    Path file = folder.resolve("f.npz");
    rows.save(file);
    SparseRows back = SparseRows.read(file);
    assertThat(back.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(Dense.floats(back.toDense())).containsExactly(values);
    assertThat(back.value(0)).isEqualTo(0.1f);
  }

  @Test
  void aMatrixTooLargeToBeDenseSaysSo() {
    SparseRows wide =
        SparseRows.of(
            Integer.MAX_VALUE, new long[] {0, 1}, new int[] {2_147_483_646}, new float[1]);
    assertThat(wide.columns()).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(wide::toDense)
        .isInstanceOf(InputException.class)
        .hasMessage("SparseRows.toDense: expected at most 2147483639 values, got [1, 2147483647]");
    SparseRows tall = SparseRows.of(1 << 30, new long[9], new int[0], new double[0]);
    assertThatThrownBy(tall::toDense).hasMessageContaining("[8, 1073741824]");
    Path file = folder.resolve("wide.npz");
    wide.save(file);
    assertThat(SparseRows.read(file)).isEqualTo(wide);
  }

  @Test
  void anOlderFileIsReplacedWholeAndAFailureNamesThePlace() throws Exception {
    Path file = folder.resolve("s.npz");
    Files.writeString(file, "older");
    SparseRows rows = SparseRows.of(2, new long[] {0, 1}, new int[] {1}, new float[] {3});
    rows.save(file);
    assertThat(SparseRows.read(file)).isEqualTo(rows);
    Path missing = folder.resolve("none").resolve("s.npz");
    assertThatThrownBy(() -> rows.save(missing)).hasMessageContaining("none");
    assertThatThrownBy(() -> SparseRows.read(missing)).hasMessageContaining(missing.toString());
  }
}
