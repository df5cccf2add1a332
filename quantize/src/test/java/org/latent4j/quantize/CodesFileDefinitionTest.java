package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.io.ArrayDescription;
import org.latent4j.io.ArrayFile;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;

/** Codes files as other programs write them, whole and broken. */
class CodesFileDefinitionTest {
  private static final CodeSpace SPACE = new CodeSpace(4, 3);
  private static final int[][] CODES = {{3, 2}, {0, 1}, {2, 0}};
  private static final CodeMatrix MATRIX = CodeMatrix.of(SPACE, CODES);

  @TempDir private Path folder;

  /** An npy file of version 1.0, byte by byte. */
  private static byte[] npy(String type, boolean fortran, String shape, byte[] data) {
    String head =
        "{'descr': '"
            + type
            + "', 'fortran_order': "
            + (fortran ? "True" : "False")
            + ", 'shape': "
            + shape
            + ", }";
    int padding = 64 - (10 + head.length() + 1) % 64;
    byte[] header = (head + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length & 0xFF);
    out.write(header.length >> 8);
    out.writeBytes(header);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static byte[] data(String type, int... values) {
    int size = type.charAt(2) - '0';
    ByteBuffer out =
        ByteBuffer.allocate(size * values.length)
            .order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (size) {
        case 1 -> out.put((byte) value);
        case 2 -> out.putShort((short) value);
        case 4 -> out.putInt(value);
        default -> out.putLong(value);
      }
    }
    return out.array();
  }

  @ParameterizedTest
  @ValueSource(strings = {"|u1", "|i1", "<i2", "<u2", "<i4", "<i8", ">i4", ">i8"})
  void wholeNumbersOfAnyTypeAreCodes(String type) throws IOException {
    Path file = folder.resolve("codes.npy");
    Files.write(file, npy(type, false, "(3, 2)", data(type, 3, 2, 0, 1, 2, 0)));
    assertThat(CodeMatrix.load(file, SPACE, List.of())).isEqualTo(MATRIX);
    Files.write(file, npy(type, true, "(3, 2)", data(type, 3, 0, 2, 2, 1, 0)));
    assertThat(CodeMatrix.load(file, SPACE, List.of())).as("Fortran order").isEqualTo(MATRIX);
    Files.write(file, npy(type, false, "(0, 2)", new byte[0]));
    assertThat(CodeMatrix.load(file, SPACE, List.of()).rows()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"|i1,-1", "<i4,-2147483648", "<i4,2147483647", "<i8,3", "|u1,255", "<i2,-300"})
  void codesOutOfRangeAreNamed(String type, int bad) throws IOException {
    Path file = folder.resolve("codes.npy");
    Files.write(file, npy(type, false, "(3, 2)", data(type, 3, 2, 0, 1, 2, bad)));
    assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("codes.npy", "row 2, position 1", "0 to 2", Integer.toString(bad));
  }

  @Test
  void codesBeyond32BitsAreNotCutOff() {
    Path file = folder.resolve("codes.npz");
    NpzWriter.write(file, List.of(HeldArray.of("codes", new long[] {1L << 32, 0}, 1, 2)));
    assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("row 0, position 0", "4294967296");
  }

  @ParameterizedTest
  @CsvSource({"<f4,'(3, 2)'", "<f8,'(3, 2)'"})
  void codesThatAreNoWholeNumbersAreRefused(String type, String shape) throws IOException {
    Path file = folder.resolve("codes.npy");
    Files.write(file, npy(type, false, shape, new byte[6 * (type.charAt(2) - '0')]));
    assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("codes.npy", "whole numbers");
  }

