package org.latent4j.examples.graph;

import java.util.Arrays;
import org.latent4j.Seed;
import org.latent4j.error.Require;

/**
 * Which nodes train, which choose, which test.
 *
 * @param train three fifths
 * @param validation a fifth
 * @param test a fifth
 */
record NodeSplit(int[] train, int[] validation, int[] test) {
  /** A random split of n nodes, at least 5. */
  static NodeSplit of(int n, Seed seed) {
    Require.atLeast("NodeSplit: nodes", 5, n);
    int[] order = seed.stream().permutation(n);
    int fifth = n / 5;
    return new NodeSplit(
        Arrays.copyOfRange(order, 2 * fifth, n),
        Arrays.copyOf(order, fifth),
        Arrays.copyOfRange(order, fifth, 2 * fifth));
  }
}
