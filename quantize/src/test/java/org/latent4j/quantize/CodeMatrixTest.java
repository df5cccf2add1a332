package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.ElementType;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.kernel.RandomStream;

/** Packed codes: their bits, their numbers, their files. */
class CodeMatrixTest {
  private static final long SEED = 20261124;

  private static CodeMatrix sample(CodeSpace space, int rows, RandomStream random) {
    int[][] codes = new int[rows][space.positions()];
    for (int[] row : codes) {
      for (int p = 0; p < row.length; p++) {
        row[p] = random.below(space.level(p));
      }
    }
    return CodeMatrix.of(space, codes);
  }

  @Test
  void packsAsTheGoldenFile() {
    CodeSpace space = new CodeSpace(Golden.integers("pack", "levels"));
    int[] codes = Golden.integers("pack", "codes");
    CodeMatrix matrix = CodeMatrix.of(space, codes);
    byte[] golden = new byte[Golden.integers("pack", "packed").length];
    for (int i = 0; i < golden.length; i++) {
      golden[i] = (byte) Golden.integers("pack", "packed")[i];
    }
    assertThat(matrix.packed()).isEqualTo(golden);
    long[] index = Golden.open("pack").array("index").longs();
    for (int row = 0; row < index.length; row++) {
      assertThat(matrix.index(row)).isEqualTo(index[row]);
    }
    assertThat(CodeMatrix.ofPacked(space, index.length, golden)).isEqualTo(matrix);
    assertThat(matrix.codes()).isEqualTo(codes);
  }

  @Test
  void unpacksWhatItPacked() {
    RandomStream random = new RandomStream(SEED);
    for (int trial = 0; trial < 200; trial++) {
      int[] levels = new int[1 + random.below(9)];
      for (int p = 0; p < levels.length; p++) {
        int bits = 1 + random.below(17);
        levels[p] = (1 << (bits - 1)) + 1 + random.below(1 << (bits - 1));
      }
      CodeSpace space = new CodeSpace(levels);
      CodeMatrix matrix = sample(space, 1 + random.below(20), random);
      CodeMatrix again = CodeMatrix.ofPacked(space, matrix.rows(), matrix.packed());
      assertThat(again).as("trial %d of seed %d, %s", trial, SEED, space).isEqualTo(matrix);
      for (int row = 0; row < matrix.rows(); row++) {
        for (int p = 0; p < levels.length; p++) {
          assertThat(again.get(row, p)).isEqualTo(matrix.row(row)[p]);
          assertThat(bits(matrix, row, p)).isEqualTo(matrix.get(row, p));
        }
      }
    }
  }

  /** The code of a position, bit by bit as the definition says. */
  private static int bits(CodeMatrix matrix, int row, int position) {
    int offset = IntStream.range(0, position).map(matrix.space()::bits).sum();
    int code = 0;
    for (int t = 0; t < matrix.space().bits(position); t++) {
      int b = offset + t;
      int at = row * matrix.space().bytesPerRow() + (b >> 3);
      code |= (matrix.packed()[at] >> (b & 7) & 1) << t;
    }
    return code;
  }

  @Test
  void countsBitsAndRows() {
    CodeSpace space = new CodeSpace(1, 2, 3, 256, 257, Integer.MAX_VALUE);
    assertThat(IntStream.range(0, 6).map(space::bits)).containsExactly(0, 1, 2, 8, 9, 31);
    assertThat(space.bytesPerRow()).isEqualTo(7);
    assertThat(space.size())
        .isEqualTo(BigInteger.valueOf(2L * 3 * 256 * 257).multiply(BigInteger.valueOf(0x7FFFFFFF)));
    assertThat(CodeSpace.uniform(3, 5)).isEqualTo(new CodeSpace(5, 5, 5)).hasToString("3 x 5");
    int[] levels = {2, 3};
    CodeSpace copied = new CodeSpace(levels);
    levels[0] = 9;
    copied.levels()[1] = 9;
    assertThat(copied).isEqualTo(new CodeSpace(2, 3));
  }

  @Test
  void theLargestCodeOf31BitsSurvives() {
    CodeSpace space = new CodeSpace(2, Integer.MAX_VALUE, 3);
    CodeMatrix matrix = CodeMatrix.of(space, new int[][] {{1, Integer.MAX_VALUE - 1, 2}});
    assertThat(matrix.row(0)).containsExactly(1, Integer.MAX_VALUE - 1, 2);
  }

  @Test
  void positionZeroCountsFastest() {
    CodeMatrix matrix = CodeMatrix.of(new CodeSpace(3, 4, 5), new int[][] {{2, 1, 3}});
    assertThat(matrix.index(0)).isEqualTo(2 + 3 * (1 + 4 * 3));
    assertThat(matrix.topFirst().index(0)).isEqualTo((2 * 4 + 1) * 5 + 3);
    assertThat(matrix.topFirst().codes()).isEqualTo(matrix.codes());
  }

