package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.testkit.DoubleRows;
import org.latent4j.testkit.EstimatorContract;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every quantizer must pass, beside {@link EstimatorContract}: codes lie in their space, come
 * from the rows alone, stand for the values that encoding gives, survive files, and the first of
 * equally near ones wins.
 *
 * @param <Q> the quantizer
 */
public abstract class QuantizerContract<Q extends Quantizer> extends EstimatorContract<Q> {
  private static final int LARGE = 4133;

  /** For subclasses. */
  protected QuantizerContract() {}

  /**
   * Rows that are equally near to several codes.
   *
   * @param quantizer the quantizer to try
   * @param rows {@code [n, inputDimension]}
   * @param codes the codes of the first that is nearest
   */
  @SuppressWarnings("ArrayRecordComponent") // read alone
  public record Ties(Quantizer quantizer, INDArray rows, int[][] codes) {}

  /** Whether coding a value gives its codes again wherever values are distinct. */
  protected abstract boolean codesItsValuesAsThemselves();

  /** Rows between codes; null where no row is equally near to two. */
  protected abstract @Nullable Ties ties();

  /** The kind as it stands in files. */
  protected abstract String kind();

  @Override
  protected DoubleRows doubleRows() {
    return DoubleRows.STAY_DOUBLE;
  }

  /** How well rows are kept: 1 less the mean squared error over the mean variance of columns. */
  protected static double kept(Quantizer quantizer, INDArray x) {
    double[] rows = Dense.doubles(x);
    double[] values = Dense.doubles(quantizer.encode(x));
    int d = (int) x.size(1);
    double error = 0;
    double variance = 0;
    for (int j = 0; j < d; j++) {
      double mean = 0;
      for (int i = j; i < rows.length; i += d) {
        mean += rows[i] / x.size(0);
      }
      for (int i = j; i < rows.length; i += d) {
        variance += (rows[i] - mean) * (rows[i] - mean);
        error += (rows[i] - values[i]) * (rows[i] - values[i]);
      }
    }
    return 1 - error / variance;
  }

  /** Codes have a row each and lie in the declared space. */
  @Test
  public final void codesLieInTheirSpace() {
    CodeMatrix codes = subject().quantize(rows(LARGE, random("codesLieInTheirSpace")));
    assertThat(codes.rows()).isEqualTo(LARGE);
    assertThat(codes.space()).isEqualTo(subject().space());
    assertThat(codes.factors()).containsExactlyElementsOf(subject().factors());
    assertThat(subject().kind()).isEqualTo(kind());
    for (long row = 0; row < LARGE; row++) {
      for (int p = 0; p < codes.space().positions(); p++) {
        assertThat(codes.get(row, p)).isBetween(0, codes.space().level(p) - 1);
      }
    }
  }

  /** No split into batches, no number of rows and no layout changes a code. */
  @Test
  public final void noSplitChangesACode() {
    RandomStream random = random("noSplitChangesACode");
    INDArray x = rows(LARGE, random);
    for (INDArray y : List.of(x, x.castTo(DataType.DOUBLE), x.dup('f'))) {
      CodeMatrix whole = subject().quantize(y);
      for (int from = 0, to; from < LARGE; from = to) {
        to = Math.min(LARGE, from + 1 + random.below(1500));
        CodeMatrix part = subject().quantize(Dense.rows(y, from, to));
        assertThat(part)
            .as("rows %d to %d of %s, seed %s", from, to, y.dataType(), seed())
            .isEqualTo(whole.slice(from, to));
      }
    }
  }

