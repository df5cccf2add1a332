package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.examples.sprites.FactorSprites;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyWriter;
import org.latent4j.io.NpzFile;

/** The command sprites. */
class SpritesTest {
  @TempDir private Path folder;

  private Path indices(int... values) {
    Path file = folder.resolve("i.npy");
    NpyWriter.write(file, HeldArray.of("i", values, values.length));
    return file;
  }

  @Test
  void writesImagesFactorsAndIndices() throws IOException {
    Path out = folder.resolve("f.npz");
    Path json = folder.resolve("f.json");
    CommandRun run =
        CommandRun.of(
            "sprites",
            "--out",
            out,
            "--size",
            32,
            "--indices",
            indices(5, 98_303, 5),
            "--json",
            json);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    NpzFile file = NpzFile.open(out);
    assertThat(file.array("images").description().toString()).contains("U8", "3, 32, 32, 3");
    assertThat(file.array("factors").description().toString()).contains("U8", "3, 6");
    assertThat(file.array("indices").description().toString()).contains("I32");
    assertThat(file.array("indices").longs()).containsExactly(5, 98_303, 5);
    assertThat(file.array("factors").longs())
        .containsExactly(0, 0, 0, 0, 0, 5, 7, 7, 7, 3, 5, 7, 0, 0, 0, 0, 0, 5);
    byte[] image = new byte[32 * 32 * 3];
    new FactorSprites(32).draw(98_303, image, 0);
    long[] images = file.array("images").longs();
    for (int t = 0; t < image.length; t++) {
      assertThat(images[image.length + t]).isEqualTo(image[t] & 0xFF);
    }
    JsonObject figures = CommandRun.json(json);
    assertThat(figures.get("command").getAsString()).isEqualTo("sprites");
    assertThat(figures.get("images").getAsInt()).isEqualTo(3);
  }

  @Test
  void drawsBySeed() {
    Path a = folder.resolve("a.npz");
    Path b = folder.resolve("b.npz");
    Path c = folder.resolve("c.npz");
    CommandRun.of("sprites", "--out", a, "--count", 2000, "--seed", 3);
    CommandRun.of("sprites", "--out", b, "--count", 2000, "--seed", 3);
    CommandRun.of("sprites", "--out", c, "--count", 2000, "--seed", 4);
    long[] first = NpzFile.open(a).array("indices").longs();
    assertThat(NpzFile.open(b).array("indices").longs()).isEqualTo(first);
    assertThat(NpzFile.open(c).array("indices").longs()).isNotEqualTo(first);
    assertThat(NpzFile.open(a).array("images").description().toString())
        .contains("2000, 16, 16, 3");
    assertThat(java.util.Arrays.stream(first)).allMatch(index -> index >= 0 && index < 98_304);
  }

  @ParameterizedTest
  @CsvSource({
    "--size, 48, 1, 48",
    "--size, x, 2, --size",
    "--count, -1, 1, -1",
    "--all, , 2, --all",
    "--indices, none.npy, 1, none.npy",
    "--out, f.npy, 1, .npz"
  })
  void refusesBadOptions(String option, String value, int code, String said) throws IOException {
    Path out = folder.resolve("f.npz");
    Object[] words = {"sprites", "--count", "3"};
    if (option.equals("--count") || option.equals("--indices")) {
      words = new Object[] {"sprites"};
    }
    if (!option.equals("--out")) {
      words = Stream.concat(Stream.of(words), Stream.of("--out", out)).toArray();
    }
    Stream<?> more = value == null ? Stream.of(option) : Stream.of(option, value);
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(words), more).toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).contains(said).hasLineCount(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void refusesIndicesThatAreNoImages() {
    Path out = folder.resolve("f.npz");
    CommandRun run = CommandRun.of("sprites", "--out", out, "--indices", indices(3, 98_304));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.error()).contains("i.npy", "row 1", "98304").hasLineCount(1);
    assertThat(out).doesNotExist();
    CommandRun none = CommandRun.of("sprites", "--out", out);
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.error()).hasLineCount(1);
  }
}
