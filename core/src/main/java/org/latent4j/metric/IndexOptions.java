package org.latent4j.metric;

import org.latent4j.error.Require;

/**
 * What the indices leave open; each uses only what concerns it.
 *
 * @param k how many nearest neighbours, at least 1; 10 by default
 * @param lambda ridge of {@code gulp}, at least 0; 0 by default
 * @param batch rows of a batch of {@code minibatch-cka}, at least 4; 256 by default
 * @param sigma width of the kernel of {@code rbf-cka-fixed}, above 0; 1 by default
 */
public record IndexOptions(int k, double lambda, int batch, double sigma) {
  /** Checks the ranges. */
  public IndexOptions {
    Require.atLeast("IndexOptions: k", 1, k);
    Require.notNegative("IndexOptions: lambda", lambda);
    Require.atLeast("IndexOptions: batch", 4, batch);
    Require.positive("IndexOptions: sigma", sigma);
  }

  /** The options by default. */
  public static IndexOptions standard() {
    return new IndexOptions(10, 0, 256, 1);
  }

  /** The same with another number of neighbours. */
  public IndexOptions withK(int neighbours) {
    return new IndexOptions(neighbours, lambda, batch, sigma);
  }

  /** The same with another ridge. */
  public IndexOptions withLambda(double ridge) {
    return new IndexOptions(k, ridge, batch, sigma);
  }

  /** The same with another number of rows in a batch. */
  public IndexOptions withBatch(int rows) {
    return new IndexOptions(k, lambda, rows, sigma);
  }

  /** The same with another width of the kernel. */
  public IndexOptions withSigma(double width) {
    return new IndexOptions(k, lambda, batch, width);
  }
}
