package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command crosslingual on a small made-up language. */
class CrossLingualTest {
  private static final String[] SYLLABLES = {"ba", "ko", "mi", "tu", "re", "la", "so", "ne"};

  @TempDir private Path folder;

  /** Thirty contexts with two questions each; {@code letters} spells the language. */
  private Path write(String name, int letters, int questions) throws IOException {
    StringBuilder text = new StringBuilder("{\"data\": [{\"paragraphs\": [");
    for (int i = 0; i < 30; i++) {
      text.append(i == 0 ? "" : ",").append("{\"context\": \"").append(words(i, 9, letters));
      text.append("\", \"qas\": [");
      for (int q = 0; q < questions; q++) {
        text.append(q == 0 ? "" : ",").append("{\"id\": \"").append(i).append('-').append(q);
        text.append("\", \"question\": \"").append(words(i, 4 + q, letters)).append("\"}");
      }
      text.append("]}");
    }
    return Files.writeString(folder.resolve(name), text.append("]}]}"));
  }

  private static String words(int item, int count, int letters) {
    StringBuilder words = new StringBuilder();
    for (int w = 0; w < count; w++) {
      int word = item * 7 + w * (item % 5 + 1);
      for (int s = 0; s < 3; s++) {
        for (char c : SYLLABLES[(word >> (2 * s)) % SYLLABLES.length].toCharArray()) {
          words.append((char) (c + letters));
        }
      }
      words.append(' ');
    }
    return words.toString();
  }

  @Test
  void aLanguageInOtherLettersIsFoundByItsAnchors() throws IOException {
    Path json = folder.resolve("c.json");
    CommandRun run =
        CommandRun.of(
            "crosslingual",
            "--from",
            write("a.json", 0, 2),
            "--to",
            write("b.json", 0x430 - 'a', 2),
            "--dimension=16",
            "--json",
            json);
    assertThat(run.error()).isEmpty();
    assertThat(run.out()).contains("25 questions, 65 anchors", "relativeCentred");
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.keySet())
        .containsExactly(
            "command",
            "seconds",
            "test",
            "anchors",
            "absolute",
            "relative",
            "relativeCentred",
            "procrustes",
            "ridge");
    assertThat(figures.get("test").getAsInt()).isEqualTo(25);
    assertThat(figures.get("anchors").getAsInt()).isEqualTo(65);
    for (String method : new String[] {"relative", "relativeCentred", "procrustes", "ridge"}) {
      JsonObject found = figures.get(method).getAsJsonObject();
      assertThat(found.keySet()).containsExactly("mrr", "top1");
      assertThat(found.get("mrr").getAsDouble()).as(method).isGreaterThan(0.9);
    }
  }

  @Test
  void otherFilesAreRefusedInOneLine() throws IOException {
    Path good = write("a.json", 0, 2);
    Path fewer = write("fewer.json", 0, 1);
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"data\": 3}");
    Path json = folder.resolve("c.json");
    for (Path to : new Path[] {bad, folder.resolve("no.json"), fewer}) {
      CommandRun run =
          CommandRun.of(
              "crosslingual", "--from", good, "--to", to, "--dimension", 8, "--json", json);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.error()).hasLineCount(1).contains(to.getFileName().toString());
      assertThat(json).doesNotExist();
    }
    assertThat(CommandRun.of("crosslingual", "--from", good).code()).isEqualTo(2);
    CommandRun narrow =
        CommandRun.of("crosslingual", "--from", good, "--to", good, "--dimension", 0);
    assertThat(narrow.code()).isEqualTo(1);
    assertThat(narrow.error()).contains("dimension", "got 0");
  }
}
