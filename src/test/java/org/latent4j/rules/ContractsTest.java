package org.latent4j.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latent4j.Encoder;
import org.latent4j.rules.sample.Tested;
import org.latent4j.rules.sample.Untested;

/** Every encoder that others can use has a contract test. */
class ContractsTest {
  @Test
  void everyPublicEncoderHasItsContractTest() {
    List<Path> main = House.classes("classes");
    List<Path> all = Stream.concat(main.stream(), House.classes("test-classes").stream()).toList();
    JavaClasses house = new ClassFileImporter().importPaths(main);
    assertThat(encoders(house)).extracting(JavaClass::getSimpleName).contains("NetworkEncoder");
    assertThat(withoutContract(house, new ClassFileImporter().importPaths(all))).isEmpty();
  }

  @Test
  void anEncoderWithoutContractTestIsFound() {
    JavaClasses sample =
        new ClassFileImporter()
            .importClasses(
                Encoder.class, Tested.class, Untested.class, SomeContract.class, OfTested.class);
    assertThat(withoutContract(sample, sample)).containsExactly(Untested.class.getName());
  }

  /** Public encoders that can be made, by name, which no contract test names. */
  private static List<String> withoutContract(JavaClasses main, JavaClasses tests) {
    Set<JavaClass> named =
        tests.stream()
            .filter(ContractsTest::isContractTest)
            .flatMap(test -> Stream.concat(Stream.of(test), test.getAllRawSuperclasses().stream()))
            .flatMap(test -> test.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .collect(Collectors.toSet());
    Set<String> names = named.stream().map(JavaClass::getName).collect(Collectors.toSet());
    return encoders(main).stream()
        .map(JavaClass::getName)
        .filter(name -> !names.contains(name))
        .sorted()
        .toList();
  }

  private static List<JavaClass> encoders(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.isAssignableTo(Encoder.class))
        .filter(type -> !type.isInterface())
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(ContractsTest::isSeen)
        .toList();
  }

  /** Public, and so is all that encloses it. */
  private static boolean isSeen(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ContractsTest::isSeen).orElse(true);
  }

  private static boolean isContractTest(JavaClass type) {
    return !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && type.getAllRawSuperclasses().stream()
            .anyMatch(parent -> parent.getSimpleName().endsWith("Contract"));
  }

  abstract static class SomeContract<E extends Encoder> {
    abstract E encoder();
  }

  static final class OfTested extends SomeContract<Tested> {
    @Override
    Tested encoder() {
      return new Tested();
    }
  }
}
