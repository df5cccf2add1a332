package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command inspect, and inspect and convert on hostile files. */
class InspectTest {
  @TempDir private Path folder;

  static List<Path> hostile() throws IOException {
    try (Stream<Path> files = Files.list(CommandRun.fixture("hostile"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void jsonHasTensorsAndMetadata() throws IOException {
    Path json = folder.resolve("i.json");
    CommandRun run =
        CommandRun.of("inspect", CommandRun.fixture("good.safetensors"), "--json", json);
    assertThat(run.error()).isEmpty();
    assertThat(run.code()).isZero();
    JsonObject object = CommandRun.json(json);
    assertThat(object.get("command").getAsString()).isEqualTo("inspect");
    assertThat(object.get("seconds").getAsDouble()).isPositive();
    assertThat(object.get("tensors").getAsJsonObject().get("weight.bf16").toString())
        .isEqualTo("{\"dtype\":\"BF16\",\"shape\":[7,5]}");
    assertThat(object.get("metadata").getAsJsonObject().get("note").getAsString())
        .contains("ünïcode");
    assertThat(run.out()).contains("weight.f16  F16  [7, 5]", "format = pt");
  }

  @ParameterizedTest
  @CsvSource({
    "f4.npy,'{\"\":{\"dtype\":\"F32\",\"shape\":[7,5]}}'",
    "scalar.npy,'{\"\":{\"dtype\":\"F32\",\"shape\":[]}}'",
    "words.bin,'{\"vectors\":{\"dtype\":\"F32\",\"shape\":[5,3]}}'",
    "labels-idx1-ubyte.gz,'{\"\":{\"dtype\":\"U8\",\"shape\":[7]}}'"
  })
  void filesWithoutNames(String name, String tensors) throws IOException {
    Path json = folder.resolve("i.json");
    assertThat(CommandRun.of("inspect", CommandRun.fixture(name), "--json=" + json).code())
        .isZero();
    assertThat(CommandRun.json(json).get("tensors")).hasToString(tensors);
    assertThat(CommandRun.json(json).get("metadata")).hasToString("{}");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileFilesAreRefusedInOneLine(Path file) throws IOException {
    Path json = Files.writeString(folder.resolve("old.json"), "old");
    Path out = Files.writeString(folder.resolve("old.safetensors"), "old");
    CommandRun inspect = CommandRun.of("inspect", file, "--json", json);
    CommandRun convert = CommandRun.of("convert", file, out, "--json", json);
    for (CommandRun run : List.of(inspect, convert)) {
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.error()).contains(file.toString()).hasLineCount(1);
    }
    assertThat(json).hasContent("old");
    assertThat(out).hasContent("old");
    assertAlone(json, out);
  }

  @Test
  void usageErrorsAreTwoAndTheRestIsOne() {
    Path good = CommandRun.fixture("f4.npy");
    assertThat(CommandRun.of("inspect").code()).isEqualTo(2);
    assertThat(CommandRun.of("inspect", good, "--unknown").code()).isEqualTo(2);
    assertThat(CommandRun.of("inspect", good, good).code()).isEqualTo(2);
    assertThat(CommandRun.of("nothing").code()).isEqualTo(2);
    assertThat(CommandRun.of().code()).isEqualTo(2);
    CommandRun help = CommandRun.of("inspect", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("--json");
    for (Path missing : List.of(folder.resolve("no.npy"), folder, folder.resolve("no/no.npz"))) {
      CommandRun run = CommandRun.of("inspect", missing);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.error()).contains(missing.toString()).hasLineCount(1);
    }
    CommandRun nowhere = CommandRun.of("inspect", good, "--json", folder.resolve("no/i.json"));
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.error()).contains("no/i.json").hasLineCount(1);
  }

  private void assertAlone(Path... files) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList()).containsExactlyInAnyOrder(files);
    }
  }
}
