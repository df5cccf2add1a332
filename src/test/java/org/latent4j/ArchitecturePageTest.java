package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE's list of packages is the real one, and the page stays a page. */
class ArchitecturePageTest {
  private static final String PAGE = Pages.text("ARCHITECTURE.md");

  @Test
  void everyPackageIsListedAndEveryListedPackageExists() throws Exception {
    Set<String> listed = new TreeSet<>();
    Matcher row = Pattern.compile("^\\| `(org\\.latent4j[^`]*)`", Pattern.MULTILINE).matcher(PAGE);
    while (row.find()) {
      listed.add(row.group(1));
    }
    assertThat(listed).isEqualTo(packages());
  }

  private static Set<String> packages() throws Exception {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Pages.ROOT)) {
      files
          .filter(file -> file.endsWith("package-info.java"))
          .map(file -> Pages.ROOT.relativize(file.getParent()).toString().replace('\\', '/'))
          .filter(folder -> folder.contains("src/main/java/"))
          .forEach(
              folder -> found.add(folder.replaceFirst(".*src/main/java/", "").replace('/', '.')));
    }
    return found;
  }

  @Test
  void staysOneScreen() {
    assertThat(PAGE.lines().count()).isLessThanOrEqualTo(60);
  }

  @Test
  void everyDependencyOfTheLibraryHasItsReason() {
    String section = PAGE.substring(PAGE.indexOf("**Dependencies.**"));
    Matcher artifact =
        Pattern.compile("<artifactId>(?!latent4j)([^<]+)</artifactId>")
            .matcher(Pages.text("core/pom.xml").replaceAll("(?s)<build>.*", ""));
    while (artifact.find()) {
      String name = artifact.group(1);
      if (!name.startsWith("junit") && !name.startsWith("assertj")) {
        assertThat(section).contains(name);
      }
    }
  }
}
