package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.error.Require;

/**
 * Anchors drawn uniformly, without repetition, from the first rows of a space whose order is that
 * of frequency, such as the first 1000 words. Where fewer rows are named than anchors are wanted,
 * all of them come in their order, and the rest is drawn from the other rows.
 *
 * @param first how many rows are frequent, 1 to n
 */
public record TopThenUniform(int first) implements AnchorSelector {
  /** Checks the number. */
  public TopThenUniform {
    Require.atLeast("TopThenUniform: first", 1, first);
  }

  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    int n = Selection.requireRows(this, space, m);
    Require.between("TopThenUniform.select: first", 1, n, first);
    int[] rows = new int[m];
    int taken = first <= m ? first : 0;
    for (int i = 0; i < taken; i++) {
      rows[i] = i;
    }
    int from = taken;
    int[] order = run.seed().stream().permutation(taken == 0 ? first : n - first);
    for (int i = taken; i < m; i++) {
      rows[i] = from + order[i - taken];
    }
    return Selection.of(space, rows);
  }
}
