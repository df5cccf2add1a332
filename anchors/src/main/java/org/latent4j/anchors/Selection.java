package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;
import org.latent4j.error.Require;

/** What selectors do alike: the range of m, and rows by their keys. */
final class Selection {
  private Selection() {}

  /** Checks that m is 1 to n and returns n. */
  static int requireRows(AnchorSelector selector, LatentSpace space, int m) {
    Require.between(name(selector) + ".select: m", 1, space.size(), m);
    return Math.toIntExact(space.size());
  }

  /** The name of a selector in messages. */
  static String name(AnchorSelector selector) {
    return selector.getClass().getSimpleName();
  }

  /** The keys of rows, in the order given. */
  static AnchorSet of(LatentSpace space, int... rows) {
    List<String> keys = new ArrayList<>(rows.length);
    for (int row : rows) {
      keys.add(space.keys().get(row));
    }
    return AnchorSet.of(keys);
  }
}
