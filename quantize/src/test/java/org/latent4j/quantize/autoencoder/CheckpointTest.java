package org.latent4j.quantize.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.Run;
import org.latent4j.error.FormatException;
import org.latent4j.io.HeldArray;
import org.latent4j.io.SafetensorsFile;
import org.latent4j.io.SafetensorsWriter;
import org.latent4j.io.StoredArray;

/** Saved trainings: what stands in the file, what comes back, and what is refused. */
class CheckpointTest {
  private static final int PIXELS = 10;
  private static final int[] SOME = IntStream.range(0, 30).toArray();

  @TempDir private Path folder;
  private final RandomRows rows = new RandomRows(2, 80, PIXELS);

  private static AutoencoderTraining start(AutoencoderModel model, long seed) {
    AutoencoderSettings settings =
        new AutoencoderSettings(model, 3, 4, 8, 8, 1e-2, 0.2, 1, 0.5, 0.5);
    return AutoencoderTraining.start(settings, PIXELS, Run.of(seed).withThreads(1));
  }

  private Path saved(AutoencoderModel model, long seed, int steps) {
    Path file = folder.resolve(model.label() + steps + ".safetensors");
    try (AutoencoderTraining training = start(model, seed)) {
      training.train(rows, steps);
      training.save(file);
    }
    return file;
  }

  private static AutoencoderTraining resume(Path file) {
    return AutoencoderTraining.resume(file, Run.of(77).withThreads(2));
  }

  @ParameterizedTest
  @EnumSource
  void aFileHoldsValuesMomentsStepAndSeed(AutoencoderModel model) {
    SafetensorsFile file = SafetensorsFile.open(saved(model, -5, 6));
    assertThat(file.metadata())
        .containsEntry("format", "latent4j")
        .containsEntry("version", "1")
        .containsEntry("kind", "autoencoder");
    JsonObject parameters =
        JsonParser.parseString(file.metadata().get("parameters")).getAsJsonObject();
    assertThat(parameters.get("model").getAsString()).isEqualTo(model.label());
    assertThat(parameters.get("step").getAsInt()).isEqualTo(6);
    assertThat(parameters.get("seed").getAsString()).isEqualTo("-5");
    for (String name : List.of("encoder.0.weight", "decoder.2.bias")) {
      assertThat(file.names()).contains(name, name + ".first", name + ".second");
    }
    assertThat(file.array("encoder.0.weight").description().shape()).containsExactly(PIXELS, 8);
    boolean second = false;
    for (float value : file.array("decoder.2.bias.second").floats()) {
      assertThat(value).isNotNegative();
      second |= value > 0;
    }
    assertThat(second).isTrue();
    boolean learned =
        model == AutoencoderModel.QLAE
            || model == AutoencoderModel.QLAE_GLOBAL
            || model == AutoencoderModel.VQVAE;
    assertThat(file.names().stream().anyMatch(name -> name.startsWith("codebook.")))
        .isEqualTo(learned);
  }

