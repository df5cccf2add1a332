package org.latent4j.anchors;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.error.Require;

/** Anchors drawn uniformly without repetition: the first m entries of a permutation of the rows. */
public record Uniform() implements AnchorSelector {
  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    Require.between("Uniform.select: m", 1, space.size(), m);
    int[] order = run.seed().stream().permutation(Math.toIntExact(space.size()));
    List<String> keys = new ArrayList<>(m);
    for (int i = 0; i < m; i++) {
      keys.add(space.keys().get(order[i]));
    }
    return AnchorSet.of(keys);
  }
}
