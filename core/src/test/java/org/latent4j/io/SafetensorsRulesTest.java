package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;

/** The rules of safetensors, one by one. */
class SafetensorsRulesTest {
  @TempDir private Path folder;

  private Path file(String header, int... data) {
    byte[] bytes = new byte[data.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return Broken.file(folder, "x.safetensors", HandMade.safetensors(header, bytes));
  }

  private static String shaped(String shape, String offsets) {
    return "{'w':{'dtype':'U8','shape':" + shape + ",'data_offsets':" + offsets + "}}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.0",
        "2.",
        ".2",
        "2e0",
        "2E0",
        "2e+0",
        "20e-1",
        "0.2e1",
        "-2",
        "-0",
        "-0.0",
        "0.0",
        "0e0",
        "+2",
        "02",
        "00",
        "0x2",
        "2_0",
        "2l",
        "Infinity",
        "-Infinity",
        "NaN",
        "true",
        "null",
        "'2'",
        "[]",
        "[2]",
        "{}",
        "1e400",
        "1e-400",
        "9223372036854775808",
        "18446744073709551618",
        "340282366920938463463374607431768211458",
        "",
        " ",
        "2 2"
      })
  void aSizeIsPlainDigits(String size) {
    Broken.assertRefused(file(shaped("[" + size + ",1]", "[0,2]"), 0, 0));
    Broken.assertRefused(file(shaped("[1," + size + "]", "[0,2]"), 0, 0));
    Broken.assertRefused(file(shaped("[2]", "[0," + size + "]"), 0, 0), "w");
    Broken.assertRefused(file(shaped("[0]", "[" + size + ",0]")), "w");
  }

