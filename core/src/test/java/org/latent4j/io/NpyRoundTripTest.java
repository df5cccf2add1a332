package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.FormatException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Npy and npz of every type, order of bytes, order of axes and shape, made by hand. */
class NpyRoundTripTest {
  private static final long[][] SHAPES = {
    {},
    {0},
    {1},
    {7},
    {3, 4},
    {4, 1},
    {1, 5},
    {0, 4},
    {4, 0},
    {2, 3, 4},
    {1, 1, 1},
    {2, 0, 3},
    {2, 1, 3, 2},
    {3, 2, 1, 2, 2},
    {300, 301},
    {20, 31, 37}
  };

  @TempDir private Path folder;

  /** One file in all its spellings. */
  private static Map<String, byte[]> spellings(String code, long[] values, long... shape) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    boolean narrow = code.endsWith("1");
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      String sign = order == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
      for (boolean fortran : new boolean[] {false, true}) {
        long[] laidOut = fortran ? HandMade.columnMajor(values, shape) : values;
        byte[] data = HandMade.elements(code, order, laidOut);
        String name = sign + code + (fortran ? "/F/" : "/C/") + Arrays.toString(shape);
        files.put(name, HandMade.npy((narrow ? "|" : sign) + code, fortran, data, shape));
      }
    }
    return files;
  }

  private static void assertHolds(
      StoredArray array, String what, String code, String type, long[] values, long... shape) {
    assertThat(array.description().type().name()).as(what).isEqualTo(type);
    assertThat(array.description().shape()).as(what).isEqualTo(shape);
    assertThat(HandMade.bytes(array))
        .as(what)
        .isEqualTo(HandMade.elements(code, ByteOrder.LITTLE_ENDIAN, values));
    double[] wanted = Arrays.stream(values).asDoubleStream().toArray();
    assertThat(array.doubles()).as(what).isEqualTo(wanted);
    if (code.charAt(0) == 'f') {
      assertThatThrownBy(array::longs).as(what).isInstanceOf(FormatException.class);
    } else {
      assertThat(array.longs()).as(what).isEqualTo(values);
    }
    INDArray read = array.read();
    assertThat(read.shape()).as(what).isEqualTo(shape);
    if (values.length > 0) {
      assertThat(read.castTo(DataType.DOUBLE).data().asDouble()).as(what).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "f2,F16", "f4,F32", "f8,F64", "i1,I8", "i2,I16", "i4,I32", "i8,I64", "u1,U8", "u2,U16",
    "b1,BOOL"
  })
  void everySpellingHoldsTheSameNumbers(String code, String type) {
    Path file = folder.resolve("x.npy");
    for (long[] shape : SHAPES) {
      long[] values = HandMade.numbers(code, HandMade.count(shape));
      spellings(code, values, shape)
          .forEach(
              (name, bytes) -> {
                Broken.file(folder, "x.npy", bytes);
                NpyFile npy = NpyFile.open(file);
                npy.check();
                assertHolds(npy.array(), name, code, type, values, shape);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"f2,F16", "f4,F32", "f8,F64", "i2,I16", "i8,I64", "u2,U16", "b1,BOOL"})
  void everySpellingInsideAZip(String code, String type) {
    for (HandZip.Trait[] traits :
        new HandZip.Trait[][] {{}, {HandZip.Trait.DEFLATED}, {HandZip.Trait.WIDE_HEADER}}) {
      HandZip zip = new HandZip();
      List<String> names = new ArrayList<>();
      for (long[] shape : SHAPES) {
        long[] values = HandMade.numbers(code, HandMade.count(shape));
        spellings(code, values, shape)
            .forEach(
                (name, bytes) -> {
                  zip.add(name + ".npy", bytes, traits);
                  names.add(name);
                });
      }
      NpzFile npz = NpzFile.open(Broken.file(folder, "x.npz", zip.end("")));
      npz.check();
      assertThat(npz.names()).isEqualTo(names);
      int at = 0;
      for (long[] shape : SHAPES) {
        long[] values = HandMade.numbers(code, HandMade.count(shape));
        for (int i = 0; i < 4; i++) {
          String name = names.get(at++);
          assertHolds(npz.array(name), name, code, type, values, shape);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"f2,<", "f4,<", "f8,<", "i1,|", "i2,<", "i4,<", "i8,<", "u1,|", "b1,|"})
  void whatIsWrittenIsThePlainSpelling(String code, String sign) throws IOException {
    Path copy = folder.resolve("copy.npy");
    Path zipped = folder.resolve("copy.npz");
    for (long[] shape : SHAPES) {
      long[] values = HandMade.numbers(code, HandMade.count(shape));
      byte[] data = HandMade.elements(code, ByteOrder.LITTLE_ENDIAN, values);
      byte[] plain = HandMade.npy(sign + code, false, data, shape);
      for (Map.Entry<String, byte[]> odd : spellings(code, values, shape).entrySet()) {
        StoredArray array =
            NpyFile.open(Broken.file(folder, "odd.npy", odd.getValue())).array().as(type(code));
        NpyWriter.write(copy, array);
        assertThat(Files.readAllBytes(copy)).as(odd.getKey()).isEqualTo(plain);
      }
      NpzWriter.write(zipped, List.of(NpyFile.open(copy).array()));
      try (var zip = new java.util.zip.ZipFile(zipped.toFile())) {
        var entry = zip.entries().nextElement();
        assertThat(entry.getName()).isEqualTo(".npy");
        assertThat(entry.getMethod()).isEqualTo(java.util.zip.ZipEntry.DEFLATED);
        assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(plain);
      }
    }
  }

  private static ElementType type(String code) {
    return switch (code) {
      case "f2" -> ElementType.F16;
      case "f4" -> ElementType.F32;
      case "f8" -> ElementType.F64;
      case "i1" -> ElementType.I8;
      case "i2" -> ElementType.I16;
      case "i4" -> ElementType.I32;
      case "i8" -> ElementType.I64;
      case "u1" -> ElementType.U8;
      default -> ElementType.BOOL;
    };
  }

  @Test
  void typesThatAreReadButNotWritten() {
    byte[] wide = HandMade.npy("<u2", false, new byte[4], 2);
    byte[] text = HandMade.npy("<U2", false, new byte[16], 2);
    for (byte[] bytes : List.of(wide, text)) {
      StoredArray array = NpyFile.open(Broken.file(folder, "x.npy", bytes)).array();
      String name = array.description().type().name();
      for (String target : List.of("y.npy", "y.npz")) {
        Path file = folder.resolve(target);
        assertThatThrownBy(
                () -> {
                  if (target.endsWith("npy")) {
                    NpyWriter.write(file, array);
                  } else {
                    NpzWriter.write(file, List.of(array));
                  }
                })
            .isInstanceOf(FormatException.class)
            .hasMessageContaining(name);
        assertThat(file).doesNotExist();
      }
    }
  }

  @Test
  void textOfBothOrdersAndAllWidths() {
    List<String> words = List.of("", "a", "naïve", "東京", "😀!", "zz");
    int[][] points = words.stream().map(word -> word.codePoints().toArray()).toArray(int[][]::new);
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      var data = java.nio.ByteBuffer.allocate(6 * 5 * 4).order(order);
      for (int i = 0; i < points.length; i++) {
        for (int j = 0; j < points[i].length; j++) {
          data.putInt((i * 5 + j) * 4, points[i][j]);
        }
      }
      String sign = order == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
      byte[] bytes = HandMade.npy(sign + "U5", false, data.array(), 6);
      StoredArray array = NpyFile.open(Broken.file(folder, "u.npy", bytes)).array();
      assertThat(array.description().type().name()).isEqualTo("U5");
      assertThat(array.strings()).isEqualTo(words);
      assertThatThrownBy(array::read).isInstanceOf(FormatException.class);
      StoredArray narrow = TextArray.asBytes(array);
      assertThat(narrow.description().type().name()).isEqualTo("S6");
      assertThat(narrow.strings()).isEqualTo(words);
      Path written = folder.resolve("s.npy");
      NpyWriter.write(written, narrow);
      assertThat(NpyFile.open(written).array().strings()).isEqualTo(words);
    }
  }

  @Test
  void textInFortranOrder() {
    byte[] data = HandMade.utf8("aabbccddeeff");
    byte[] bytes = HandMade.npy("|S2", true, data, 2, 3);
    StoredArray array = NpyFile.open(Broken.file(folder, "s.npy", bytes)).array();
    assertThat(array.strings()).containsExactly("aa", "cc", "ee", "bb", "dd", "ff");
  }
}
