package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.error.Require;

/**
 * Anchors that are far from each other: after the first each is the row whose nearest anchor is
 * farthest, by Euclidean distance of unit rows; of equally far ones the smaller row. Covers the
 * space within twice the smallest possible radius.
 *
 * <p>Source: Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985.
 *
 * @param start the first anchor's row, 0 to n-1
 */
public record FarthestPoint(int start) implements AnchorSelector {
  /** Checks the row. */
  public FarthestPoint {
    Require.atLeast("FarthestPoint: start", 0, start);
  }

  /** Starts from row 0. */
  public FarthestPoint() {
    this(0);
  }

  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    int n = Selection.requireRows(this, space, m);
    Require.between("FarthestPoint.select: start", 0, n - 1, start);
    return Selection.of(space, FarthestRows.of(space.vectors(), m, start, run.threads()));
  }
}
