package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of PAPERS names a paper, a class that exists and a test that exists. */
class PapersPageTest {
  private static final Pattern NAME = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w+)(?:\\.\\w+)?`");

  @Test
  void everyRowLeadsToAClassAndATest() throws Exception {
    Set<String> main = sources("src/main/java");
    Set<String> tests = sources("src/test/java");
    List<String[]> rows =
        Pages.text("PAPERS.md")
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| paper"))
            .map(line -> line.substring(1).split("\\|"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(20);
    for (String[] row : rows) {
      assertThat(row).as(row[0]).hasSizeGreaterThanOrEqualTo(4);
      assertThat(row[0]).containsPattern("\\d{4}");
      assertThat(main).as(row[0]).containsAll(names(row[2]));
      assertThat(tests).as(row[0]).containsAll(names(row[3]));
    }
  }

  private static List<String> names(String cell) {
    List<String> names = NAME.matcher(cell).results().map(found -> found.group(1)).toList();
    assertThat(names).as(cell).isNotEmpty();
    return names;
  }

  private static Set<String> sources(String folder) throws Exception {
    try (Stream<Path> files = Files.walk(Pages.ROOT)) {
      Stream<String> names =
          files
              .map(Path::toString)
              .filter(file -> file.contains(folder) && file.endsWith(".java"))
              .map(file -> file.replaceFirst(".*[/\\\\]", "").replace(".java", ""));
      return new HashSet<>(names.toList());
    }
  }
}
