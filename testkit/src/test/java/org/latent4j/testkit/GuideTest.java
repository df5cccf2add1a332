package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page docs/add-an-encoder.md: its code is that of files which are compiled and run. */
class GuideTest {
  private static final Path PAGE = Path.of("..", "docs", "add-an-encoder.md");

  /** A link to a source file in the text, then the block that must be its text. */
  private static final Pattern BLOCK =
      Pattern.compile("\\]\\(([^)\\s]+\\.java)\\)(?:(?!```).)*```java\\R(.*?)```", Pattern.DOTALL);

  @Test
  void everyBlockOfJavaIsTheTextOfItsFile() throws IOException {
    String page = Files.readString(PAGE);
    List<String> shown = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      Path file = PAGE.resolveSibling(block.group(1)).normalize();
      assertThat(block.group(2)).as("the block of %s", file).isEqualTo(Files.readString(file));
      shown.add(file.getFileName().toString());
    }
    assertThat(shown).containsExactly("RandomProjection.java", "RandomProjectionTest.java");
    assertThat(page.split("```java", -1)).as("blocks without a file").hasSize(1 + shown.size());
  }

  @Test
  void everyCheckThatThePageNamesIsThere() throws IOException {
    Set<String> checks = new TreeSet<>();
    for (Class<?> contract :
        List.of(
            EncoderContract.class,
            AutoencoderContract.class,
            EstimatorContract.class,
            PersistenceContract.class,
            SimilarityContract.class)) {
      checks.addAll(KitRun.checksOf(contract));
    }
    Matcher named = Pattern.compile("(?m)^\\| `(\\w+)`").matcher(Files.readString(PAGE));
    List<String> names = named.results().map(result -> result.group(1)).toList();
    assertThat(names).isNotEmpty();
    assertThat(checks).containsAll(names);
  }
}
