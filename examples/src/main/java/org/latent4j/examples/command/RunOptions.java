package org.latent4j.examples.command;

import org.latent4j.Run;
import picocli.CommandLine.Option;

/** The options of all commands that draw or compute in threads. */
final class RunOptions {
  @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** The seed as it was given. */
  long seed() {
    return seed;
  }

  /** A silent run with this seed and these threads. */
  Run run() {
    return Run.of(seed).withThreads(threads);
  }
}
