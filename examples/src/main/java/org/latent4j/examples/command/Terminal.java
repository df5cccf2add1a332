package org.latent4j.examples.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether a person watches. */
final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether the program runs in a terminal and, as far as the system tells, standard error goes
   * there. Java itself tells it of standard input and output only.
   */
  static boolean isWatched() {
    return isTerminal(System.console()) && leadsToDevice(STANDARD_ERROR);
  }

  /** From JDK 22 on there is a console without a terminal too; the console tells the difference. */
  static boolean isTerminal(@org.jspecify.annotations.Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Where the link exists (Linux): whether it leads to a terminal and not to a file or a pipe. */
  static boolean leadsToDevice(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/") && !target.equals("/dev/null");
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }
}
