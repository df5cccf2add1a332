package org.latent4j.examples.stitch;

/** What a head is to do with the images of one set: its loss in training, its score in tests. */
interface Objective {
  /** The width of the head's outputs. */
  int width();

  /** The last activation of the head. */
  Activation activation();

  /**
   * The mean loss of a batch and its derivative by the outputs.
   *
   * @param outputs {@code [count, width]} of the images {@code order[from]}, {@code order[from +
   *     1]} ...
   * @param gradient {@code [count, width]}, overwritten
   */
  double loss(float[] outputs, int[] order, int from, int count, float[] gradient);

  /** The score of outputs {@code [n, width]} for all images in order. */
  double score(float[] outputs);
}
