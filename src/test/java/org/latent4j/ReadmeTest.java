package org.latent4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's program compiles, runs and prints what it says; its versions and links are true. */
class ReadmeTest {
  private static final String README = Pages.text("README.md");

  @TempDir private Path folder;

  @Test
  void firstProgramRunsAndTheTwoRelativeSpacesAgree() throws Exception {
    List<String> programs = Pages.blocks(README, "java");
    assertThat(programs).hasSize(1);
    assertThat(
            programs.get(0).lines().filter(line -> !line.isBlank() && !line.startsWith("import")))
        .as("a first program of at most 15 lines")
        .hasSizeLessThanOrEqualTo(15);
    Path source = folder.resolve("FirstProgram.java");
    Files.writeString(source, programs.get(0));
    String classPath = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString()))
        .as("javac's exit code")
        .isZero();

    assertThat(Double.parseDouble(run(classPath))).isBetween(0.0, 1e-5);
  }

  private String run(String classPath) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                folder + System.getProperty("path.separator") + classPath,
                "FirstProgram")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(process.exitValue()).as("exit code").isZero();
    return printed;
  }

  @Test
  void versionsAreThoseOfTheBuild() {
    Matcher built = Pattern.compile("<version>([^<]+)</version>").matcher(Pages.text("pom.xml"));
    assertThat(built.find()).isTrue();
    Matcher told = Pattern.compile("<version>([^<]+)</version>").matcher(README);
    int count = 0;
    while (told.find()) {
      assertThat(told.group(1)).isEqualTo(built.group(1));
      count++;
    }
    assertThat(count).isGreaterThan(1);
  }

  @Test
  void linksToFilesOfTheProjectLeadSomewhere() {
    for (String page :
        List.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/add-an-encoder.md")) {
      Matcher link = Pattern.compile("\\]\\((?!https?:)([^)#]+)").matcher(Pages.text(page));
      while (link.find()) {
        Path folderOfPage = Pages.ROOT.resolve(page).getParent();
        assertThat(folderOfPage.resolve(link.group(1))).as("link in " + page).exists();
      }
    }
  }
}
