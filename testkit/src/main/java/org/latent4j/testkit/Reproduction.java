package org.latent4j.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.opentest4j.IncompleteExecutionException;

/** Adds to every failure the seed and the command that runs the check again with it. */
final class Reproduction implements TestExecutionExceptionHandler {
  static final String PROPERTY = "latent4j.seed";
  private static final long SEED = seedOf(System.getProperty(PROPERTY));

  static Seed seed() {
    return new Seed(SEED);
  }

  /** The seed that a value of the property stands for. */
  static long seedOf(@Nullable String property) {
    if (property == null || property.isBlank()) {
      return 0;
    }
    if (property.equals("random")) {
      return new SecureRandom().nextLong();
    }
    try {
      return Long.parseLong(property.trim());
    } catch (NumberFormatException e) {
      InputException refused =
          new InputException(PROPERTY, "a whole number or 'random'", "'" + property + "'");
      refused.initCause(e);
      throw refused;
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    if (thrown instanceof IncompleteExecutionException) {
      throw thrown;
    }
    String check = context.getRequiredTestMethod().getName();
    AssertionError failure =
        new AssertionError(
            thrown
                + System.lineSeparator()
                + "seed "
                + SEED
                + "; run again: "
                + command(context.getRequiredTestClass(), check, Path.of("").toAbsolutePath()),
            thrown);
    failure.setStackTrace(thrown.getStackTrace());
    throw failure;
  }

  /** The Maven command for one check; {@code module} is the folder in which its tests run. */
  static String command(Class<?> test, String check, Path module) {
    Path root = module;
    for (Path up = module.getParent(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("pom.xml"))) {
        root = up;
      }
    }
    String project = root.relativize(module).toString();
    return "mvn test"
        + (project.isEmpty() ? "" : " -pl " + project + " -am")
        + " '-Dtest="
        + test.getName()
        + "#"
        + check
        + "' -Dsurefire.failIfNoSpecifiedTests=false -D"
        + PROPERTY
        + "="
        + SEED;
  }
}
