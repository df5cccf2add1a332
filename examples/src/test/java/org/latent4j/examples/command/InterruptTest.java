package org.latent4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C in the middle of a long conversion leaves no trace of it. */
class InterruptTest {
  private static final int INTERRUPT = 2;

  @TempDir private Path folder;

  @BeforeAll
  static void systemHasSignals() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc here to look into processes");
  }

  /** An npy file of zeros that takes no disk space but minutes to convert. */
  private Path endless() throws IOException {
    long rows = 3_000_000;
    String dictionary =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + rows + ", 1000), }\n";
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer head = ByteBuffer.allocate(10 + text.length);
    head.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
    Path file = Files.write(folder.resolve("endless.npy"), head.put(text).array());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), head.capacity() + rows * 1000 - 1);
    }
    return file;
  }

  private static Process start(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.latent4j.examples.Latent4j");
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command).start();
  }

  /** Whether some file in a hidden folder has bytes already. */
  private boolean isWriting() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.anyMatch(
          path ->
              path.toString().contains("/.latent4j-")
                  && Files.isRegularFile(path)
                  && path.toFile().length() > 0);
    } catch (java.io.UncheckedIOException e) {
      // A folder went while it was looked at.
      return false;
    }
  }

  /** SIGINT, or SIGTERM where whoever started this program made its children deaf to SIGINT. */
  private static void interrupt(Process process) throws Exception {
    String ignored =
        Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring(7).strip())
            .findFirst()
            .orElseThrow();
    boolean deaf = (Long.parseUnsignedLong(ignored, 16) >> (INTERRUPT - 1) & 1) != 0;
    String signal = deaf ? "-TERM" : "-INT";
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.npz", "out.txt", "out.vec.gz"})
  void nothingIsLeftAndTheOlderFileIsWhole(String name) throws Exception {
    Path in = endless();
    Path out = Files.writeString(folder.resolve(name), "older");
    Path json = folder.resolve("figures.json");
    Process process = start("convert", in, out, "--json", json);
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (!isWriting()) {
        assertThat(process.isAlive()).as("still converting").isTrue();
        assertThat(System.nanoTime()).as("begun within two minutes").isLessThan(end);
        Thread.sleep(20);
      }
      interrupt(process);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends when told to").isTrue();
      String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(error.lines().count()).as(error).isLessThanOrEqualTo(1);
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isNotZero();
    assertThat(out).hasContent("older");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.toList()).containsExactlyInAnyOrder(in, out);
    }
  }
}
