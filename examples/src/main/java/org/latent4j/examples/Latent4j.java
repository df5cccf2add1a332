package org.latent4j.examples;

import org.latent4j.examples.command.Anchors;
import org.latent4j.examples.command.Compare;
import org.latent4j.examples.command.Convert;
import org.latent4j.examples.command.CrossLingual;
import org.latent4j.examples.command.Disentangle;
import org.latent4j.examples.command.Doctor;
import org.latent4j.examples.command.Failure;
import org.latent4j.examples.command.Graph;
import org.latent4j.examples.command.Inspect;
import org.latent4j.examples.command.Qlae;
import org.latent4j.examples.command.Quantize;
import org.latent4j.examples.command.QuietStart;
import org.latent4j.examples.command.Relate;
import org.latent4j.examples.command.Sprites;
import org.latent4j.examples.command.Stitch;
import org.latent4j.examples.command.Tour;
import org.latent4j.examples.command.Translate;
import org.latent4j.examples.command.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code latent4j} command: exit 0 done, 1 failed with one line on stderr, 2 wrong usage. */
@Command(
    name = "latent4j",
    description = "Comparable, compact, explainable and searchable latent spaces.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Tour.class,
      Relate.class,
      Anchors.class,
      Translate.class,
      Compare.class,
      CrossLingual.class,
      Stitch.class,
      Graph.class,
      Disentangle.class,
      Sprites.class,
      Qlae.class,
      Quantize.class,
      Inspect.class,
      Convert.class,
      Doctor.class
    })
public final class Latent4j implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs the command and exits. */
  public static void main(String[] arguments) {
    QuietStart.prepare();
    System.exit(run(arguments));
  }

  /** Runs the command and returns its exit code. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The command line, for who wants to give it streams of their own. */
  public static CommandLine commandLine() {
    return new CommandLine(new Latent4j())
        .setParameterExceptionHandler(Failure::usage)
        .setExecutionExceptionHandler(Failure::execution);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
