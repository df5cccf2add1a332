package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.kernel.RandomStream;

/** Word vectors in text drawn at random, whole and with one line that is wrong. */
class WordTextRandomTest {
  private static final String[] PIECES = {
    "a",
    "Zürich",
    "日本",
    "😀",
    "1",
    "-2.5",
    "nan",
    "new york",
    "x\ty",
    "<unk>",
    "\u00a0",
    "'\"\\",
    "0 0",
    "e3"
  };

  @TempDir private Path folder;

  /** Words, their numbers as written, and the numbers. */
  private static final class Drawn {
    private final int width;
    private final List<String> words = new ArrayList<>();
    private final List<List<String>> spelled = new ArrayList<>();

    Drawn(RandomStream random) {
      width = 1 + random.below(6);
      Set<String> unique = new LinkedHashSet<>();
      int count = 1 + random.below(30);
      for (int i = 0; i < count; i++) {
        StringBuilder word = new StringBuilder(PIECES[random.below(PIECES.length)]);
        int more = random.below(3);
        for (int j = 0; j < more; j++) {
          word.append(random.below(2) == 0 ? " " : "").append(PIECES[random.below(PIECES.length)]);
        }
        unique.add(word.toString());
      }
      words.addAll(unique);
      for (int i = 0; i < words.size(); i++) {
        List<String> row = new ArrayList<>();
        for (int j = 0; j < width; j++) {
          row.add(number(random));
        }
        spelled.add(row);
      }
    }

    private static String number(RandomStream random) {
      double value = random.normal() * Math.pow(10, random.below(60) - 30);
      return switch (random.below(5)) {
        case 0 -> Float.toString((float) value);
        case 1 -> Double.toString(value);
        case 2 -> String.format(Locale.ROOT, "%.6f", random.normal());
        case 3 -> String.format(Locale.ROOT, "%+.3e", value);
        default -> Integer.toString(random.below(2000) - 1000);
      };
    }

    float[] numbers() {
      float[] out = new float[words.size() * width];
      for (int i = 0; i < out.length; i++) {
        out[i] = Float.parseFloat(spelled.get(i / width).get(i % width));
      }
      return out;
    }

    List<String> lines(RandomStream random) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        StringBuilder line = new StringBuilder(random.below(4) == 0 ? " " : "");
        line.append(words.get(i));
        for (String number : spelled.get(i)) {
          line.append(random.below(4) == 0 ? "\t" : " ".repeat(1 + random.below(3)));
          line.append(number);
        }
        lines.add(line.append(" ".repeat(random.below(2))).toString());
      }
      return lines;
    }
  }

  private Path file(long seed, String header, List<String> lines, String end) {
    String text = header + String.join(end, lines) + (seed % 3 == 0 ? "" : end);
    byte[] bytes = HandMade.utf8(text);
    boolean zipped = seed % 2 == 0;
    return Broken.file(folder, zipped ? "r.txt.gz" : "r.vec", zipped ? Broken.gzip(bytes) : bytes);
  }

  @Test
  void everyWholeFileIsRead() {
    for (long seed = 0; seed < 300; seed++) {
      RandomStream random = new RandomStream(seed);
      Drawn drawn = new Drawn(random);
      String end = random.below(2) == 0 ? "\n" : "\r\n";
      String header = drawn.words.size() + " " + drawn.width + end;
      WordVectorFile file = WordVectorFile.open(file(seed, header, drawn.lines(random), end));
      assertThat(file.keys().toList()).as("seed " + seed).isEqualTo(drawn.words);
      assertThat(file.array("vectors").floats()).as("seed " + seed).isEqualTo(drawn.numbers());
    }
  }

  @Test
  void withoutAHeaderTheFirstWordIsOneField() {
    for (long seed = 0; seed < 200; seed++) {
      RandomStream random = new RandomStream(5000 + seed);
      Drawn drawn = new Drawn(random);
      drawn.words.set(0, "first");
      WordVectorFile file = WordVectorFile.open(file(seed, "", drawn.lines(random), "\n"));
      assertThat(file.keys().toList()).as("seed " + seed).isEqualTo(drawn.words);
      assertThat(file.array("vectors").floats()).as("seed " + seed).isEqualTo(drawn.numbers());
    }
  }

  @Test
  void oneWrongLineIsRefusedByItsNumber() {
    for (long seed = 0; seed < 300; seed++) {
      RandomStream random = new RandomStream(1000 + seed);
      Drawn drawn = new Drawn(random);
      List<String> lines = drawn.lines(random);
      int line = random.below(lines.size());
      String bad =
          switch (random.below(6)) {
            case 0 -> "";
            case 1 -> "   ";
            case 2 -> "word" + " nan".repeat(drawn.width);
            case 3 -> "word" + " 1".repeat(drawn.width - 1);
            case 4 -> "word" + " 1".repeat(drawn.width - 1) + " 1e99";
            default -> "word" + " 1".repeat(drawn.width - 1) + " 0x1";
          };
      lines.set(line, bad);
      String header = lines.size() + " " + drawn.width + "\n";
      Path file = file(seed, header, lines, "\n");
      boolean missing = seed % 3 == 0 && line == lines.size() - 1 && bad.isEmpty();
      Broken.assertRefused(file, "line " + (line + 2), missing ? "the end" : "");
    }
  }

  @Test
  void aWordTwiceIsRefusedWithBothLines() {
    for (long seed = 0; seed < 100; seed++) {
      RandomStream random = new RandomStream(2000 + seed);
      Drawn drawn = new Drawn(random);
      if (drawn.words.size() < 2) {
        continue;
      }
      int[] order = random.permutation(drawn.words.size());
      int first = Math.min(order[0], order[1]);
      int second = Math.max(order[0], order[1]);
      drawn.words.set(second, drawn.words.get(first));
      String header = drawn.words.size() + " " + drawn.width + "\n";
      Path file = file(seed, header, drawn.lines(random), "\n");
      Broken.assertRefused(file, "line " + (second + 2), "line " + (first + 2));
    }
  }

  @Test
  void anotherCountThanTheHeaderSaysIsRefused() {
    for (long seed = 0; seed < 100; seed++) {
      RandomStream random = new RandomStream(3000 + seed);
      Drawn drawn = new Drawn(random);
      int size = drawn.words.size();
      List<String> lines = drawn.lines(random);
      for (long count : new long[] {size - 1, size + 1, 0, 10L * size, Long.MAX_VALUE}) {
        String header = count + " " + drawn.width + "\n";
        Broken.assertRefused(file(seed, header, lines, "\n"), "line ");
      }
    }
  }
}
