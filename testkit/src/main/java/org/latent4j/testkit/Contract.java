package org.latent4j.testkit;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latent4j.Seed;
import org.latent4j.kernel.RandomStream;

/**
 * What all contracts share: seeded random cases, and failures that say how to run them again. One
 * instance of a test class serves all its checks, so a costly subject is made once.
 *
 * <p>Contracts for further types extend this class or one of the contracts.
 */
@ExtendWith(Reproduction.class)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class Contract {
  /** For subclasses. */
  protected Contract() {}

  /** The seed of this run: 0, or what the system property {@code latent4j.seed} says. */
  protected final Seed seed() {
    return Reproduction.seed();
  }

  /**
   * A new stream of random numbers for a task of this test class: the same numbers for the same
   * task and {@link #seed}, in every JVM.
   */
  protected final RandomStream random(String task) {
    return seed().child(getClass().getName()).child(task).stream();
  }
}
