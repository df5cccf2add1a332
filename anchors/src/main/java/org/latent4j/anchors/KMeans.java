package org.latent4j.anchors;

import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.error.Require;

/**
 * Anchors in the middle of clusters: Lloyd's iteration on unit rows, from {@link FarthestPoint}
 * anchors, until the assignments stay, 100 times at most; then of each cluster in turn the unused
 * row with the largest cosine to its centre (the smallest row among those within 1e-9 of it).
 * Centres are plain means; an empty cluster keeps its centre; a row between centres that are
 * equally near goes to the smaller cluster. In double.
 *
 * <p>Source: Lloyd, "Least squares quantization in PCM", 1982.
 *
 * @param start the row where the farthest-point traversal starts, 0 to n-1
 */
public record KMeans(int start) implements AnchorSelector {
  /** Checks the row. */
  public KMeans {
    Require.atLeast("KMeans: start", 0, start);
  }

  /** Starts from row 0. */
  public KMeans() {
    this(0);
  }

  @Override
  public AnchorSet select(LatentSpace space, int m, Run run) {
    int n = Selection.requireRows(this, space, m);
    Require.between("KMeans.select: start", 0, n - 1, start);
    int[] first = FarthestRows.of(space.vectors(), m, start, run.threads());
    UnitClusters clusters = new UnitClusters(UnitVectors.of(space), first, run.threads());
    clusters.settle();
    return Selection.of(space, clusters.representatives());
  }
}
