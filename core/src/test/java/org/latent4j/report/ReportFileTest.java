package org.latent4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.error.InputException;

class ReportFileTest {
  @TempDir private Path folder;

  @Test
  void theSuffixNamesTheFormat() throws Exception {
    Report report = Samples.everything(Samples.HOSTILE);
    for (String name : List.of("a.html", "b.HTM", "c.md", "d.json")) {
      report.save(folder.resolve(name));
    }
    assertThat(folder.resolve("a.html")).hasContent(report.html());
    assertThat(folder.resolve("b.HTM")).hasSameBinaryContentAs(folder.resolve("a.html"));
    assertThat(folder.resolve("c.md")).hasContent(report.markdown());
    assertThat(Files.readAllBytes(folder.resolve("d.json")))
        .isEqualTo(report.json().getBytes(StandardCharsets.UTF_8));
    assertThat(names()).containsExactly("a.html", "b.HTM", "c.md", "d.json");
  }

  @Test
  void anOlderReportIsReplacedWhole() throws Exception {
    Path file = folder.resolve("r.md");
    Files.writeString(file, "old ".repeat(1000));
    Report.of("new").save(file);
    assertThat(file).hasContent("# new\n");
  }

  @Test
  void anotherSuffixIsRefused() throws Exception {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Report.of("r").save(folder.resolve("r.pdf")))
        .withMessage("Report.save: expected a name ending in .html, .md or .json, got r.pdf");
    assertThat(names()).isEmpty();
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path file = folder.resolve("missing").resolve("r.html");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Report.of("r").save(file))
        .withMessageContaining(file.toString());
  }

  @Test
  void aFailureLeavesNothingBehind() throws Exception {
    Path taken = Files.createDirectories(folder.resolve("r.html").resolve("inside"));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Report.of("r").save(folder.resolve("r.html")));
    assertThat(taken).isDirectory();
    assertThat(names()).containsExactly("r.html");
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
