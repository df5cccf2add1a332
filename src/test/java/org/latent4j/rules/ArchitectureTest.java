package org.latent4j.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latent4j.rules.sample.one.One;

/** The arrows between packages. */
class ArchitectureTest {
  private static final String CORE = "org.latent4j";
  private static final JavaClasses HOUSE =
      new ClassFileImporter().importPaths(House.classes("classes"));

  @Test
  void theHouseIsThere() {
    assertThat(HOUSE.contain("org.latent4j.Encoder")).isTrue();
    assertThat(HOUSE.contain("org.latent4j.examples.Latent4j")).isTrue();
    assertThat(HOUSE.contain("org.latent4j.testkit.EncoderContract")).isTrue();
  }

  @Test
  void insideCoreTheArrowsPointToTheCentre() {
    only("error").check(HOUSE);
    only("kernel", "error").check(HOUSE);
    only("io", "error").check(HOUSE);
    noClasses()
        .that(resideInAPackage(CORE))
        .should()
        .dependOnClassesThat(
            ours().and(resideOutsideOfPackages(packages("", "error", "kernel", "io"))))
        .check(HOUSE);
    for (String outer : List.of("metric", "network")) {
      noClasses()
          .that(resideInAPackage(in(outer)))
          .should()
          .dependOnClassesThat(
              ours().and(resideOutsideOfPackages(packages("", "error", "kernel", "io", outer))))
          .allowEmptyShould(true)
          .check(HOUSE);
    }
  }

  @Test
  void modulesPointToCore() {
    String[] core = packages("", "error", "kernel", "io", "metric", "network", "report");
    module("anchors", core).check(HOUSE);
    module("quantize", core).check(HOUSE);
    module("sae", core).check(HOUSE);
    module("testkit", core).check(HOUSE);
    module(
            "retrieval",
            Stream.concat(Stream.of(core), Stream.of(in("quantize"))).toArray(String[]::new))
        .check(HOUSE);
  }

  @Test
  void nothingSeesTheOutermostModules() {
    for (String outermost : List.of("examples", "bench", "testkit")) {
      noClasses()
          .that(resideOutsideOfPackages(packages(outermost, "examples", "bench")))
          .should()
          .dependOnClassesThat(resideInAPackage(in(outermost)))
          .check(HOUSE);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .assignedFrom(packageOf(CORE))
        .should()
        .beFreeOfCycles()
        .check(HOUSE);
  }

  @Test
  void onlyNetworksKnowDeepLearning4j() {
    noClasses()
        .that(resideOutsideOfPackages(packages("network", "examples", "bench")))
        .should()
        .dependOnClassesThat(resideInAPackage("org.deeplearning4j.."))
        .check(HOUSE);
  }

  @Test
  void aWrongArrowAndACycleAreFound() {
    JavaClasses sample = new ClassFileImporter().importPackagesOf(One.class);
    JavaClasses both = new ClassFileImporter().importPackages("org.latent4j.rules.sample");
    ArchRule arrow = only("rules.sample.one");
    assertThat(arrow.evaluate(sample).hasViolation()).isTrue();
    ArchRule cycles =
        SlicesRuleDefinition.slices()
            .assignedFrom(packageOf("org.latent4j.rules.sample"))
            .should()
            .beFreeOfCycles();
    assertThat(cycles.evaluate(both).hasViolation()).isTrue();
    assertThat(cycles.evaluate(sample).hasViolation()).isFalse();
  }

  /** A package of core and those of ours that it may know besides itself. */
  private static ArchRule only(String name, String... allowed) {
    String[] known = Stream.concat(Stream.of(name), Stream.of(allowed)).toArray(String[]::new);
    return noClasses()
        .that(resideInAPackage(in(name)))
        .should()
        .dependOnClassesThat(ours().and(resideOutsideOfPackages(packages(known))))
        .allowEmptyShould(true);
  }

  private static ArchRule module(String name, String... allowed) {
    DescribedPredicate<JavaClass> foreign =
        ours().and(resideOutsideOfPackages(allowed)).and(resideOutsideOfPackages(in(name)));
    return noClasses().that(resideInAPackage(in(name))).should().dependOnClassesThat(foreign);
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAnyPackage(CORE + "..");
  }

  /** The pattern of a package: of core's own for the empty name, else with what lies below. */
  private static String in(String name) {
    return name.isEmpty() ? CORE : CORE + "." + name + "..";
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(ArchitectureTest::in).toArray(String[]::new);
  }

  private static SliceAssignment packageOf(String root) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().startsWith(root)
            ? SliceIdentifier.of(type.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + root;
      }
    };
  }
}