  @Test
  void aNumberOfAMillionDigitsIsRefusedShortly() {
    Broken.assertRefused(file(shaped("[" + "1".repeat(1_000_000) + "]", "[0,2]"), 0, 0), "w");
    Broken.assertRefused(file(shaped("[2]", "[0,2" + "0".repeat(500) + "]"), 0, 0), "w");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{'a':{T},'a':{T}}; 'a' twice",
        "{'a':{T},'b':{U},'\\u0061':{V}}; 'a' twice",
        "{'':{T},'':{V}}; '' twice",
        "{'a/b':{T},'a\\/b':{V}}; 'a/b' twice",
        "{'é':{T},'\\u00e9':{V}}; 'é' twice",
        "{'😀':{T},'\\ud83d\\uDE00':{V}}; 'x' twice",
        "{'__metadata__':{},'a':{T},'__metadata__':{}}; '__metadata__' twice",
        "{'__metadata__':{},'a':{T},'\\u005f_metadata__':{}}; '__metadata__' twice",
        "{'__metadata__':{'k':'v','k':'v'},'a':{T}}; 'k' twice",
        "{'__metadata__':{'k':'v','\\u006b':'w'},'a':{T}}; 'k' twice",
        "{'__metadata__':{'':'','':''},'a':{T}}; '' twice",
        "{'a':{T,'dtype':'U8'}}; 'dtype'",
        "{'a':{T,'d\\u0074ype':'U8'}}; 'dtype'",
        "{'a':{T,'shape':[2]}}; 'shape'",
        "{'a':{T,'data_offsets':[0,2]}}; 'data_offsets'"
      })
  void noKeyComesTwice(String header, String words) {
    String text =
        header
            .replace("{T", "{'dtype':'U8','shape':[2],'data_offsets':[0,2]")
            .replace("{U", "{'dtype':'U8','shape':[0],'data_offsets':[2,2]")
            .replace("{V", "{'dtype':'U8','shape':[0],'data_offsets':[0,0]");
    Broken.assertRefused(file(text, 0, 0), words.strip().replace("'x'", "'😀'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.5",
        "true",
        "false",
        "null",
        "[]",
        "['v']",
        "{}",
        "{'k':'v'}",
        "v",
        "'v",
        "'v''",
        "'\\q'",
        "'\\u12'",
        "'\\u12G4'",
        "'\\U0041'",
        "'\\ud800'",
        "'\\udc00x'",
        "'\\ud800\\u0041'"
      })
  void metadataMapsStringsToStrings(String value) {
    Broken.assertRefused(file("{'__metadata__':{'key':" + value + "}}"));
  }

  @Test
  void escapesMeanWhatJsonSays() {
    String header =
        "{'__metadata__':{'k':'\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00E9\\uD83D\\ude00/'},"
            + "'\\u0000':{'dtype':'U8','shape':[],'data_offsets':[0,1]}}";
    String single = header.replace("\\\"", "\\u0022");
    SafetensorsFile file = SafetensorsFile.open(file(single, 9));
    assertThat(file.metadata()).isEqualTo(Map.of("k", "\"\\/\b\f\n\r\t\u0000é😀/"));
    assertThat(file.names()).containsExactly("\u0000");
    assertThat(file.array("\u0000").longs()).containsExactly(9);
  }

  @Test
  void offsetsMayStandInAnyOrder() {
    String header =
        "{"
            + HandMade.tensor("last", "U8", "[1]", 3, 4)
            + ","
            + HandMade.tensor("first", "U8", "[2]", 0, 2)
            + ",'__metadata__':{'k':'v'},"
            + HandMade.tensor("middle", "I8", "[1,1]", 2, 3)
            + "}";
    SafetensorsFile file = SafetensorsFile.open(file(header, 1, 2, 3, 4));
    assertThat(file.names()).containsExactly("first", "middle", "last");
    assertThat(file.array("first").longs()).containsExactly(1, 2);
    assertThat(file.array("middle").longs()).containsExactly(3);
    assertThat(file.array("last").longs()).containsExactly(4);
    assertThat(file.metadata()).isEqualTo(Map.of("k", "v"));
  }

  @Test
  void emptyTensorsTakeNoBytesBetweenOthers() {
    String header =
        "{"
            + HandMade.tensor("e0", "F64", "[0]", 0, 0)
            + ","
            + HandMade.tensor("a", "U8", "[2]", 0, 2)
            + ","
            + HandMade.tensor("e1", "F32", "[3,0]", 2, 2)
            + ","
            + HandMade.tensor("e2", "F32", "[0,3]", 2, 2)
            + ","
            + HandMade.tensor("b", "U8", "[1]", 2, 3)
            + ","
            + HandMade.tensor("e3", "BOOL", "[0]", 3, 3)
            + "}";
    SafetensorsFile file = SafetensorsFile.open(file(header, 7, 8, 9));
    assertThat(file.array("a").longs()).containsExactly(7, 8);
    assertThat(file.array("b").longs()).containsExactly(9);
    assertThat(file.array("e1").read().shape()).containsExactly(3, 0);
    Broken.assertRefused(file(header.replace("[2,2]", "[1,1]"), 7, 8, 9), "e");
    Broken.assertRefused(file(header.replace("[3,3]", "[4,4]"), 7, 8, 9), "'e3'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "0,2,2,4,5,1 bytes",
        "0,2,3,5,5,'b'",
        "0,3,2,5,5,'b'",
        "1,3,3,5,5,'a'",
        "0,2,2,6,5,'b'",
        "0,5,0,5,5,'b'",
        "2,0,2,5,5,'a'",
        "0,2,2,5,4,'b'",
        "0,2,2,5,6,6 bytes"
      })
  void tensorsCoverTheDataExactly(int a0, int a1, int b0, int b1, int length, String word) {
    String header =
        "{"
            + HandMade.tensor("a", "U8", "[" + Math.max(0, a1 - a0) + "]", a0, a1)
            + ","
            + HandMade.tensor("b", "U8", "[" + (b1 - b0) + "]", b0, b1)
            + "}";
    Broken.assertRefused(file(header, new int[length]), word.replace("1 bytes", "5 bytes"));
  }

  @Test
  void blanksMayEndTheHeaderAndNothingElse() {
    String header = "{" + HandMade.tensor("a", "U8", "[1]", 0, 1) + "}";
    for (String end : new String[] {" ", "\t", "\n", "\r\n", " ".repeat(5000)}) {
      assertThat(SafetensorsFile.open(file(header + end, 5)).array("a").longs()).containsExactly(5);
    }
    for (String end :
        new String[] {"\0", "\0\0\0", "\u00a0", "\u000b", "\ufeff", ",", "}", "null"}) {
      Broken.assertRefused(file(header + end, 5));
    }
    for (String begin : new String[] {" ", "\n", "\ufeff", "\0", "[", "'a'", "null"}) {
      Broken.assertRefused(file(begin + header, 5), "begins with '{'");
    }
  }

  @Test
  void theHeaderLengthIsUnsignedAndBounded() {
    byte[] good = HandMade.safetensors("{}", new byte[0]);
    for (long length :
        new long[] {0, 1, 3, 100_000_000, 100_000_001, Integer.MAX_VALUE, 1L << 32, 1L << 63, -2}) {
      byte[] lie = good.clone();
      ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      String word = length > 100_000_000 || length < 0 ? Long.toUnsignedString(length) : "header";
      Broken.assertRefused(Broken.file(folder, "lie.safetensors", lie), word);
    }
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      Broken.assertRefused(Broken.file(folder, "cut.safetensors", cut));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F8_E5M2", "F8_E4M3", "U16", "U32", "U64", "F4", "C64", "f64", "F32 ", " F32", "", "S3",
        "float32", "F128", "BF-16", "bool"
      })
  void unknownTypesAreRefusedByName(String type) {
    Broken.assertRefused(
        file("{" + HandMade.tensor("w", type, "[1]", 0, 2) + "}", 0, 0), "tensor 'w'", type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "F64;[1152921504606846976]",
        "F32;[2305843009213693952]",
        "U8;[4294967296,2147483648]",
        "U8;[3037000500,3037000500]",
        "I16;[65536,65536,65536,65536]"
      })
  void sizesWhoseBytesReach2To63AreRefused(String type, String shape) {
    Broken.assertRefused(
        file("{" + HandMade.tensor("w", type, shape, 0, 8) + "}", new int[8]), "'w'", "2^63");
  }

  @Test
  void nestingIsBoundedAtEveryPlace() {
    for (String place :
        new String[] {
          "{'w':N}",
          "{'__metadata__':N}",
          "{'__metadata__':{'k':N}}",
          "{'w':{'dtype':N,'shape':[1],'data_offsets':[0,1]}}",
          "{'w':{'dtype':'U8','shape':N,'data_offsets':[0,1]}}",
          "{'w':{'dtype':'U8','shape':[N],'data_offsets':[0,1]}}",
          "{'w':{'dtype':'U8','shape':[1],'data_offsets':N}}",
          "{'w':{'dtype':'U8','shape':[1],'data_offsets':[0,1],'more':N}}"
        }) {
      for (String nest : new String[] {"[".repeat(60_000), "{'a':".repeat(60_000)}) {
        Broken.assertRefused(file(place.replace("N", nest), 1));
      }
    }
  }

  @Test
  void ranksAreBounded() {
    String ones = "1,".repeat(63);
    SafetensorsFile deep = SafetensorsFile.open(file(shaped("[" + ones + "1]", "[0,1]"), 3));
    assertThat(deep.array("w").longs()).containsExactly(3);
    assertThat(deep.array("w").description().rank()).isEqualTo(64);
    Broken.assertRefused(file(shaped("[" + ones + "1,1]", "[0,1]"), 3), "'w'", "64");
  }

  @Test
  void aTensorThatIsNotThereIsRefusedWithTheNamesThereAre() {
    Path path = file(shaped("[1]", "[0,1]"), 3);
    assertThatThrownBy(() -> SafetensorsFile.open(path).array("v"))
        .isInstanceOf(FormatException.class)
        .hasMessageContainingAll(path.toString(), "'v'", "w");
  }
}
