package org.latent4j.quantize.disentangle;

/**
 * What a linear model sees of the latents: rows of {@code width} numbers, the last of which is 1.
 * Scores and residuals are laid out class after class.
 */
interface Features {
  /** How many rows there are. */
  int rows();

  /** How many numbers a row has, the constant one included. */
  int width();

  /** The mean over the rows of the products of any two features, {@code [width, width]}. */
  double[] moments();

  /**
   * What the features of some rows add up to under weights.
   *
   * @param weights {@code [classes, width]}
   * @param out receives {@code [classes, to - from]}
   */
  void scores(double[] weights, int classes, int from, int to, double[] out);

  /**
   * Adds the products of residuals and features, summed over some rows.
   *
   * @param residuals {@code [classes, to - from]}
   * @param gradient {@code [classes, width]}
   */
  void addProducts(double[] residuals, int classes, int from, int to, double[] gradient);

  /**
   * What the best weights are known to be without any search, {@code [classes, width]}: far below 0
   * for a feature that no row of a class has, where less is always better, and 0 elsewhere.
   */
  double[] offsets(Labels labels);

  /** The same features of some rows. */
  Features select(int[] rows);
}
