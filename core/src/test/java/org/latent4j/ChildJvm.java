package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the tests in a JVM of its own, which has the memory that the test gives it. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * Runs a main class with this JVM's class path.
   *
   * @param folder where its output is kept while it runs
   * @param options of the JVM, such as {@code -Xmx128m}
   * @return what it printed; it must end within ten minutes and without an error
   */
  public static String run(Path folder, List<String> options, Class<?> main, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("child.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(ended).as("ended in time: %s", text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  /** The number after {@code name=} in what a program printed. */
  public static long figure(String output, String name) {
    for (String word : output.split("\\s+", -1)) {
      if (word.startsWith(name + "=")) {
        return Long.parseLong(word.substring(name.length() + 1));
      }
    }
    throw new AssertionError("no " + name + " in " + output);
  }
}
