package org.latent4j;

import org.latent4j.kernel.RandomStream;

/**
 * A seed of which every task takes a named child, so that tasks do not disturb each other's random
 * numbers. Same seed, same bits, on every platform.
 *
 * @param value the 64 bits of the seed
 */
public record Seed(long value) {
  /** The child for a named task: {@code mix(mix(s + GAMMA) ^ FNV-1a-64(task))}. */
  public Seed child(String task) {
    return new Seed(
        RandomStream.mix(
            RandomStream.mix(value + RandomStream.GAMMA) ^ RandomStream.fnv1a64(task)));
  }

  /** The i-th child of a numbered task: {@code mix(mix(s + 2 GAMMA) + i GAMMA)}. */
  public Seed child(long i) {
    return new Seed(
        RandomStream.mix(
            RandomStream.mix(value + 2 * RandomStream.GAMMA) + i * RandomStream.GAMMA));
  }

  /** A new stream of random numbers that starts from this seed. */
  public RandomStream stream() {
    return new RandomStream(value);
  }
}
