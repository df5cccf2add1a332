package org.latent4j.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the house: sizes, tests, packages with their page. */
class FiguresTest {
  private static final int MEDIAN = 90;
  private static final int MOST = 400;
  private static final int MOST_OF_A_KERNEL = 600;

  @Test
  void filesAreSmall() {
    List<Path> files = House.mainSources(House.COUNTED);
    assertThat(tooLong(files)).isEmpty();
    assertThat(median(files)).as("median lines of a main file").isLessThanOrEqualTo(MEDIAN);
  }

  @Test
  void longFilesAreFound(@TempDir Path folder) throws IOException {
    Path kernel = Files.createDirectories(folder.resolve("org/latent4j/kernel"));
    Path fits = Files.writeString(kernel.resolve("Fits.java"), "\n".repeat(600));
    Path kernelTooLong = Files.writeString(kernel.resolve("Long.java"), "\n".repeat(601));
    Path tooLong = Files.writeString(folder.resolve("Long.java"), "\n".repeat(401));
    List<Path> files = List.of(fits, kernelTooLong, tooLong);
    assertThat(tooLong(files)).containsExactly(kernelTooLong + ": 601", tooLong + ": 401");
    assertThat(median(files)).isEqualTo(600);
  }

  @Test
  void thereAreAsManyLinesOfTestsAsOfMainCode() {
    long kit = lines(House.mainSources(House.KIT));
    long main = lines(House.mainSources(House.COUNTED)) - kit;
    long tests = lines(House.testSources(House.COUNTED)) + kit;
    assertThat(tests)
        .as("lines of tests beside %d of main code", main)
        .isGreaterThanOrEqualTo(main);
  }

  private static long lines(List<Path> files) {
    return files.stream().mapToLong(House::lines).sum();
  }

  @Test
  void everyPackageHasItsPage() {
    assertThat(packagesWithoutPage(House.mainSources())).isEmpty();
  }

  @Test
  void aPackageWithoutPageIsFound(@TempDir Path folder) throws IOException {
    Path good = Files.createDirectories(folder.resolve("good"));
    Path page = good.resolve("package-info.java");
    Files.writeString(page, "/** Role. */\n@NullMarked\npackage good;\n");
    Path bare = Files.createDirectories(folder.resolve("bare"));
    Path barePage = Files.writeString(bare.resolve("package-info.java"), "package bare;\n");
    Path none = Files.createDirectories(folder.resolve("none")).resolve("A.java");
    assertThat(packagesWithoutPage(List.of(page, barePage, none)))
        .containsExactly(bare.toString(), none.getParent().toString());
  }

  private static List<String> tooLong(List<Path> files) {
    return files.stream()
        .filter(file -> House.lines(file) > most(file))
        .map(file -> file + ": " + House.lines(file))
        .toList();
  }

  private static int most(Path file) {
    return file.getParent().endsWith("org/latent4j/kernel") ? MOST_OF_A_KERNEL : MOST;
  }

  private static long median(List<Path> files) {
    long[] lines = files.stream().mapToLong(House::lines).sorted().toArray();
    return lines[lines.length / 2];
  }

  private static List<String> packagesWithoutPage(List<Path> files) {
    Set<String> folders = new TreeSet<>();
    for (Path file : files) {
      Path page = file.resolveSibling("package-info.java");
      boolean there =
          Files.exists(page)
              && House.read(page).contains("/**")
              && House.read(page).contains("@NullMarked");
      if (!there) {
        folders.add(file.getParent().toString());
      }
    }
    return List.copyOf(folders);
  }
}
