package org.latent4j.examples.command;

import java.util.Map;

/** One forward pass of a quantizer, with its losses and gradients. */
@picocli.CommandLine.Command(
    name = "evaluate",
    description = "One forward pass of a quantizer, with its losses and gradients.")
public final class QuantizeEvaluate extends Command {
  @Override
  Map<String, ?> run(Outputs outputs) {
    return Map.of();
  }
}
