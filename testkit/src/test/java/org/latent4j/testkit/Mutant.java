package org.latent4j.testkit;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A small encoder with one fault.
 *
 * @param name what is wrong with it
 * @param make makes it
 * @param caughtBy the checks that must catch it
 */
record Mutant(String name, Supplier<Small> make, Set<String> caughtBy) {
  static Mutant of(String name, Supplier<Small> make, String... caughtBy) {
    return new Mutant(name, make, Set.of(caughtBy));
  }

  static List<Mutant> all() {
    return Stream.of(InputMutants.all(), OutputMutants.all(), StateMutants.all())
        .flatMap(List::stream)
        .toList();
  }

  static Mutant named(String name) {
    return all().stream().filter(mutant -> mutant.name.equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}
