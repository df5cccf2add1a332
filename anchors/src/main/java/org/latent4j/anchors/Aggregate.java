package org.latent4j.anchors;

/** What a group of keys means as one anchor. */
public enum Aggregate {
  /** The mean of the vectors of its keys is the anchor. */
  ANCHOR,
  /**
   * Each key is an anchor, and the group's value is the mean of theirs. Centring, scaling and all
   * other statistics over the anchors are then over the keys.
   */
  SIMILARITY
}
