package org.latent4j.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latent4j.error.InputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * What all commands do alike: {@code --help}, {@code --json}, outputs that appear together or not
 * at all. A command's {@link #run(Outputs)} does the work and returns the figures.
 */
@picocli.CommandLine.Command
abstract class Command implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path json;

  /**
   * Does the work, writes its files through {@code outputs}, prints a short summary to {@link
   * #print} and returns the figures for {@code --json}.
   */
  abstract Map<String, ?> run(Outputs outputs) throws Exception;

  @Override
  public final Integer call() throws Exception {
    try (Outputs outputs = new Outputs()) {
      try {
        work(outputs);
      } catch (RuntimeException | IOException e) {
        String message = Failure.message(e);
        String visible = outputs.visible(message);
        if (e instanceof InputException) {
          visible = withFile(visible);
        }
        throw visible.equals(message) ? e : new IllegalStateException(visible, e);
      }
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException(
          String.join(" ", spec.commandLine().getParseResult().originalArgs())
              + ": not enough memory ("
              + e.getMessage()
              + "); give the program more by java -Xmx",
          e);
    }
    return 0;
  }

  /** A complaint that names no file of the command line, behind what the command works on. */
  private String withFile(String message) {
    ParseResult given = spec.commandLine().getParseResult();
    boolean told =
        Stream.concat(given.matchedOptions().stream(), given.matchedPositionals().stream())
            .map(argument -> file(argument.getValue()))
            .anyMatch(file -> file != null && message.contains(file.toString()));
    String subject =
        given.matchedPositionals().stream()
            .flatMap(argument -> argument.originalStringValues().stream())
            .collect(Collectors.joining(" and "));
    return told || subject.isEmpty() ? message : subject + ": " + message;
  }

  private static @Nullable Path file(@Nullable Object value) {
    if (value instanceof SpaceArgument space) {
      return space.array().file();
    }
    if (value instanceof AnchorsArgument anchors) {
      return anchors.array().file();
    }
    if (value instanceof ArrayArgument array) {
      return array.file();
    }
    return value instanceof Path path ? path : null;
  }

  private void work(Outputs outputs) throws Exception {
    long start = System.nanoTime();
    Path figures = json == null ? null : outputs.stage(json);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("command", spec.qualifiedName().replaceFirst("^latent4j ", ""));
    object.put("seconds", 0.0);
    object.putAll(run(outputs));
    object.put("seconds", (System.nanoTime() - start) / 1e9);
    if (figures != null) {
      Json.write(figures, object);
    }
    outputs.commit();
  }

  /** Prints a line of the summary to standard output. */
  final void print(String format, Object... values) {
    spec.commandLine().getOut().printf(java.util.Locale.ROOT, format + "%n", values);
  }

  /** A usage error (exit 2) that parsing alone could not see, such as two options that exclude. */
  final picocli.CommandLine.ParameterException usage(String message) {
    return new picocli.CommandLine.ParameterException(spec.commandLine(), message);
  }
}
