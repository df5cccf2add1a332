package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.examples.sprites.FactorSprites;
import org.latent4j.io.HeldArray;
import org.latent4j.io.NpyFile;
import org.latent4j.io.NpzWriter;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.StoredArray;

/** Options of the command qlae, one by one. */
class QlaeOptionsTest {
  private static final int IMAGES = 60;

  @TempDir private Path folder;

  /** Some small sprites in a file; images without most of their pixels train faster. */
  private Path data() {
    Path file = folder.resolve("small.npz");
    NpzWriter.write(file, List.of(images(IMAGES), factors(IMAGES)));
    return file;
  }

  private static StoredArray images(int count) {
    FactorSprites sprites = new FactorSprites(16);
    byte[] image = new byte[sprites.bytes()];
    byte[] out = new byte[count * 48];
    for (int i = 0; i < count; i++) {
      sprites.draw(i * 1637, image, 0);
      System.arraycopy(image, 8 * 48, out, i * 48, 48); // one row of pixels
    }
    return HeldArray.of("images", out, count, 16, 3);
  }

  private static StoredArray factors(int count) {
    byte[] out = new byte[count * 6];
    for (int i = 0; i < count; i++) {
      int[] own = FactorSprites.factors(i * 1637);
      for (int j = 0; j < 6; j++) {
        out[i * 6 + j] = (byte) own[j];
      }
    }
    return HeldArray.of("factors", out, count, 6);
  }

  private static Object[] words(Path json, Object... options) {
    Object[] usual = {
      "qlae", "--eval", 200, "--hidden", 10, "--batch", 8, "--latents", 4, "--json", json
    };
    return Stream.concat(Stream.of(usual), Stream.of(options)).toArray();
  }

  private JsonObject qlae(Object... options) throws IOException {
    Path json = folder.resolve("out.json");
    CommandRun run = CommandRun.of(words(json, options));
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    return CommandRun.json(json);
  }

