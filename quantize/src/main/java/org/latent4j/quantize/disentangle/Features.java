package org.latent4j.quantize.disentangle;

/**
 * What a linear model sees of the latents: rows of {@code width} numbers, the last of which is 1.
 * Weights, scores and residuals have their classes side by side, padded to {@link
 * org.latent4j.kernel.ClassRows#lanes}.
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
   * @param weights {@code [width, lanes]}
   * @param out receives {@code [to - from, lanes]}
   */
  void scores(double[] weights, int lanes, int from, int to, double[] out);

  /**
   * Adds the products of residuals and features, summed over some rows.
   *
   * @param residuals {@code [to - from, lanes]}
   * @param gradient {@code [width, lanes]}
   */
  void addProducts(double[] residuals, int lanes, int from, int to, double[] gradient);

  /**
   * What the best weights are known to be without any search, {@code [classes, width]}: far below 0
   * for a feature that no row of a class has, where less is always better, and 0 elsewhere.
   */
  double[] offsets(Labels labels);

  /** The same features of some rows. */
  Features select(int[] rows);
}
