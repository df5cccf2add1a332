package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.kernel.RandomStream;

/** What a command cannot do is told in one line with the file that it was to be done with. */
class ComplaintTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() {
    float[] values = new RandomStream(3).normals(40 * 8);
    NpyWriter.write(folder.resolve("x.npy"), HeldArray.of("x", values, 40, 8));
    float[] flat = new float[40 * 3]; // of rank 2, in two parts
    for (int i = 0; i < 40; i++) {
      flat[3 * i] = i;
      flat[3 * i + 1] = 2 * i;
      flat[3 * i + 2] = i % 2 == 0 ? 0 : 10_000;
    }
    NpyWriter.write(folder.resolve("flat.npy"), HeldArray.of("x", flat, 40, 3));
    NpyWriter.write(folder.resolve("a.npy"), HeldArray.of("a", new int[] {0, 1, 2, 3}, 4));
    NpyWriter.write(folder.resolve("far.npy"), HeldArray.of("a", new int[] {40}, 1));
  }

  private CommandRun run(String words) {
    List<Object> arguments = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      arguments.add(word.matches(".*\\.(npy|npz|json)") ? folder.resolve(word) : word);
    }
    return CommandRun.of(arguments.toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "anchors x.npy --method condition --tau 0.5 --out o.npy;x.npy;tau;0.5",
        "anchors x.npy --method farthest --count 3 --start -1 --out o.npy;x.npy;start;-1",
        "anchors x.npy --method top --count 3 --first -1 --out o.npy;x.npy;first;-1",
        "relate x.npy --anchors a.npy --heads 3 --out o.npy;x.npy;heads;3",
        "relate x.npy --anchors a.npy --top-k 5 --out o.npz;x.npy;top-k;5",
        "relate x.npy --anchors a.npy --bin 0 --out o.npy;x.npy;--bin;0",
        "relate x.npy --anchors a.npy --exponent -1 --out o.npy;x.npy;--exponent;-1",
        "relate x.npy --anchors a.npy --projection rbf --sigma 0 --out o.npy;x.npy;sigma;0",
        "relate flat.npy --anchors a.npy --projection whitened --out o.npy;flat.npy;rank 2;ridge",
        "relate flat.npy --anchors a.npy --projection geodesic --out o.npy;flat.npy;graph;2",
        "compare x.npy flat.npy --k 0;x.npy and ;flat.npy;k: expected at least 1, got 0",
        "compare x.npy flat.npy --draws -1;x.npy and ;flat.npy;draws: expected at least 0, got -1"
      })
  void theFileIsNamed(String words, String file, String operation, String value)
      throws IOException {
    CommandRun run = run(words + " --json o.json");
    assertThat(run.code()).as(run.error()).isEqualTo(1);
    assertThat(run.error()).hasLineCount(1).contains(file, operation, value);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("x.npy", "flat.npy", "a.npy", "far.npy");
    }
  }

  @Test
  void noOtherFileIsPutBeforeTheOneAtFault() {
    Path far = folder.resolve("far.npy");
    assertThat(run("relate x.npy --anchors far.npy --out o.npy").error())
        .startsWith("latent4j relate: " + far + ": anchors: ");
    assertThat(run("relate x.npy --anchors a.npy --fit-space flat.npy --out o.npy").error())
        .startsWith("latent4j relate: " + folder.resolve("x.npy") + ": --fit-space: ");
  }

  @Test
  void methodsOfTranslationAreListedAsTheyAreSpelled() {
    String words = "translate x.npy flat.npy --method ";
    assertThat(run(words + "centred").error())
        .contains("[identity, linear, affine, ridge, orthogonal, centred-orthogonal, similarity,")
        .contains("l-ortho, cca, permutation, low-rank, affine-sgd, procrustes-csls, inverse-rel")
        .doesNotContain("IDENTITY");
    assertThat(run(words + "CENTRED_ORTHOGONAL").code()).isEqualTo(2);
    assertThat(run(words + "centred-orthogonal").code()).isZero();
  }
}
