package org.latent4j.anchors;

/**
 * What is subtracted from rows and anchors before they are compared. Centring is on by default:
 * un-centred cosines of spaces whose mean is far from zero are all alike.
 */
public enum Centering {
  /** The mean of the anchors. */
  ANCHORS,
  /** The mean of the space that the projection is fitted on. */
  SPACE,
  /** Nothing: the paper's formula. */
  NONE
}
