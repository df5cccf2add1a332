package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;

/** Word vectors in text and binary, in all the ways they are spelled. */
class WordFilesTest {
  @TempDir private Path folder;

  private WordVectorFile text(String text) {
    return WordVectorFile.open(Broken.file(folder, "x.vec", HandMade.utf8(text)));
  }

  /** A word2vec file; {@code after} follows each vector, {@code last} the last. */
  private static byte[] binary(String after, String last, Map<String, float[]> words) {
    List<byte[]> parts = new ArrayList<>();
    int width = words.values().iterator().next().length;
    parts.add(HandMade.utf8(words.size() + " " + width + "\n"));
    int left = words.size();
    for (Map.Entry<String, float[]> word : words.entrySet()) {
      parts.add(HandMade.utf8(word.getKey() + " "));
      ByteBuffer vector = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : word.getValue()) {
        vector.putFloat(value);
      }
      parts.add(vector.array());
      parts.add(HandMade.utf8(--left > 0 ? after : last));
    }
    return HandMade.join(parts.toArray(byte[][]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3 2\n", "3 2\r\n", "3\t2\n", " 3  2 \n", "03 02\n"})
  void endsOfLinesBlanksAndHeaders(String header) {
    for (String end : new String[] {"\n", "\r\n"}) {
      for (String last : new String[] {"", end}) {
        for (String between : new String[] {" ", "\t", "  ", " \t "}) {
          String body =
              "a" + between + "1" + between + "-2.5" + end + "é" + between + "0" + between + "1e-3"
                  + between + end + "c" + between + "-0.0" + between + "7" + last;
          WordVectorFile file = text(header + body);
          String what = header + "/" + end.length() + "/" + last.length() + "/" + between;
          assertThat(file.keys().toList()).as(what).containsExactly("a", "é", "c");
          assertThat(file.array("vectors").floats())
              .as(what)
              .containsExactly(1f, -2.5f, 0f, 1e-3f, -0f, 7f);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "New York 1 2|New York",
        "a  b 1 2|a  b",
        "1 2 1 2|1 2",
        ". . . 1 2|. . .",
        "'-1 -2 1 2'|-1 -2",
        "NaN 1 2|NaN",
        "1e5 1 2|1e5",
        "\u00a0x\u00a0 1 2|\u00a0x\u00a0",
        "\u3000 1 2|\u3000",
        "e\u0301 1 2|e\u0301",
        "\u00e9 1 2|\u00e9",
        "👩‍👩‍👧 1 2|👩‍👩‍👧",
        "</s> 1 2|</s>",
        "\"quoted, too\" 1 2|\"quoted, too\"",
        "# 1 2|#"
      })
  void theLastNumbersOfALineAreTheVector(String line, String word) {
    WordVectorFile file = text("2 2\n" + line + "\nother 3 4\n");
    assertThat(file.keys().toList()).containsExactly(word, "other");
    assertThat(file.array("vectors").floats()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void withoutAHeaderTheFirstLineTellsTheWidth() {
    assertThat(text("a 1 2 3\nb 4 5 6").array("vectors").description().shape())
        .containsExactly(2, 3);
    assertThat(text("a 1 2 3\nb c 4 5 6").keys().toList()).containsExactly("a", "b c");
    assertThat(text("3 1.5\nb 2\n").keys().toList()).containsExactly("3", "b");
    assertThat(text("x 7\n").array("vectors").floats()).containsExactly(7);
    assertThat(text("5 6 7\n8 9 10").keys().toList()).containsExactly("5", "8");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "+1,1",
    "-1,-1",
    "01,1",
    "1.,1",
    ".5,0.5",
    "-.5,-0.5",
    "1e2,100",
    "1E+2,100",
    "1.25e-1,0.125",
    "3.4028235e38,3.4028235e38",
    "1e-46,0",
    "1.4e-45,1.4e-45",
    "-0,-0.0",
    "0.1,0.1",
    "123456789,123456792",
    "16777217,16777216",
    "1.000000059604644775390625,1",
    "1.00000005960464477539062500001,1.0000001",
    "00000000000000000000000000000001,1"
  })
  void numbersAreRoundedToTheNearestFloat(String number, float value) {
    assertThat(text("1 1\nw " + number + "\n").array("vectors").floats()).containsExactly(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nan",
        "-nan",
        "INF",
        "-Infinity",
        "1e40",
        "-1e40",
        "0x1",
        "1f",
        "1D",
        "1L",
        "1_0",
        "1,0",
        "--1",
        "+-1",
        "1-",
        "e1",
        ".e1",
        "1e+",
        "1e1.5",
        "1e",
        "+",
        "-",
        "1..2",
        "\u0661",
        "½",
        "−1",
        "1\u00a02",
        "True",
        "'1'"
      })
  void whatIsNoFiniteDecimalIsRefused(String number) {
    String line = "w " + number;
    Broken.assertRefused(
        Broken.file(folder, "n.txt", HandMade.utf8("2 1\na 1\n" + line + "\n")), "line 3");
    Broken.assertRefused(
        Broken.file(folder, "n.txt", HandMade.utf8("a 1 1\n" + line + " 1\n")), "line 2");
  }

  @Test
  void wordsDifferByTheirBytes() {
    assertThat(text("a 1\nA 2\ná 3\na\u0301 4\n").keys().toList()).hasSize(4);
    Broken.assertRefused(
        Broken.file(folder, "t.txt", HandMade.utf8("x 1\ny z 2\nq 3\ny z  4\n")),
        "line 4",
        "'y z'",
        "line 2");
  }

  @Test
  void wideAndLongFiles() {
    StringBuilder wide = new StringBuilder("w");
    float[] expected = new float[5000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i / 8f - 200;
      wide.append(' ').append(expected[i]);
    }
    assertThat(text(wide.toString()).array("vectors").floats()).isEqualTo(expected);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      all.append("word").append(i).append(' ').append(i).append('\n');
    }
    WordVectorFile file = text(all.toString());
    assertThat(file.keys().toList()).hasSize(20_000).endsWith("word19999");
    assertThat(file.array("vectors").floats()[19_998]).isEqualTo(19_998);
    assertThat(file.keys().offsets().longs()).hasSize(20_001).startsWith(0, 5, 10);
    assertThat(file.keys().bytes().description().elements())
        .isEqualTo(file.keys().offsets().longs()[20_000]);
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'\n','\n'", "'\n',''", "'','\n'"})
  void binaryWithAndWithoutNewlines(String after, String last) {
    Map<String, float[]> words = new LinkedHashMap<>();
    words.put("the", new float[] {1.5f, -2, Float.MIN_VALUE});
    words.put("New_York", new float[] {Float.MAX_VALUE, -0f, 3});
    words.put("東京", new float[] {0x1p-126f, 10, 0});
    words.put("x\ty", new float[] {Float.intBitsToFloat(0x0A0A0A0A), 32, 1});
    Path path = Broken.file(folder, "w.bin", binary(after, last, words));
    WordVectorFile file = WordVectorFile.open(path);
    assertThat(file.keys().toList()).containsExactlyElementsOf(words.keySet());
    float[] all = file.array("vectors").floats();
    int at = 0;
    for (float[] vector : words.values()) {
      for (float value : vector) {
        assertThat(Float.floatToRawIntBits(all[at++])).isEqualTo(Float.floatToRawIntBits(value));
      }
    }
    assertThat(file.names()).containsExactly("vectors");
    assertThatThrownBy(() -> file.array("words")).isInstanceOf(FormatException.class);
  }

  @Test
  void everyCutOfABinaryFileIsRefused() throws Exception {
    Map<String, float[]> words = new LinkedHashMap<>();
    words.put("ab", new float[] {1, 2});
    words.put("c", new float[] {3, 4});
    byte[] whole = binary("\n", "", words);
    for (int length = 0; length < whole.length; length++) {
      Broken.assertRefused(Broken.file(folder, "cut.bin", java.util.Arrays.copyOf(whole, length)));
    }
    Broken.assertRefused(
        Broken.file(folder, "more.bin", HandMade.join(whole, HandMade.utf8("\n\n"))), "more");
    Files.write(folder.resolve("ok.bin"), HandMade.join(whole, HandMade.utf8("\n")));
    assertThat(WordVectorFile.open(folder.resolve("ok.bin")).keys().size()).isEqualTo(2);
  }

  @Test
  void everyFloatComesBackFromText() {
    Random random = new Random(9);
    List<float[]> vectors = new ArrayList<>();
    for (int row = 0; row < 300; row++) {
      float[] vector = new float[7];
      for (int i = 0; i < vector.length; i++) {
        do {
          vector[i] = Float.intBitsToFloat(random.nextInt());
        } while (!Float.isFinite(vector[i]));
      }
      vectors.add(vector);
    }
    vectors.add(new float[] {0, -0f, Float.MIN_VALUE, -Float.MAX_VALUE, 0x1p-126f, 1e10f, 1e-5f});
    for (String name : new String[] {"w.txt", "w.vec", "w.txt.gz", "w.vec.gz"}) {
      Path path = folder.resolve(name);
      try (WordVectorWriter writer = WordVectorWriter.create(path, vectors.size(), 7)) {
        for (int row = 0; row < vectors.size(); row++) {
          writer.append("w " + row, vectors.get(row));
        }
        writer.commit();
      }
      float[] back = WordVectorFile.open(path).array("vectors").floats();
      for (int i = 0; i < back.length; i++) {
        assertThat(Float.floatToRawIntBits(back[i]))
            .as("%s, seed 9, number %d", name, i)
            .isEqualTo(Float.floatToRawIntBits(vectors.get(i / 7)[i % 7]));
      }
      assertThat(WordVectorFile.open(path).keys().toList()).startsWith("w 0").endsWith("w 300");
    }
  }

  @Test
  void writersRefuseWhatWouldNotReadBack() {
    Path path = folder.resolve("r.txt");
    try (WordVectorWriter writer = WordVectorWriter.create(path, 2, 2)) {
      writer.append("a", new float[] {1, 2});
      for (String word : new String[] {"", " ", " a", "b ", "\tb", "a\nb", "a\rb", "\ud800", "a"}) {
        assertThatThrownBy(() -> writer.append(word, new float[] {1, 2}))
            .as("'" + word + "'")
            .isInstanceOf(InputException.class)
            .hasMessageContaining("row 1");
      }
      for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatThrownBy(() -> writer.append("b", new double[] {1, odd}))
            .isInstanceOf(NonFiniteException.class)
            .hasMessageContainingAll("'b'", "column 1");
      }
      assertThatThrownBy(() -> writer.append("d", new float[3])).isInstanceOf(ShapeException.class);
      assertThatThrownBy(writer::commit).hasMessageContainingAll("2 words", "1 words");
      writer.append("b", new double[] {1, 0.1});
    }
    assertThat(path).doesNotExist();
    for (long[] shape : new long[][] {{-1, 2}, {1, 0}, {1, -1}, {1, 1L << 40}}) {
      assertThatThrownBy(() -> WordVectorWriter.create(path, shape[0], shape[1]))
          .isInstanceOf(ShapeException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }
}
