package org.latent4j.examples.tour;

/** How much the tour learns from. */
public enum TourSize {
  /** The default: the figures that the pages tell. */
  FULL(9000, 10),
  /** For a first look. */
  QUICK(2000, 6);

  private final int images;
  private final int epochs;

  TourSize(int images, int epochs) {
    this.images = images;
    this.epochs = epochs;
  }

  /** How many images train. */
  public int images() {
    return images;
  }

  /** How often each of them is seen. */
  public int epochs() {
    return epochs;
  }
}
