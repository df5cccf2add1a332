package org.latent4j.testkit;

import java.util.Set;
import java.util.TreeSet;
import org.latent4j.kernel.RandomStream;

/** Where files are cut and changed. */
final class Damage {
  /** So many regions of a file are touched; a file of no more bytes is touched at each. */
  private static final int REGIONS = 512;

  private Damage() {}

  /** Lengths to cut a file of {@code length} bytes to: the ends, the header's, random ones. */
  static Set<Integer> lengths(int length, RandomStream random) {
    Set<Integer> lengths = new TreeSet<>();
    for (int length0 : new int[] {0, 1, 7, 8, 9, length / 2, length - 9, length - 8, length - 1}) {
      lengths.add(Math.max(0, Math.min(length - 1, length0)));
    }
    for (int i = 0; i < 24; i++) {
      lengths.add(random.below(length));
    }
    return lengths;
  }

  /** One random position in each region of a file. */
  static Set<Integer> positions(int length, RandomStream random) {
    Set<Integer> positions = new TreeSet<>();
    int regions = Math.min(length, REGIONS);
    for (int region = 0; region < regions; region++) {
      int from = (int) ((long) region * length / regions);
      int to = (int) ((region + 1L) * length / regions);
      positions.add(from + random.below(to - from));
    }
    return positions;
  }
}
