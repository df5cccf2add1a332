package org.latent4j.examples.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit code. */
public final class Failure {
  private Failure() {}

  /** Wrong usage: exit 2. */
  public static int usage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + oneLine(message(e)) + " (see " + name + " --help)");
    return 2;
  }

  /** Anything that needed the data to be seen: exit 1. */
  public static int execution(Exception e, CommandLine command, ParseResult result) {
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + oneLine(message(e)));
    return 1;
  }

  /** What went wrong, with the file where it tells one. */
  static String message(Throwable e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied";
    }
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + e.getClass().getSimpleName();
    }
    if (e instanceof java.io.UncheckedIOException && e.getCause() != null) {
      return message(e.getCause());
    }
    String text = e.getMessage();
    return text == null || text.isBlank() ? e.toString() : text;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?").strip();
  }
}