  /** Encoding gives the values of the codes, in the type of the rows. */
  @Test
  public final void encodesToTheValuesOfItsCodes() {
    INDArray x = rows(211, random("encodesToTheValuesOfItsCodes"));
    INDArray values = subject().reconstruct(subject().quantize(x));
    assertThat(values.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(Dense.floats(subject().encode(x))).isEqualTo(Dense.floats(values));
    assertThat(subject().encode(x.castTo(DataType.DOUBLE)).dataType()).isEqualTo(DataType.DOUBLE);
  }

  /** A value is coded as itself: values of rows, and values of random codes. */
  @Test
  public final void codesOfValuesAreTheirOwn() {
    Assumptions.assumeTrue(codesItsValuesAsThemselves(), "not a law of this kind");
    RandomStream random = random("codesOfValuesAreTheirOwn");
    CodeMatrix seen = subject().quantize(rows(501, random));
    for (CodeMatrix codes : List.of(seen, randomCodes(403, random))) {
      INDArray values = subject().reconstruct(codes);
      for (INDArray x : List.of(values, values.castTo(DataType.DOUBLE))) {
        CodeMatrix again = subject().quantize(x);
        assertSameValues(codes, again);
      }
    }
  }

  /** Codes may differ only where their values are the same. */
  private void assertSameValues(CodeMatrix codes, CodeMatrix again) {
    float[] before = Dense.floats(subject().reconstruct(codes));
    float[] after = Dense.floats(subject().reconstruct(again));
    int width = (int) subject().dimension();
    for (int row = 0; row < codes.rows(); row++) {
      if (!java.util.Arrays.equals(codes.row(row), again.row(row))) {
        for (int i = row * width; i < (row + 1) * width; i++) {
          assertThat(after[i]).as("row %d, seed %s", row, seed()).isEqualTo(before[i]);
        }
      }
    }
  }

  private CodeMatrix randomCodes(int n, RandomStream random) {
    CodeSpace space = subject().space();
    int[][] codes = new int[n][space.positions()];
    for (int[] row : codes) {
      for (int p = 0; p < row.length; p++) {
        row[p] = random.below(space.level(p));
      }
    }
    return CodeMatrix.of(space, codes);
  }

  /** Of equally near codes the first wins. */
  @Test
  public final void firstOfEquallyNearCodesWins() {
    Ties ties = ties();
    Assumptions.assumeTrue(ties != null, "no row is equally near to two codes of this kind");
    for (INDArray x : List.of(ties.rows(), ties.rows().castTo(DataType.DOUBLE))) {
      CodeMatrix found = ties.quantizer().quantize(x);
      for (int row = 0; row < ties.codes().length; row++) {
        assertThat(found.row(row)).as("row %d", row).isEqualTo(ties.codes()[row]);
      }
    }
  }

  /** No rows give no codes, and no codes no rows. */
  @Test
  public final void takesNoRows() {
    INDArray none = Dense.zeros(DataType.FLOAT, 0, subject().inputDimension());
    CodeMatrix codes = subject().quantize(none);
    assertThat(codes.rows()).isZero();
    assertThat(subject().reconstruct(codes).shape())
        .isEqualTo(new long[] {0, subject().dimension()});
  }

  /** Codes of another space are refused, naming both. */
  @Test
  public final void refusesCodesOfAnotherSpace() {
    int[] levels = subject().space().levels();
    levels[levels.length - 1]++;
    CodeSpace other = new CodeSpace(levels);
    CodeMatrix codes = CodeMatrix.of(other, new int[1][levels.length]);
    assertThatThrownBy(() -> subject().reconstruct(codes))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(other.toString())
        .hasMessageContaining(subject().space().toString());
  }

  /** Loaded from a file by its kind, it codes and decodes alike. */
  @Test
  public final void loadsByItsKind(@TempDir Path folder) {
    Path file = folder.resolve("quantizer.safetensors");
    subject().save(file);
    Quantizer loaded = Quantizer.load(file);
    INDArray x = rows(301, random("loadsByItsKind"));
    assertThat(loaded).hasSameClassAs(subject());
    assertThat(loaded.step()).isEqualTo(subject().step());
    assertThat(loaded.quantize(x)).isEqualTo(subject().quantize(x));
    assertThat(Dense.floats(loaded.encode(x))).isEqualTo(Dense.floats(subject().encode(x)));
  }

  /** Codes survive a codes file, with their factors. */
  @Test
  public final void codesSurviveFiles(@TempDir Path folder) {
    CodeMatrix codes = subject().quantize(rows(77, random("codesSurviveFiles")));
    for (String name : List.of("codes.npz", "codes.safetensors")) {
      Path file = folder.resolve(name);
      codes.save(file);
      CodeMatrix read = CodeMatrix.load(file, subject().space(), subject().factors());
      assertThat(read.packed()).as(name).isEqualTo(codes.packed());
      for (String factor : codes.factors()) {
        assertThat(read.factor(factor)).as(factor).isEqualTo(codes.factor(factor));
      }
      assertThat(Dense.floats(subject().reconstruct(read)))
          .isEqualTo(Dense.floats(subject().reconstruct(codes)));
    }
  }

  /** Different rows of codes have different indices below the size of the space. */
  @Test
  public final void indicesTellCodesApart() {
    CodeMatrix codes = subject().quantize(rows(307, random("indicesTellCodesApart")));
    BigInteger size = subject().space().size();
    Assumptions.assumeTrue(size.bitLength() < 64, "the space has more rows than numbers");
    Map<Long, List<Integer>> byIndex = new HashMap<>();
    for (int row = 0; row < codes.rows(); row++) {
      long index = codes.index(row);
      assertThat(index).isBetween(0L, size.longValueExact() - 1);
      List<Integer> of = new ArrayList<>();
      for (int code : codes.row(row)) {
        of.add(code);
      }
      assertThat(byIndex.putIfAbsent(index, of)).isIn(null, of);
    }
  }
}