  @Test
  void indicesGoUpTo63Bits() {
    CodeSpace largest = CodeSpace.uniform(63, 2);
    int[] ones = IntStream.generate(() -> 1).limit(63).toArray();
    assertThat(CodeMatrix.of(largest, new int[][] {ones}).index(0)).isEqualTo(Long.MAX_VALUE);
    CodeSpace larger = CodeSpace.uniform(64, 2);
    CodeMatrix matrix = CodeMatrix.of(larger, new int[1][64]);
    assertThatThrownBy(() -> matrix.index(0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining(larger.size().toString());
  }

  @Test
  void refusesCodesOutsideTheirLevels() {
    CodeSpace space = new CodeSpace(4, 3);
    for (int code : new int[] {3, -1}) {
      assertThatThrownBy(() -> CodeMatrix.of(space, new int[][] {{0, 0}, {0, code}}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("row 1, position 1")
          .hasMessageContaining("got " + code);
    }
    // Two bits can say 3, of which there is no code.
    assertThatThrownBy(() -> CodeMatrix.ofPacked(space, 1, new byte[] {12}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 0, position 1");
    assertThatThrownBy(() -> CodeMatrix.ofPacked(space, 2, new byte[1]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("1 bytes");
    assertThatThrownBy(() -> CodeMatrix.of(space, new int[][] {{0}}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> new CodeSpace(2, 0)).hasMessageContaining("position 1");
    assertThatThrownBy(CodeSpace::new).isInstanceOf(InputException.class);
  }

  @Test
  void factorsBelongToRows() {
    CodeMatrix matrix = sample(new CodeSpace(7), 3, new RandomStream(SEED));
    CodeMatrix with = matrix.withFactor("norm", new float[] {1, 2, 3});
    assertThat(with.factor("norm")).containsExactly(1, 2, 3);
    assertThat(with.slice(1, 3).factor("norm")).containsExactly(2, 3);
    assertThat(with)
        .isNotEqualTo(matrix)
        .isEqualTo(matrix.withFactor("norm", new float[] {1, 2, 3}));
    with.factor("norm")[0] = 9;
    with.packed()[0] ^= 1;
    assertThat(with.factor("norm")[0]).isEqualTo(1);
    assertThat(with.codes()).isEqualTo(matrix.codes());
    assertThatThrownBy(() -> with.factor("sum")).hasMessageContaining("norm");
    assertThatThrownBy(() -> matrix.withFactor("norm", new float[2]))
        .isInstanceOf(ShapeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"codes.npz", "codes.safetensors", "codes.npy"})
  void survivesFiles(String name, @TempDir Path folder) {
    for (int levels : new int[] {256, 257}) {
      CodeSpace space = new CodeSpace(2, levels);
      CodeMatrix matrix = sample(space, 9, new RandomStream(SEED));
      Path file = folder.resolve(name);
      matrix.save(file);
      assertThat(CodeMatrix.load(file, space, List.of())).isEqualTo(matrix);
      assertThat(ArrayFile.open(file).descriptions().get(0).type())
          .isEqualTo(levels > 256 ? ElementType.I32 : ElementType.U8);
    }
  }

  @Test
  void npyHoldsNoFactors(@TempDir Path folder) {
    CodeSpace space = new CodeSpace(5);
    CodeMatrix matrix =
        sample(space, 2, new RandomStream(SEED)).withFactor("sum", new float[] {1, 2});
    Path npy = folder.resolve("codes.npy");
    assertThatThrownBy(() -> matrix.save(npy))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sum");
    assertThat(Files.exists(npy)).isFalse();
    matrix.save(folder.resolve("codes.npz"));
    assertThat(CodeMatrix.load(folder.resolve("codes.npz"), space, List.of("sum")))
        .isEqualTo(matrix);
    sample(space, 2, new RandomStream(SEED)).save(npy);
    assertThatThrownBy(() -> CodeMatrix.load(npy, space, List.of("sum")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("codes.npy");
  }

  @Test
  void refusesFilesOfOtherCodes(@TempDir Path folder) {
    CodeSpace space = new CodeSpace(4, 4);
    Path file = folder.resolve("codes.npz");
    CodeMatrix.of(new CodeSpace(4, 5), new int[][] {{3, 3}, {0, 4}}).save(file);
    assertThatThrownBy(() -> CodeMatrix.load(file, space, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 1, position 1")
        .hasMessageContaining("got 4");
    assertThatThrownBy(() -> CodeMatrix.load(file, new CodeSpace(4), List.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 2]");
    assertThatThrownBy(() -> CodeMatrix.load(file, new CodeSpace(4, 5), List.of("norm")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("norm");
    NpzWriter.write(
        file,
        List.of(
            HeldArray.of("codes", new int[] {0, 0}, 1, 2),
            HeldArray.of("norm", new float[] {Float.NaN}, 1)));
    assertThatThrownBy(() -> CodeMatrix.load(file, space, List.of("norm")))
        .hasMessageContaining("NaN");
    Path floats = folder.resolve("codes.npy");
    NpyWriter.write(floats, HeldArray.of("", new float[] {0, 0}, 1, 2));
    assertThatThrownBy(() -> CodeMatrix.load(floats, space, List.of()))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("F32");
    assertThatThrownBy(() -> CodeMatrix.load(folder.resolve("codes.txt"), space, List.of()))
        .hasMessageContaining("codes.txt");
  }
}
