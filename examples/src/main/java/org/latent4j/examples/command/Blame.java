package org.latent4j.examples.command;

import java.util.function.Supplier;
import org.latent4j.error.FormatException;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;

/** Says in which files lies what work on their contents complains of. */
final class Blame {
  private Blame() {}

  /** Does the work; what is wrong with its input is told with the files before it. */
  static <T> T on(String files, Supplier<T> work) {
    try {
      return work.get();
    } catch (FormatException e) {
      throw e; // names its file
    } catch (InputException e) {
      throw named(files + ": ", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(files + ": " + e.getMessage(), e);
    }
  }

  private static InputException named(String files, InputException e) {
    String operation = e.operation().contains(files) ? e.operation() : files + e.operation();
    if (e instanceof ShapeException) {
      return new ShapeException(operation, e.expected(), e.got());
    }
    return e instanceof NonFiniteException
        ? new NonFiniteException(operation, e.expected(), e.got())
        : new InputException(operation, e.expected(), e.got());
  }
}
