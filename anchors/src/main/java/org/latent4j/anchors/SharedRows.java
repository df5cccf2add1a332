package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;

/** The rows that several spaces share, in the order of the first. */
final class SharedRows {
  private SharedRows() {}

  /** The spaces cut to the keys that all have. */
  static List<LatentSpace> of(List<LatentSpace> spaces) {
    LatentSpace first = spaces.get(0);
    for (LatentSpace other : spaces.subList(1, spaces.size())) {
      first = LatentSpace.pair(first, other).left();
    }
    List<LatentSpace> out = new ArrayList<>();
    for (LatentSpace space : spaces) {
      out.add(space == spaces.get(0) ? first : space.select(first.keys().asList()));
    }
    return List.copyOf(out);
  }
}