  @ParameterizedTest
  @EnumSource
  void savingWhatWasResumedGivesTheSameBytes(AutoencoderModel model) throws IOException {
    Path file = saved(model, 3, 5);
    Path again = folder.resolve("again.safetensors");
    try (AutoencoderTraining training = resume(file)) {
      training.save(again);
      training.train(rows, 4); // fewer than it has made: nothing happens
      assertThat(training.steps()).isEqualTo(5);
    }
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @EnumSource
  void manyShortTrainingsAreOneLongOne(AutoencoderModel model) throws IOException {
    Path file = saved(model, 9, 1);
    for (int steps = 2; steps <= 5; steps++) {
      try (AutoencoderTraining training =
          AutoencoderTraining.resume(file, Run.of(steps).withThreads(1 + steps % 3))) {
        training.train(rows, steps);
        training.save(file);
      }
    }
    Path whole = saved(model, 9, 5);
    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(whole));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 9_007_199_254_740_993L})
  void allSeedsSurvive(long seed) {
    try (AutoencoderTraining training = resume(saved(AutoencoderModel.VAE, seed, 2))) {
      assertThat(training.run().seed().value()).isEqualTo(seed);
      assertThat(training.run().threads()).isEqualTo(2);
      assertThat(training.pixels()).isEqualTo(PIXELS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void evaluationsAreThoseOfBefore(AutoencoderModel model) {
    Path file = folder.resolve("m.safetensors");
    try (AutoencoderTraining training = start(model, 4)) {
      training.train(rows, 7);
      Evaluation before = training.evaluate(rows, SOME);
      double moved = training.valuesMoved();
      training.save(file);
      try (AutoencoderTraining other = resume(file)) {
        Evaluation after = other.evaluate(rows, SOME);
        assertThat(after.numbers()).isEqualTo(before.numbers());
        assertThat(after.crossEntropy()).isEqualTo(before.crossEntropy());
        assertThat(after.psnr()).isEqualTo(before.psnr());
        assertThat(other.valuesMoved()).isEqualTo(moved);
      }
    }
  }

  /** Writes a file once more, with other metadata and without or with another tensor. */
  private Path changed(
      Path file, Map<String, String> metadata, String tensor, List<StoredArray> instead) {
    SafetensorsFile good = SafetensorsFile.open(file);
    Map<String, String> all = new LinkedHashMap<>(good.metadata());
    all.putAll(metadata);
    all.keySet().removeIf(key -> key.contains("checksum"));
    List<StoredArray> tensors = new ArrayList<>(instead);
    for (String name : good.names()) {
      if (!name.equals(tensor)) {
        tensors.add(good.array(name));
      }
    }
    Path out = folder.resolve("changed.safetensors");
    SafetensorsWriter.write(out, all, tensors);
    return out;
  }

  private static void assertRefused(Path file, String... said) {
    assertThatThrownBy(() -> resume(file).close())
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("changed.safetensors")
        .hasMessageContainingAll(said);
  }

  @Test
  void aRewrittenFileWithNothingChangedIsRead() {
    Path file = saved(AutoencoderModel.QLAE, 1, 3);
    try (AutoencoderTraining training = resume(changed(file, Map.of(), "none", List.of()))) {
      assertThat(training.steps()).isEqualTo(3);
    }
  }

  @Test
  void refusesFilesOfOtherThings() {
    Path file = saved(AutoencoderModel.QLAE, 1, 3);
    assertRefused(changed(file, Map.of("kind", "qlae"), "none", List.of()), "'qlae'");
    assertRefused(changed(file, Map.of("version", "2"), "none", List.of()), "newer");
    assertRefused(changed(file, Map.of("format", "pt"), "none", List.of()), "'pt'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "encoder.0.weight",
        "encoder.1.bias",
        "decoder.2.weight.first",
        "decoder.0.bias.second",
        "codebook.values",
        "codebook.values.first"
      })
  void refusesATensorThatIsMissingOrOfAnotherShape(String name) {
    Path file = saved(AutoencoderModel.QLAE, 1, 3);
    assertRefused(changed(file, Map.of(), name, List.of()), name);
    StoredArray other =
        name.startsWith("codebook")
            ? HeldArray.of(name, new double[5], 5)
            : HeldArray.of(name, new float[3], 1, 3);
    assertRefused(changed(file, Map.of(), name, List.of(other)), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "latents", "beta", "pixels", "step", "seed"})
  void refusesParametersThatAreMissing(String key) {
    Path file = saved(AutoencoderModel.AE, 1, 3);
    JsonObject parameters =
        JsonParser.parseString(SafetensorsFile.open(file).metadata().get("parameters"))
            .getAsJsonObject();
    JsonObject without = parameters.deepCopy();
    without.remove(key);
    assertRefused(
        changed(file, Map.of("parameters", without.toString()), "none", List.of()), "parameters");
    JsonObject wrong = parameters.deepCopy();
    wrong.addProperty(key, "nonsense");
    assertRefused(
        changed(file, Map.of("parameters", wrong.toString()), "none", List.of()), "nonsense");
  }

  @ParameterizedTest
  @CsvSource({
    "step, -4, -4",
    "latents, -3, -3",
    "learningRate, 0, 0.0",
    "pixels, -7, -7",
    "pixels, 9, 9",
    "beta, '[1, 2]', '[1,2]'",
    "step, '[3, 4]', '[3,4]'",
    "hidden, 100000000, 100000000"
  })
  void refusesParametersOutOfRange(String key, String value, String said) {
    Path file = saved(AutoencoderModel.AE, 1, 3);
    JsonObject parameters =
        JsonParser.parseString(SafetensorsFile.open(file).metadata().get("parameters"))
            .getAsJsonObject();
    parameters.add(key, JsonParser.parseString(value));
    assertRefused(
        changed(file, Map.of("parameters", parameters.toString()), "none", List.of()), said);
  }

  @Test
  void savingToNoFolderFails() {
    Path nowhere = folder.resolve("none/m.safetensors");
    try (AutoencoderTraining training = start(AutoencoderModel.AE, 1)) {
      assertThatThrownBy(() -> training.save(nowhere)).isInstanceOf(RuntimeException.class);
      assertThat(nowhere).doesNotExist();
    }
  }
}
