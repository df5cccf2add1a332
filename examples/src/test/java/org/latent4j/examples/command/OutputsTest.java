package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.InputException;

/** Outputs appear together or not at all, also when the program is stopped. */
class OutputsTest {
  @TempDir private Path folder;

  @Test
  void filesAppearAtTheCommit() throws IOException {
    Path a = Files.writeString(folder.resolve("a.txt"), "old");
    Path b = folder.resolve("b.txt");
    try (Outputs outputs = new Outputs()) {
      Files.writeString(outputs.stage(a), "new");
      Files.writeString(outputs.stage(b), "new");
      assertThat(a).hasContent("old");
      assertThat(b).doesNotExist();
      outputs.commit();
    }
    assertThat(a).hasContent("new");
    assertThat(b).hasContent("new");
    assertAlone(a, b);
  }

  @Test
  void nothingStaysWithoutACommit() throws IOException {
    Path a = Files.writeString(folder.resolve("a.txt"), "old");
    try (Outputs outputs = new Outputs()) {
      Path staged = outputs.stage(a);
      Files.writeString(staged, "new");
      Files.writeString(staged.resolveSibling(".part"), "what a writer puts beside");
    }
    assertThat(a).hasContent("old");
    assertAlone(a);
  }

  @Test
  void impossibleTargetsAreRefused() throws IOException {
    Path a = Files.writeString(folder.resolve("a.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), a);
    try (Outputs outputs = new Outputs()) {
      assertThatThrownBy(() -> outputs.stage(folder)).isInstanceOf(InputException.class);
      assertThatThrownBy(() -> outputs.stage(folder.resolve("no/a.txt")))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("no/a.txt");
      outputs.stage(a);
      assertThatThrownBy(() -> outputs.stage(folder.resolve("./a.txt")))
          .isInstanceOf(InputException.class);
      assertThatThrownBy(() -> outputs.stage(link)).isInstanceOf(InputException.class);
    }
    assertAlone(a, link);
  }

  @Test
  void devicesAreWrittenTo() throws IOException {
    Path nowhere = Path.of("/dev/null");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(nowhere), "no /dev/null here");
    try (Outputs outputs = new Outputs()) {
      Files.writeString(outputs.stage(nowhere), "x");
      outputs.commit();
    }
    assertThat(Files.isRegularFile(nowhere)).isFalse();
    assertThat(nowhere).exists();
  }

  @Test
  void anInterruptedProgramLeavesNothing() throws Exception {
    Path a = Files.writeString(folder.resolve("a.txt"), "old");
    Process process = java(List.of(Waiting.class.getName(), a.toString()));
    try (var reader =
        new java.io.BufferedReader(
            new java.io.InputStreamReader(
                process.getInputStream(), java.nio.charset.StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).isEqualTo("staged");
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isNotZero();
    assertThat(a).hasContent("old");
    assertAlone(a);
  }

  @Test
  void hostileFilesAreRefusedInASmallHeap() throws Exception {
    for (String name : List.of("header-huge.safetensors", "shape-lies.npy", "words-cut.txt")) {
      Path file = CommandRun.fixture("hostile/" + name);
      Process process = java(List.of("org.latent4j.examples.Latent4j", "inspect", file.toString()));
      String error =
          new String(
              process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(error).contains(name).hasLineCount(1);
    }
  }

  private static Process java(List<String> arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The jar's manifest grants what this class path must ask for from JDK 24 on.
    command.addAll(
        List.of(
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(arguments);
    return new ProcessBuilder(command).start();
  }

  private void assertAlone(Path... files) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList()).containsExactlyInAnyOrder(files);
    }
  }

  /** A program that stages an output and waits to be stopped. */
  static final class Waiting {
    private Waiting() {}

    /** Stages the file of the first argument. */
    public static void main(String[] arguments) throws Exception {
      try (Outputs outputs = new Outputs()) {
        Files.writeString(outputs.stage(Path.of(arguments[0])), "half");
        System.out.println("staged");
        Thread.sleep(60_000);
      }
    }
  }
}
