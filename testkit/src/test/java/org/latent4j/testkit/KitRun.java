package org.latent4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.descriptor.MethodBasedTestDescriptor;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a contract as JUnit runs it and tells which checks failed. */
final class KitRun {
  /** The system property that chooses a mutant; fresh JVMs inherit it. */
  static final String MUTANT = "latent4j.mutant";

  private KitRun() {}

  /**
   * Name and message of the checks that failed; fails itself when fewer than a dozen ran.
   *
   * @param mutant the value of the property, none when empty
   */
  static Map<String, String> failures(Class<?> contract, String mutant) {
    return failures(contract, mutant, 12, List.of(selectClass(contract)));
  }

  /** As above for one check alone. */
  static Map<String, String> failure(Class<?> contract, String mutant, String check) {
    Method method =
        Arrays.stream(contract.getMethods())
            .filter(candidate -> candidate.getName().equals(check))
            .findFirst()
            .orElseThrow();
    return failures(contract, mutant, 1, List.of(selectMethod(contract, method)));
  }

  private static Map<String, String> failures(
      Class<?> contract, String mutant, int least, List<DiscoverySelector> selectors) {
    System.setProperty(MUTANT, mutant);
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      EngineExecutionResults results =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectors.toArray(DiscoverySelector[]::new))
              .execute();
      long ran = results.testEvents().finished().count();
      if (ran < least || results.containerEvents().failed().count() > 0) {
        throw new AssertionError(contract + " with '" + mutant + "': only " + ran + " checks ran");
      }
      Map<String, String> failures = new TreeMap<>();
      results.testEvents().failed().stream()
          .forEach(event -> failures.put(check(event), message(event)));
      return failures;
    } finally {
      System.setOut(out);
      System.setErr(err);
      System.clearProperty(MUTANT);
    }
  }

  /** The checks that a contract inherits to its tests, by name. */
  static Set<String> checksOf(Class<?> contract) {
    Set<String> checks = new TreeSet<>();
    for (Method method : contract.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        checks.add(method.getName());
      }
    }
    return checks;
  }

  private static String check(Event event) {
    return ((MethodBasedTestDescriptor) event.getTestDescriptor()).getTestMethod().getName();
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }
}
