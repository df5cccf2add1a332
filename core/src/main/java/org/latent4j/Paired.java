package org.latent4j;

import java.util.List;

/**
 * Two spaces joined on their keys: row i of {@code left} and row i of {@code right} have one key.
 *
 * @param left the shared rows of the first space, in its order
 * @param right the same rows of the second space, in the order of {@code left}
 * @param onlyLeft the keys that only the first space has, in its order
 * @param onlyRight the keys that only the second space has, in its order
 */
public record Paired(
    LatentSpace left, LatentSpace right, List<String> onlyLeft, List<String> onlyRight) {
  /** Copies the lists. */
  public Paired {
    onlyLeft = List.copyOf(onlyLeft);
    onlyRight = List.copyOf(onlyRight);
  }
}
