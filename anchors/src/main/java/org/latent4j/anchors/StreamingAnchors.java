package org.latent4j.anchors;

import org.latent4j.LatentSpace;

/**
 * Chooses anchors in one pass over a stream of blocks, in memory for about m rows. Rows of blocks
 * without keys are numbered on through the stream. Not thread-safe.
 */
public interface StreamingAnchors {
  /**
   * Takes the next rows.
   *
   * @throws org.latent4j.error.ShapeException for another width than before
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity; nothing is taken then
   */
  void accept(LatentSpace block);

  /**
   * The anchors of what came so far; more may come afterwards.
   *
   * @throws org.latent4j.error.InputException while fewer than m rows (distinct keys) have come
   */
  AnchorSet anchors();

  /**
   * A uniform sample: every row of the stream with the same probability m/N. Keys must not repeat.
   *
   * <p>Source: Vitter, "Random sampling with a reservoir", 1985, algorithm R.
   *
   * @param m at least 1
   * @param seed the seed of the draws
   */
  static StreamingAnchors reservoir(int m, long seed) {
    return new Reservoir(m, seed);
  }

  /**
   * Rows far from each other, by Euclidean distance of unit rows: every row lies within 8 times the
   * smallest possible radius of an anchor. Keys must not repeat.
   *
   * <p>Source: Charikar, Chekuri, Feder and Motwani, "Incremental clustering and dynamic
   * information retrieval", 1997, section 3 (the doubling algorithm).
   *
   * @param m at least 1
   */
  static StreamingAnchors farthestPoint(int m) {
    return new DoublingCentres(m);
  }

  /**
   * The keys that come most often, most frequent first, of a stream whose keys repeat from block to
   * block. Counts are off by N/m at most, so every key that comes more often than that is among
   * them.
   *
   * <p>Source: Metwally, Agrawal and El Abbadi, "Efficient computation of frequent and top-k
   * elements in data streams", 2005 (SpaceSaving).
   *
   * @param m at least 1
   */
  static StreamingAnchors frequent(int m) {
    return new SpaceSaving(m);
  }
}
