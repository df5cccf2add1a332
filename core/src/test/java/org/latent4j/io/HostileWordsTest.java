package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Word vectors: what is read, and what is refused. */
class HostileWordsTest {
  @TempDir private Path folder;

  private Path text(String text) {
    return Broken.file(folder, "x.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"words.txt", "words.vec.gz", "glove.txt", "words.bin"})
  void goldenFilesAreRead(String name) {
    WordVectorFile file = WordVectorFile.open(Fixtures.path(name));
    float[] expected = NpzFile.open(Fixtures.path("good-expected.npz")).array("words").floats();
    assertThat(file.array("vectors").floats()).containsExactly(expected);
    String city = name.endsWith("bin") ? "New_York" : name.startsWith("glove") ? null : "New York";
    assertThat(file.keys().toList()).hasSize(5).contains("the", "naïve", "東京");
    if (city != null) {
      assertThat(file.keys().toList()).contains(city);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 2 \na 1 2\nb 3 4\n",
        "2 2\r\na 1 2\r\nb 3 4\r\n",
        "a 1 2\nb 3 4",
        "2\t2\na\t+1.\t.2e1 \nb  3e0   4E+0\n",
        "2 2\na 1 2\nb 3 4"
      })
  void spellingsOfTheSame(String text) {
    WordVectorFile file = WordVectorFile.open(text(text));
    assertThat(file.keys().toList()).containsExactly("a", "b");
    assertThat(file.array("vectors").floats()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void wordsMayHoldBlanksAndOddCharacters() {
    WordVectorFile file = WordVectorFile.open(text("3 1\n1 2 3 4\na\u0085b 5\nc\u2028\u00a0 6\n"));
    assertThat(file.keys().toList()).containsExactly("1 2 3", "a\u0085b", "c\u2028\u00a0");
    assertThat(WordVectorFile.open(text("0 7\n")).array("vectors").description().shape())
        .containsExactly(0, 7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n2 2\na 1 2\nb 3 4\n",
        "word\n",
        "3 2\na 1 2\nb 3 4\n",
        "1 2\na 1 2\nb 3 4\n",
        "2 2\na 1 2\n\nb 3 4\n",
        "2 2\na 1 2\nb 3 4\n\n",
        "a 1 2\nb 3 4\n   \n",
        "2 2\na 1 2\nb 3\n",
        "2 2\na 1 2\n 3 4\n",
        "2 2\na 1 2\na 3 4\n",
        "2 2\na 1 2\nb 3 NaN\n",
        "2 2\na 1 2\nb 3 inf\n",
        "2 2\na 1 2\nb 3 Infinity\n",
        "2 2\na 1 2\nb 3 1e39\n",
        "2 2\na 1 2\nb 3 0x1p3\n",
        "2 2\na 1 2\nb 3 4f\n",
        "2 2\na 1 2\nb 3 4d\n",
        "2 2\na 1 2\nb 3 1e\n",
        "2 2\na 1 2\nb 3 .\n",
        "2 2\na 1 2\nb 3 1,5\n",
        "2 0\na\nb\n",
        "1 2000000000\na 1 2\n",
        "99999999999999999999 2\na 1 2\n",
        "9000000000 2\na 1 2\n",
        "\uFEFF2 2\na 1 2\nb 3 4\n",
        "a 1 x\n"
      })
  void isRefused(String text) {
    Broken.assertRefused(text(text));
    Broken.assertRefused(
        Broken.file(folder, "x.vec.gz", Broken.gzip(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void refusalsNameTheLine() {
    Broken.assertRefused(text("2 2\na 1 2\nb 3 x\n"), "line 3", "'x'");
    Broken.assertRefused(text("a 1 2\nb 1 2\na 3 4\n"), "line 3", "'a'", "line 1");
    Broken.assertRefused(text("2 2\na 1 2\nb 1 2\nc 3 4\n"), "line 4", "2 lines");
    byte[] bad = "a 1\n? 2\n".getBytes(StandardCharsets.ISO_8859_1);
    bad[4] = (byte) 0xE9;
    Broken.assertRefused(Broken.file(folder, "l.txt", bad), "line 2", "UTF-8");
  }

  @Test
  void binaryLiesAreRefused() {
    byte[][] bad = {
      {},
      "1 1".getBytes(StandardCharsets.UTF_8),
      "1 1 1\na 0000".getBytes(StandardCharsets.UTF_8),
      "x y\na 0000".getBytes(StandardCharsets.UTF_8),
      "2 1\na 0000\n".getBytes(StandardCharsets.UTF_8),
      "1 1\na 0000\nb 0000".getBytes(StandardCharsets.UTF_8),
      "1 1\n 00000".getBytes(StandardCharsets.UTF_8),
      "2 1\na 0000\na 0000\n".getBytes(StandardCharsets.UTF_8),
      "1 0\na ".getBytes(StandardCharsets.UTF_8),
      "1 500000000\na 0000".getBytes(StandardCharsets.UTF_8),
      "9223372036854775807 1\na 0000".getBytes(StandardCharsets.UTF_8),
      "1 1\na000000000".getBytes(StandardCharsets.UTF_8),
      {'1', ' ', '1', '\n', 'a', ' ', 0, 0, (byte) 0xC0, 0x7F},
      {'1', ' ', '1', '\n', 'a', ' ', 0, 0, (byte) 0x80, (byte) 0xFF},
      {'1', ' ', '1', '\n', (byte) 0xFF, ' ', 0, 0, 0, 0}
    };
    for (byte[] bytes : bad) {
      Broken.assertRefused(Broken.file(folder, "x.bin", bytes));
    }
    Broken.readAll(
        Broken.file(folder, "g.bin", "2 1\na 0000b 1111\n".getBytes(StandardCharsets.UTF_8)));
  }
}
