package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.Progress;
import org.latent4j.Progress.Finished;
import org.latent4j.Progress.Started;
import org.latent4j.Progress.Stepped;
import org.latent4j.Progress.Warned;

class ConsoleProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void nothingIsWrittenWhereNobodyWatches() {
    PrintStream standardError = System.err;
    System.setErr(out);
    try (ConsoleProgress progress = new ConsoleProgress()) {
      tour(progress);
    } finally {
      System.setErr(standardError);
    }
    try (ConsoleProgress progress = new ConsoleProgress(false, out)) {
      tour(progress);
    }
    assertThat(bytes.size()).isZero();
  }

  @Test
  void theBarNamesTheOutermostTaskAndIsWipedAtItsEnd() {
    try (ConsoleProgress progress = new ConsoleProgress(true, out)) {
      tour(progress);
      assertThat(written()).contains("\rtour ").endsWith("\r" + " ".repeat(79) + "\r");
      bytes.write('.');
    }
    assertThat(written()).endsWith(" \r.");
    assertThat(written().chars().filter(c -> c == '\n')).isEmpty();
    assertThat(written()).doesNotContainPattern("[^\r]{80}");
  }

  @Test
  void warningsStandOnLinesOfTheirOwn() {
    try (ConsoleProgress progress = new ConsoleProgress(true, out)) {
      progress.on(new Started("tour", 4));
      progress.on(new Warned("invert", "a condition of 1e9"));
      assertThat(written()).contains("\rinvert: a condition of 1e9\n");
      progress.on(new Stepped("tour", 1, Map.of()));
    }
    assertThat(written()).endsWith("\r");
    ByteArrayOutputStream unseen = new ByteArrayOutputStream();
    try (ConsoleProgress progress =
        new ConsoleProgress(false, new PrintStream(unseen, true, StandardCharsets.UTF_8))) {
      progress.on(new Warned("invert", "a condition of 1e9"));
    }
    assertThat(unseen.size()).isZero();
  }

  @Test
  void innerTasksAreToldBesideTheBar() throws InterruptedException {
    try (ConsoleProgress progress = new ConsoleProgress(true, out)) {
      progress.on(new Started("tour", 4));
      progress.on(new Stepped("tour", 2, Map.of()));
      progress.on(new Started("kmeans", 10));
      progress.on(new Stepped("kmeans", 3, Map.of("loss", 0.25)));
      awaitText("2/4");
      awaitText("kmeans 3/10");
      progress.on(new Finished("kmeans"));
      assertThat(written()).doesNotEndWith(" \r");
    }
    assertThat(written()).endsWith(" \r");
  }

  @Test
  void aBarFollowsAnotherAndUnknownTasksAreNothing() {
    try (ConsoleProgress progress = new ConsoleProgress(true, out)) {
      progress.on(new Stepped("never begun", 1, Map.of()));
      progress.on(new Finished("never begun"));
      assertThat(bytes.size()).isZero();
      progress.on(new Started("fit", -1));
      progress.on(new Started("inner, which fails to end", 5));
      progress.on(new Finished("fit"));
      progress.on(new Started("search", 2));
      progress.on(new Finished("search"));
    }
    assertThat(written()).containsSubsequence("\rfit", "\rsearch").endsWith(" \r");
  }

  @Test
  void aTerminalIsToldFromFilesAndPipes(@TempDir Path folder) throws Exception {
    assertThat(Terminal.isTerminal(null)).isFalse();
    Path toFile = Files.createSymbolicLink(folder.resolve("a"), folder.resolve("errors.txt"));
    Path toPipe = Files.createSymbolicLink(folder.resolve("b"), Path.of("pipe:[1]"));
    Path toNull = Files.createSymbolicLink(folder.resolve("c"), Path.of("/dev/null"));
    Path toTerminal = Files.createSymbolicLink(folder.resolve("d"), Path.of("/dev/pts/0"));
    assertThat(Terminal.leadsToDevice(toFile)).isFalse();
    assertThat(Terminal.leadsToDevice(toPipe)).isFalse();
    assertThat(Terminal.leadsToDevice(toNull)).isFalse();
    assertThat(Terminal.leadsToDevice(toTerminal)).isTrue();
    assertThat(Terminal.leadsToDevice(folder.resolve("missing"))).isTrue();
  }

  private static void tour(Progress progress) {
    progress.on(new Started("tour", 2));
    progress.on(new Started("train", 3));
    progress.on(new Stepped("train", 1, Map.of("loss", 0.5, "rate", 1e-3)));
    progress.on(new Finished("train"));
    progress.on(new Stepped("tour", 1, Map.of()));
    progress.on(new Finished("tour"));
  }

  private void awaitText(String text) throws InterruptedException {
    for (int i = 0; i < 200 && !written().contains(text); i++) {
      Thread.sleep(25);
    }
    assertThat(written()).contains(text);
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
