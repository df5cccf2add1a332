package org.latent4j;

import org.latent4j.error.Require;

/**
 * How a fit runs: its seed, who is told of its progress and how many threads it may use. The number
 * of threads never changes a bit of the result.
 *
 * @param seed the seed of everything random in the fit
 * @param progress the listener
 * @param threads at least 1
 */
public record Run(Seed seed, Progress progress, int threads) {
  /** Checks the number of threads. */
  public Run {
    Require.atLeast("Run: threads", 1, threads);
  }

  /** A silent run on all processors. */
  public static Run of(long seed) {
    return new Run(new Seed(seed), Progress.silent(), Runtime.getRuntime().availableProcessors());
  }

  /** The same run with the seed's child for {@code task}. */
  public Run child(String task) {
    return new Run(seed.child(task), progress, threads);
  }

  /** The same run with the seed's i-th child. */
  public Run child(long i) {
    return new Run(seed.child(i), progress, threads);
  }

  /** The same run with another number of threads. */
  public Run withThreads(int count) {
    return new Run(seed, progress, count);
  }

  /** The same run with another listener. */
  public Run withProgress(Progress listener) {
    return new Run(seed, listener, threads);
  }
}
