package org.latent4j.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the poms and the jars of the modules must say. */
class ModulesTest {
  /** Which modules of ours a module's main code may depend on. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "core", Set.of(),
          "testkit", Set.of("core"),
          "anchors", Set.of("core"),
          "quantize", Set.of("core"),
          "sae", Set.of("core"),
          "retrieval", Set.of("core", "quantize"));

  @Test
  void modulesDependAlongTheArrows() {
    ARROWS.forEach(
        (module, allowed) ->
            assertThat(allowed)
                .as("what %s may depend on", module)
                .containsAll(dependencies(House.read(House.pom(module)))));
  }

  @Test
  void dependenciesAreReadOffAPom() {
    String pom =
        "<parent><artifactId>latent4j-parent</artifactId></parent>"
            + "<artifactId>latent4j-sae</artifactId><dependencies>"
            + "<dependency><artifactId>latent4j-core</artifactId></dependency>"
            + "<dependency><artifactId>latent4j-anchors</artifactId></dependency>"
            + "<dependency><artifactId>latent4j-testkit</artifactId><scope>test</scope>"
            + "</dependency></dependencies>";
    assertThat(dependencies(pom)).containsExactly("anchors", "core");
  }

  @Test
  void noPackageIsSplitBetweenModules() {
    Map<String, Set<String>> owners = new HashMap<>();
    for (String module : House.modules()) {
      Path sources = House.root().resolve(module).resolve("src/main/java");
      for (Path file : House.mainSources(List.of(module))) {
        String name = sources.relativize(file.getParent()).toString();
        owners.computeIfAbsent(name, folder -> new TreeSet<>()).add(module);
      }
    }
    assertThat(owners).isNotEmpty().allSatisfy((name, modules) -> assertThat(modules).hasSize(1));
  }

  @Test
  void everyJarHasItsModuleName() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String module : House.COUNTED) {
      String expected = "org.latent4j." + module;
      if (!House.read(House.pom(module)).contains("<module.name>" + expected + "</module.name>")) {
        wrong.add(module + "/pom.xml");
      }
      Path target = House.root().resolve(module).resolve("target");
      for (Path jar : House.files(target, ".jar").filter(ModulesTest::isMainJar).toList()) {
        try (JarFile opened = new JarFile(jar.toFile())) {
          String name = opened.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
          if (!expected.equals(name)) {
            wrong.add(jar + ": " + name);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(House.read(House.pom("")))
        .contains("<Automatic-Module-Name>${module.name}</Automatic-Module-Name>");
  }

  private static boolean isMainJar(Path jar) {
    return !jar.toString().matches(".*-(sources|javadoc|tests|test-sources)\\.jar");
  }

  /** The modules of ours that a pom names in a scope other than test. */
  private static Set<String> dependencies(String pom) {
    Set<String> found = new TreeSet<>();
    Pattern dependency = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    dependency
        .matcher(pom)
        .results()
        .map(result -> result.group(1))
        .filter(text -> !text.contains("<scope>test</scope>"))
        .forEach(
            text ->
                Pattern.compile("<artifactId>latent4j-([a-z]+)</artifactId>")
                    .matcher(text)
                    .results()
                    .forEach(result -> found.add(result.group(1))));
    return found;
  }
}
