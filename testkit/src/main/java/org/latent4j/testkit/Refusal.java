package org.latent4j.testkit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;

/** Runs what must be refused and looks at the refusal. */
final class Refusal {
  private Refusal() {}

  /** Something that must throw. */
  @FunctionalInterface
  interface Attempt {
    void run() throws Exception;
  }

  /** The message of the refusal; fails when nothing or something of another type is thrown. */
  static String of(String situation, Class<? extends InputException> type, Attempt attempt) {
    Throwable thrown = thrownBy(attempt);
    if (!type.isInstance(thrown)) {
      throw new AssertionError(
          situation
              + ": expected "
              + type.getSimpleName()
              + ", got "
              + (thrown == null ? "no refusal" : thrown),
          thrown);
    }
    return String.valueOf(thrown.getMessage());
  }

  static @Nullable Throwable thrownBy(Attempt attempt) {
    try {
      attempt.run();
      return null;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return e;
    }
  }

  /** Fails unless the message names an expected shape of this last size and the shape given. */
  static void namesShapes(String situation, String message, long expectedWidth, long[] given) {
    String got = Arrays.toString(given);
    boolean expected = message.replace(got, "").matches("(?s).*\\b" + expectedWidth + "\\].*");
    if (!message.contains(got) || !expected) {
      throw new AssertionError(
          situation
              + ": the message must name both shapes, [n, "
              + expectedWidth
              + "] and "
              + got
              + ", but is: "
              + message);
    }
  }

  /** Fails unless the message names the row and the column. */
  static void namesCell(String situation, String message, String value, long row, long column) {
    boolean named =
        message.matches("(?is).*\\brow\\W{0,3}" + row + "\\b.*")
            && message.matches("(?is).*\\bcol(umn)?\\W{0,3}" + column + "\\b.*")
            && message.contains(value);
    if (!named) {
      throw new AssertionError(
          situation
              + ": the message must name "
              + value
              + ", row "
              + row
              + " and column "
              + column
              + ", but is: "
              + message);
    }
  }

  /** Fails unless the message contains the text. */
  static void names(String situation, String message, String text) {
    if (!message.contains(text)) {
      throw new AssertionError(
          situation + ": the message must name " + text + ", but is: " + message);
    }
  }
}
