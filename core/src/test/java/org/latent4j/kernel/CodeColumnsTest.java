package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;

class CodeColumnsTest {
  private static final List<CodeLoops> BOTH = List.of(new ScalarCodeLoops(), Kernels.codeLoops());

  private static byte[] bytes(long seed, int n) {
    RandomStream stream = new RandomStream(seed);
    byte[] out = new byte[n];
    for (int i = 0; i < n; i++) {
      out[i] = (byte) stream.below(256);
    }
    return out;
  }

  private static byte[] nibbleTables(long seed, int width) {
    byte[] tables = bytes(seed, (width << 5) + CodeColumns.BLOCK);
    java.util.Arrays.fill(tables, width << 5, tables.length, (byte) 0x55);
    return tables;
  }

  @Test
  void theVectorPathRunsHere() {
    assertThat(Kernels.codeLoops().getClass().getSimpleName()).isEqualTo("VectorCodeLoops");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "63,3", "64,2", "65,16", "200,7", "1000,16", "321,1", "0,4"})
  void sumsOfTablesOfBytes(int rows, int width) {
    byte[] packed = bytes(rows, rows * width);
    float[] tables = new RandomStream(width).normals(width << 8);
    CodeColumns columns = CodeColumns.of(packed, rows, width);
    for (int from : new int[] {0, rows / 3, rows}) {
      float[] out = new float[rows - from + 2];
      out[rows - from] = 7;
      columns.sum(tables, 0.5f, from, rows, out);
      for (int i = from; i < rows; i++) {
        double expected = 0.5;
        for (int t = 0; t < width; t++) {
          expected += tables[(t << 8) + (packed[i * width + t] & 0xFF)];
        }
        assertThat((double) out[i - from])
            .as("rows %d width %d row %d", rows, width, i)
            .isCloseTo(expected, within(1e-5 * width));
      }
      assertThat(out[rows - from]).as("nothing beyond the rows").isEqualTo(7);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "64,128", "65,16", "200,7", "1000,16", "321,1"})
  void sumsOfTablesOfNibblesAreExact(int rows, int width) {
    byte[] packed = bytes(rows, rows * width);
    byte[] tables = nibbleTables(width, width);
    CodeColumns columns = CodeColumns.of(packed, rows, width);
    float[] out = new float[rows];
    columns.sumNibbles(tables, 0.25f, 0.5f, 0, rows, out);
    for (int i = 0; i < rows; i++) {
      int sum = 0;
      for (int t = 0; t < width; t++) {
        int both = packed[i * width + t];
        sum += tables[(t << 5) + (both & 15)] & 0xFF;
        sum += tables[(t << 5) + 16 + ((both >> 4) & 15)] & 0xFF;
      }
      assertThat(out[i])
          .as("rows %d width %d row %d", rows, width, i)
          .isEqualTo(0.25f + 0.5f * sum);
    }
  }

  @Test
  void theLargestSumFits() {
    byte[] packed = bytes(5, 64 * 128);
    byte[] tables = new byte[(128 << 5) + CodeColumns.BLOCK];
    java.util.Arrays.fill(tables, (byte) 255);
    float[] out = new float[64];
    CodeColumns.of(packed, 64, 128).sumNibbles(tables, 0, 1, 0, 64, out);
    for (float sum : out) {
      assertThat(sum).isEqualTo(256f * 255f);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,3", "16,4", "9,64"})
  void bothPathsGiveTheSameBits(int width, int blocks) {
    byte[] columns = bytes(width, width * blocks * CodeColumns.BLOCK);
    float[] tables = new RandomStream(blocks).normals(width << 8);
    byte[] nibbles = nibbleTables(3, width);
    float[][] sums = new float[2][blocks * CodeColumns.BLOCK];
    float[][] small = new float[2][blocks * CodeColumns.BLOCK];
    for (int path = 0; path < 2; path++) {
      BOTH.get(path).sum(tables, width, columns, 0, blocks, 0.5f, sums[path], 0);
      BOTH.get(path).sumNibbles(nibbles, width, columns, 0, blocks, 0.1f, 0.3f, small[path], 0);
    }
    assertThat(sums[1]).as("width %d", width).containsExactly(sums[0]);
    assertThat(small[1]).as("width %d", width).containsExactly(small[0]);
  }

  @Test
  void wrongSizesAreRefused() {
    CodeColumns columns = CodeColumns.of(new byte[12], 4, 3);
    assertThat(columns.rows()).isEqualTo(4);
    assertThat(columns.width()).isEqualTo(3);
    assertThatThrownBy(() -> CodeColumns.of(new byte[11], 4, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("4 rows of 3 bytes")
        .hasMessageContaining("11 bytes");
    assertThatThrownBy(() -> columns.sum(new float[10], 0, 0, 4, new float[4]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("10 values");
    assertThatThrownBy(() -> columns.sumNibbles(new byte[96], 0, 1, 0, 4, new float[4]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("96 bytes");
    assertThatThrownBy(() -> columns.sum(new float[768], 0, 0, 5, new float[5]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("5");
    assertThatThrownBy(() -> columns.sum(new float[768], 0, 0, 4, new float[3]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3");
  }
}
