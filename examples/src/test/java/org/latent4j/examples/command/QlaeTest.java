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
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.io.NpyFile;

/** The command qlae. */
class QlaeTest {
  @TempDir private Path folder;

  private JsonObject qlae(Object... options) throws IOException {
    Path json = folder.resolve("out.json");
    Object[] words = {"qlae", "--eval", 300, "--hidden", 24, "--batch", 16, "--json", json};
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(words), Stream.of(options)).toArray());
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    return CommandRun.json(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"qlae", "qlae-global", "ae", "vae", "vqvae", "fsq"})
  void scoresAreThoseOfTheWrittenFiles(String model) throws IOException {
    Path latents = folder.resolve("l.npy");
    Path sources = folder.resolve("s.npy");
    JsonObject figures =
        qlae(
            "--data",
            "sprites:16",
            "--model",
            model,
            "--steps",
            20,
            "--latents",
            5,
            "--latents-out",
            latents,
            "--sources-out",
            sources);
    assertThat(figures.keySet())
        .contains(
            "command",
            "model",
            "seed",
            "steps",
            "infom",
            "infoe",
            "infoc",
            "active",
            "psnr",
            "loss",
            "valuesMoved",
            "seconds",
            "stepsPerSecond");
    boolean continuous = model.equals("ae") || model.equals("vae");
    assertThat(NpyFile.open(latents).array("vectors").description().toString())
        .contains(continuous ? "F32" : "I32", "300, 5");
    assertThat(NpyFile.open(sources).array("vectors").description().toString())
        .contains("I32", "300, 6");
    Path json = folder.resolve("again.json");
    Object[] words = {"disentangle", "--sources", sources, "--latents", latents, "--json", json};
    CommandRun again =
        CommandRun.of(
            Stream.concat(Stream.of(words), continuous ? Stream.of() : Stream.of("--discrete"))
                .toArray());
    assertThat(again.code()).as(again.error()).isZero();
    for (String key : new String[] {"infom", "infoe", "infoc"}) {
      assertThat(CommandRun.json(json).get(key)).as(key).isEqualTo(figures.get(key));
    }
    boolean learned = model.startsWith("q") || model.startsWith("vq");
    assertThat(figures.get("valuesMoved").getAsDouble() > 0).isEqualTo(learned);
  }

  @Test
  void aResumedTrainingGivesTheSameFigures() throws IOException {
    Path images = folder.resolve("f.npz");
    CommandRun.of("sprites", "--out", images, "--count", 200);
    Path half = folder.resolve("half.safetensors");
    Path page = folder.resolve("page.html");
    Object[] shared = {"--data", images, "--model", "qlae", "--seed", 7};
    JsonObject whole = qlae(Stream.concat(Stream.of(shared), Stream.of("--steps", 12)).toArray());
    qlae(Stream.concat(Stream.of(shared), Stream.of("--steps", 5, "--out", half)).toArray());
    JsonObject resumed =
        qlae(
            "--data",
            images,
            "--model",
            "qlae",
            "--steps",
            12,
            "--resume",
            half,
            "--threads",
            1,
            "--html",
            page);
    for (String key : new String[] {"seed", "steps", "infom", "infoe", "psnr", "valuesMoved"}) {
      assertThat(resumed.get(key)).as(key).isEqualTo(whole.get(key));
    }
    assertThat(Files.readString(page)).contains("InfoM", "Autoencoder qlae", "<svg");
  }

  @ParameterizedTest
  @CsvSource({
    "--model, nonsense, 2, qlae-global",
    "--model, vae, 1, half.safetensors",
    "--levels, 1, 1, 1",
    "--levels, 7, 1, half.safetensors",
    "--seed, 8, 1, half.safetensors",
    "--steps, 2, 1, 3 steps",
    "--steps, x, 2, --steps",
    "--data, sprites:17, 1, 17",
    "--data, sprites:x, 2, sprites",
    "--data, none.npz, 1, none.npz",
    "--eval, 1, 1, rows"
  })
  void refusesBadOptions(String option, String value, int code, String said) throws IOException {
    Path half = folder.resolve("half.safetensors");
    qlae("--data", "sprites:16", "--model", "qlae", "--steps", 3, "--out", half);
    Path latents = folder.resolve("l.npy");
    Path json = folder.resolve("bad.json");
    Object[] words = {
      "qlae", "--resume", half, "--latents-out", latents, "--json", json, option, value
    };
    Stream<?> rest =
        option.equals("--model")
            ? Stream.of("--data", "sprites:16")
            : option.equals("--data")
                ? Stream.of("--model", "qlae")
                : Stream.of("--model", "qlae", "--data", "sprites:16");
    CommandRun run = CommandRun.of(Stream.concat(Stream.of(words), rest).toArray());
    assertThat(run.code()).as(run.error()).isEqualTo(code);
    assertThat(run.error()).contains(said).hasLineCount(1);
    assertThat(latents).doesNotExist();
    assertThat(json).doesNotExist();
  }
}