  @ParameterizedTest
  @CsvSource({"'(6,)',[6]", "'(1, 3, 2)','[1, 3, 2]'", "'(2, 3)','[2, 3]'", "'(6, 1)','[6, 1]'"})
  void codesOfAnotherShapeAreRefused(String shape, String said) throws IOException {
    Path file = folder.resolve("codes.npy");
    Files.write(file, npy("|u1", false, shape, new byte[6]));
    assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("codes.npy", "[n, 2]", said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"codes.npy", "codes.npz", "codes.safetensors"})
  void truncatedFilesAreRefused(String name) throws IOException {
    Path file = folder.resolve(name);
    MATRIX.save(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of()))
          .as("%s of %d bytes", name, length)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"codes.npz", "codes.safetensors"})
  void factorsStandBesideTheCodes(String name) {
    CodeMatrix matrix =
        MATRIX
            .withFactor("lower", new float[] {-1, 0, 1e30f})
            .withFactor("sum", new float[] {5, 1, 2});
    Path file = folder.resolve(name);
    matrix.save(file);
    ArrayFile arrays = ArrayFile.open(file);
    assertThat(arrays.names()).containsExactlyInAnyOrder("codes", "lower", "sum");
    ArrayDescription codes = arrays.array("codes").description();
    assertThat(codes.type()).hasToString("U8");
    assertThat(codes.shape()).containsExactly(3, 2);
    ArrayDescription lower = arrays.array("lower").description();
    assertThat(lower.type()).hasToString("F32");
    assertThat(lower.shape()).containsExactly(3);
    assertThat(arrays.array("lower").floats()).containsExactly(-1, 0, 1e30f);
    assertThat(CodeMatrix.load(file, SPACE, List.of("lower", "sum"))).isEqualTo(matrix);
    assertThat(CodeMatrix.load(file, SPACE, List.of("sum")).factors())
        .as("what is not asked for is left")
        .containsExactly("sum");
  }

  private void refusedFactor(StoredArray factor, String... words) {
    StoredArray codes = HeldArray.of("codes", new byte[] {3, 2, 0, 1, 2, 0}, 3, 2);
    for (String name : new String[] {"codes.npz", "codes.safetensors"}) {
      Path file = folder.resolve(name);
      if (name.endsWith("npz")) {
        NpzWriter.write(file, List.of(codes, factor));
      } else {
        SafetensorsWriter.write(file, java.util.Map.of(), List.of(codes, factor));
      }
      assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of("norm")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(name)
          .hasMessageContainingAll(words);
    }
  }

  @Test
  void brokenFactorsAreNamed() {
    refusedFactor(HeldArray.of("norm", new float[2], 2), "norm", "[3]", "[2]");
    refusedFactor(HeldArray.of("norm", new float[3], 3, 1), "norm", "[3, 1]");
    refusedFactor(HeldArray.of("norm", new int[3], 3), "norm", "I32");
    refusedFactor(HeldArray.of("norms", new float[3], 3), "norm");
    refusedFactor(
        HeldArray.of("norm", new float[] {1, Float.POSITIVE_INFINITY, 1}, 3),
        "norm",
        "row 1",
        "Infinity");
  }

  @Test
  void factorsInDoubleAreRounded() {
    Path file = folder.resolve("codes.npz");
    NpzWriter.write(
        file,
        List.of(
            HeldArray.of("norm", new double[] {0.1, 2, 3}, 3),
            HeldArray.of("codes", new int[] {3, 2, 0, 1, 2, 0}, 3, 2)));
    CodeMatrix loaded = CodeMatrix.load(file, SPACE, List.of("norm"));
    assertThat(loaded.factor("norm")).containsExactly(0.1f, 2, 3);
    assertThat(loaded.codes()).isEqualTo(MATRIX.codes());
  }

  @Test
  void codesMustBeNamedInFilesOfMany() {
    for (String name : new String[] {"codes.npz", "codes.safetensors"}) {
      Path file = folder.resolve(name);
      StoredArray other = HeldArray.of("code", new byte[6], 3, 2);
      if (name.endsWith("npz")) {
        NpzWriter.write(file, List.of(other));
      } else {
        SafetensorsWriter.write(file, java.util.Map.of(), List.of(other));
      }
      assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of()))
          .isInstanceOf(InputException.class)
          .hasMessageContainingAll(name, "codes");
    }
  }

  @ParameterizedTest
  @CsvSource({"2,U8,1", "255,U8,1", "256,U8,1", "257,I32,4", "70000,I32,4"})
  void theWidestPositionDecidesTheType(int levels, String type, int bytes) throws IOException {
    CodeSpace space = new CodeSpace(2, levels);
    CodeMatrix matrix = CodeMatrix.of(space, new int[][] {{1, levels - 1}, {0, 0}});
    Path file = folder.resolve("codes.npy");
    matrix.save(file);
    assertThat(ArrayFile.open(file).descriptions().get(0).type()).hasToString(type);
    String head = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(head).contains(bytes == 1 ? "'|u1'" : "'<i4'").contains("(2, 2)");
    assertThat(CodeMatrix.load(file, space, List.of())).isEqualTo(matrix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"codes", "codes.txt", "codes.csv", "codes.npy.gz"})
  void otherEndingsAreRefused(String name) {
    Path file = folder.resolve(name);
    assertThatThrownBy(() -> MATRIX.save(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name);
    assertThat(Files.exists(file)).isFalse();
    assertThatThrownBy(() -> CodeMatrix.load(file, SPACE, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"codes.npy", "codes.npz", "codes.safetensors"})
  void noRowsSurviveFiles(String name) {
    CodeMatrix none = MATRIX.slice(0, 0);
    Path file = folder.resolve(name);
    none.save(file);
    CodeMatrix again = CodeMatrix.load(file, SPACE, List.of());
    assertThat(again).isEqualTo(none);
    assertThat(again.rows()).isZero();
    NpyWriter.write(folder.resolve("n.npy"), HeldArray.of("", new byte[0], 0, 3));
    assertThatThrownBy(() -> CodeMatrix.load(folder.resolve("n.npy"), SPACE, List.of()))
        .as("no rows of another width")
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[0, 3]");
  }
}