  private static void assertSame(JsonObject a, JsonObject b) {
    for (String key : a.keySet()) {
      if (!key.equals("seconds") && !key.equals("stepsPerSecond")) {
        assertThat(b.get(key)).as(key).isEqualTo(a.get(key));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"qlae", "vae", "vqvae"})
  void threadsChangeNoBit(String model) throws IOException {
    Path data = data();
    Path latents = folder.resolve("l.npy");
    byte[] first = null;
    JsonObject one = null;
    for (int threads : new int[] {1, 2, 7}) {
      JsonObject figures =
          qlae(
              "--data",
              data,
              "--model",
              model,
              "--steps",
              10,
              "--threads",
              threads,
              "--latents-out",
              latents);
      one = one == null ? figures : one;
      first = first == null ? Files.readAllBytes(latents) : first;
      assertSame(one, figures);
      assertThat(Files.readAllBytes(latents)).isEqualTo(first);
    }
  }

  private long[] sources(Object... options) throws IOException {
    Path sources = folder.resolve("s.npy");
    Object[] usual = {"--data", data(), "--steps", 1, "--sources-out", sources};
    qlae(Stream.concat(Stream.of(usual), Stream.of(options)).toArray());
    return NpyFile.open(sources).array("vectors").longs();
  }

  @Test
  void scoredRowsDependOnTheirSeedAlone() throws IOException {
    long[] rows = sources("--model", "qlae");
    assertThat(sources("--model", "fsq", "--seed", 5, "--eval-seed", 999)).isEqualTo(rows);
    assertThat(sources("--model", "fsq", "--eval-seed", 1)).isNotEqualTo(rows);
    assertThat(rows).hasSize(200 * 6);
  }

  @Test
  void aFreshModelIsScoredWhenThereAreNoSteps() throws IOException {
    JsonObject figures = qlae("--data", data(), "--model", "qlae", "--steps", 0);
    assertThat(figures.get("steps").getAsInt()).isZero();
    assertThat(figures.get("stepsPerSecond").getAsDouble()).isZero();
    assertThat(figures.get("valuesMoved").getAsDouble()).isZero();
    assertThat(figures.get("loss").getAsDouble()).isCloseTo(Math.log(2), within(0.1));
    assertThat(figures.get("psnr").getAsDouble()).isBetween(2.0, 12.0);
    assertThat(figures.get("active").getAsInt()).isBetween(0, 4);
    assertThat(figures.get("model").getAsString()).isEqualTo("qlae");
    assertThat(figures.get("seed").getAsLong()).isZero();
    assertThat(figures.get("command").getAsString()).isEqualTo("qlae");
  }

  @Test
  void stepsLowerTheLossAndRaiseTheRatio() throws IOException {
    Path data = data();
    JsonObject few = qlae("--data", data, "--model", "ae", "--steps", 1, "--weight-decay", 0);
    JsonObject many =
        qlae(
            "--data",
            data,
            "--model",
            "ae",
            "--steps",
            300,
            "--weight-decay",
            0,
            "--learning-rate",
            5e-3);
    assertThat(many.get("loss").getAsDouble()).isLessThan(few.get("loss").getAsDouble() - 0.05);
    assertThat(many.get("psnr").getAsDouble()).isGreaterThan(few.get("psnr").getAsDouble() + 2);
  }

  @Test
  void weightsOfTheLossesAreTaken() throws IOException {
    Path data = data();
    Object[] usual = {"--data", data, "--model", "qlae", "--steps", 10};
    JsonObject still =
        qlae(Stream.concat(Stream.of(usual), Stream.of("--quantization-weight", 0)).toArray());
    assertThat(still.get("valuesMoved").getAsDouble()).isZero();
    JsonObject moved =
        qlae(Stream.concat(Stream.of(usual), Stream.of("--quantization-weight", 1)).toArray());
    assertThat(moved.get("valuesMoved").getAsDouble()).isPositive();
    JsonObject committed =
        qlae(Stream.concat(Stream.of(usual), Stream.of("--commitment-weight", 9)).toArray());
    assertThat(committed.get("loss")).isNotEqualTo(moved.get("loss"));
    JsonObject decayed =
        qlae(Stream.concat(Stream.of(usual), Stream.of("--weight-decay", 50)).toArray());
    assertThat(decayed.get("loss")).isNotEqualTo(moved.get("loss"));
    JsonObject plain = qlae("--data", data, "--model", "vae", "--steps", 10);
    JsonObject heavy = qlae("--data", data, "--model", "vae", "--steps", 10, "--beta", 50);
    assertThat(heavy.get("loss")).isNotEqualTo(plain.get("loss"));
  }

  @ParameterizedTest
  @CsvSource({"qlae, 3, 2", "fsq, 4, 3", "qlae-global, 2, 1", "vqvae, 5, 63"})
  void codesAreBelowTheLevels(String model, int levels, int most) throws IOException {
    Path latents = folder.resolve("l.npy");
    qlae(
        "--data",
        data(),
        "--model",
        model,
        "--steps",
        5,
        "--levels",
        levels,
        "--latents-out",
        latents);
    StoredArray codes = NpyFile.open(latents).array("vectors");
    assertThat(codes.description().shape()).containsExactly(200, 4);
    assertThat(Arrays.stream(codes.longs())).allMatch(code -> code >= 0 && code <= most);
  }

  @Test
  void outIsATrainingThatGoesOn() throws IOException {
    Path data = data();
    Path out = folder.resolve("m.safetensors");
    JsonObject whole = qlae("--data", data, "--model", "vqvae", "--steps", 9, "--seed", -3);
    qlae("--data", data, "--model", "vqvae", "--steps", 4, "--seed", -3, "--out", out);
    assertThat(SafetensorsFile.open(out).metadata()).containsEntry("kind", "autoencoder");
    Path again = folder.resolve("n.safetensors");
    JsonObject resumed =
        qlae("--data", data, "--model", "vqvae", "--steps", 9, "--resume", out, "--out", again);
    assertSame(whole, resumed);
    // No step is left to make.
    assertSame(whole, qlae("--data", data, "--model", "vqvae", "--steps", 9, "--resume", again));
    assertThat(SafetensorsFile.open(again).metadata().get("parameters")).contains("\"step\":9");
  }

  private void assertRefused(int code, List<String> said, Object... options) {
    Path json = folder.resolve("bad.json");
    Path latents = folder.resolve("bad.npy");
    Object[] usual = words(json, "--latents-out", latents);
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(usual), Stream.of(options)).toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).contains(said).hasLineCount(1);
    assertThat(json).doesNotExist();
    assertThat(latents).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--learning-rate, 0, 1",
    "--learning-rate, x, 2",
    "--weight-decay, -1, 1",
    "--quantization-weight, -0.5, 1",
    "--commitment-weight, NaN, 1",
    "--levels, 1, 1",
    "--steps, -1, 1",
    "--threads, 0, 1",
    "--beta, -2, 1",
    "--resume, none.safetensors, 1",
    "--eval-seed, x, 2",
    "--nonsense, 3, 2"
  })
  void optionsOutOfRange(String option, String value, int code) {
    assertRefused(code, List.of(value), "--data", data(), "--model", "qlae", option, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data", "--model"})
  void bothAreNeeded(String missing) {
    Object[] given =
        missing.equals("--data") ? new Object[] {"--model", "ae"} : new Object[] {"--data", data()};
    assertRefused(2, List.of(missing), given);
  }

  private Path file(String name, StoredArray... arrays) {
    Path file = folder.resolve(name);
    NpzWriter.write(file, List.of(arrays));
    return file;
  }

  @Test
  void dataThatIsNoImagesWithFactors() throws IOException {
    Object[] model = {"--model", "ae", "--steps", 1, "--data"};
    record Case(String file, List<String> said) {}
    file("a.npz", images(5));
    file("b.npz", factors(5));
    file("c.npz", images(5), factors(4));
    file("d.npz", HeldArray.of("images", new float[20], 5, 4), factors(5));
    file("e.npz", images(3), HeldArray.of("factors", new float[6], 3, 2));
    file("f.npz", images(3), HeldArray.of("factors", new int[3], 3));
    file("g.npz", images(0), factors(0));
    file("h.npz", images(4), HeldArray.of("factors", new int[] {1, 0, 1, 2, 1, 1, 1, 5}, 4, 2));
    file("i.npz", images(4), HeldArray.of("factors", new int[] {1, 0, 2, 3}, 4, 1));
    Files.writeString(folder.resolve("j.npz"), "no archive");
    for (Case one :
        List.of(
            new Case("a.npz", List.of("factors")),
            new Case("b.npz", List.of("images")),
            new Case("c.npz", List.of("factors", "[4, 6]")),
            new Case("d.npz", List.of("images", "F32")),
            new Case("e.npz", List.of("factors", "F32")),
            new Case("f.npz", List.of("factors", "[3]")),
            new Case("g.npz", List.of("images")),
            new Case("h.npz", List.of("constant", "column 0")),
            new Case("i.npz", List.of("2 sources")),
            new Case("j.npz", List.of()))) {
      Path path = folder.resolve(one.file());
      Stream<?> all = Stream.concat(Stream.of(model), Stream.of(path));
      List<String> said = Stream.concat(Stream.of(one.file()), one.said().stream()).toList();
      assertRefused(1, said, all.toArray());
    }
  }

  @Test
  void aTrainingOfOtherPixelsIsNotResumed() throws IOException {
    Path out = folder.resolve("m.safetensors");
    qlae("--data", data(), "--model", "ae", "--steps", 1, "--out", out);
    assertRefused(
        1,
        List.of("m.safetensors", "48 pixels", "768"),
        "--data",
        "sprites:16",
        "--model",
        "ae",
        "--steps",
        2,
        "--resume",
        out);
    assertRefused(
        1,
        List.of("m.safetensors"),
        "--data",
        data(),
        "--model",
        "ae",
        "--steps",
        2,
        "--resume",
        out,
        "--levels",
        5);
  }
}
