package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.kernel.RandomStream;

class ScanTablesTest {
  private static SliceTables tables(int positions, int levels) {
    float[] values = new RandomStream(positions).normals(positions * levels);
    return new SliceTables(positions, levels, values);
  }

  private static CodeMatrix codes(int positions, int levels, int rows) {
    RandomStream random = new RandomStream(rows);
    int[] codes = new int[rows * positions];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = random.below(levels);
    }
    return CodeMatrix.of(CodeSpace.uniform(positions, levels), codes);
  }

  @ParameterizedTest
  @CsvSource({"1,16", "2,16", "7,16", "8,16", "1,256", "5,256"})
  void tablesByBytesGiveTheSumsOfTheSlices(int positions, int levels) {
    SliceTables tables = tables(positions, levels);
    CodeMatrix codes = codes(positions, levels, 90);
    assertThat(tables.width()).isEqualTo(codes.space().bytesPerRow());
    float[] out = new float[50];
    SliceTables.sum(tables.byBytes(), tables.width(), codes.bytes(), 2, 30, 80, out);
    for (int row = 30; row < 80; row++) {
      double sum = 2;
      for (int s = 0; s < positions; s++) {
        sum += tables.values()[s * levels + codes.get(row, s)];
      }
      assertThat((double) out[row - 30]).as("row %d", row).isCloseTo(sum, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 255, 256})
  void roundedTablesErrByHalfAStepAPosition(int positions) {
    SliceTables exact = tables(positions, 16);
    FastScanTables rounded = FastScanTables.of(exact);
    double minima = 0;
    for (int s = 0; s < positions; s++) {
      float[] of = Arrays.copyOfRange(exact.values(), 16 * s, 16 * s + 16);
      Arrays.sort(of);
      minima += of[0];
      for (int k = 0; k < 16; k++) {
        int steps = rounded.tables()[16 * s + k] & 0xFF;
        double value = of[0] + (double) rounded.step() * steps;
        assertThat(value)
            .isCloseTo(exact.values()[16 * s + k], within(rounded.step() * 0.5001 + 1e-6));
      }
    }
    assertThat((double) rounded.base()).isCloseTo(minima, within(1e-4));
    assertThat(rounded.bound()).isCloseTo(positions * rounded.step() / 2, within(1e-6 * positions));
  }

  @Test
  void tablesWithoutSpreadAreExact() {
    FastScanTables rounded = FastScanTables.of(new SliceTables(2, 16, new float[32]));
    assertThat(rounded.step()).isZero();
    assertThat(rounded.bound()).isZero();
    assertThat(rounded.tables()).containsOnly(0);
  }

  @Test
  void tooManyOrTooLargeTablesAreRefused() {
    assertThatThrownBy(() -> FastScanTables.of(tables(257, 16)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("257 positions");
    assertThatThrownBy(() -> FastScanTables.of(tables(2, 256)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("256 codes");
  }
}
