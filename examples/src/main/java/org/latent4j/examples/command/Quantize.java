package org.latent4j.examples.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Vectors into codes and back; each job is a command of its own below this one. */
@picocli.CommandLine.Command(
    name = "quantize",
    description = "Turn vectors into codes and back, and search among them.",
    subcommands = {
      QuantizeFit.class,
      QuantizeEncode.class,
      QuantizeDecode.class,
      QuantizeSearch.class,
      QuantizeEvaluate.class
    })
public final class Quantize implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
