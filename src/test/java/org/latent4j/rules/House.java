package org.latent4j.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the sources and classes of the house are. */
final class House {
  /** What an application depends on: these print nothing, read no environment, keep no statics. */
  static final List<String> LIBRARY = List.of("core", "anchors", "quantize", "sae", "retrieval");

  /** Modules whose main code counts in the figures of the house. */
  static final List<String> COUNTED =
      List.of("core", "testkit", "anchors", "quantize", "sae", "retrieval");

  /** The module whose main code is test code: the contracts that others inherit. */
  static final List<String> KIT = List.of("testkit");

  private House() {}

  /** The folder of the parent pom: the working directory or the nearest one above it. */
  static Path root() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("src").resolve("test").resolve("pom.xml"))) {
        return up;
      }
    }
    throw new IllegalStateException("no src/test/pom.xml above " + Path.of("").toAbsolutePath());
  }

  /** The modules of the parent pom. */
  static List<String> modules() {
    Matcher matcher = Pattern.compile("<module>([^<]+)</module>").matcher(read(pom("")));
    return matcher.results().map(result -> result.group(1)).toList();
  }

  static Path pom(String module) {
    return root().resolve(module).resolve("pom.xml");
  }

  /** The main sources of some modules. */
  static List<Path> mainSources(List<String> modules) {
    return modules.stream()
        .flatMap(module -> files(root().resolve(module).resolve("src/main/java"), ".java"))
        .toList();
  }

  /** All main sources. */
  static List<Path> mainSources() {
    return mainSources(modules());
  }

  /** The test sources of some modules and those that hold across modules. */
  static List<Path> testSources(List<String> modules) {
    Stream<Path> own =
        modules.stream()
            .flatMap(module -> files(root().resolve(module).resolve("src/test/java"), ".java"));
    return Stream.concat(own, files(root().resolve("src/test/java"), ".java")).toList();
  }

  /** The folders of compiled classes of all modules that have some. */
  static List<Path> classes(String folder) {
    return modules().stream()
        .map(module -> root().resolve(module).resolve("target").resolve(folder))
        .filter(Files::isDirectory)
        .toList();
  }

  /** Files below a folder with a suffix; none where there is no such folder. */
  static Stream<Path> files(Path folder, String suffix) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + folder, e);
    }
  }

  static long lines(Path file) {
    return read(file).lines().count();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
