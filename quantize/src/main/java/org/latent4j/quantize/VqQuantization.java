package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.Require;
import org.latent4j.kernel.Clustering;
import org.latent4j.kernel.KMeans;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vector quantization: each row goes to the nearest of K vectors.
 *
 * <p>{@link #fit} finds them by k-means (spherical with {@code cosine}); {@link #trainable} learns
 * them beside a network.
 *
 * <p>Source: van den Oord et al. 2017, arXiv 1711.00937, section 3 and appendix A (moving
 * averages); Zeghidour et al. 2021, arXiv 2107.03312, section 3.3 (k-means start, dead codes).
 *
 * @param codes K, at least 1
 * @param cosine whether rows and vectors count by direction alone
 * @param update how the codebook learns
 * @param decay g of the moving averages, 0 to 1
 * @param epsilon of the moving averages, above 0
 * @param deadThreshold codes of a smaller moving count are replaced by rows; 0: never
 * @param quantizationWeight weight of the loss that draws vectors to rows, with {@link
 *     CodebookUpdate#GRADIENT}
 * @param commitmentWeight weight of the loss that draws rows to vectors
 * @param estimator how the gradient passes
 * @param clusteredStart whether the first batch of training is clustered, by 10 iterations of Lloyd
 * @param iterations most iterations of {@link #fit}
 */
public record VqQuantization(
    int codes,
    boolean cosine,
    CodebookUpdate update,
    double decay,
    double epsilon,
    double deadThreshold,
    double quantizationWeight,
    double commitmentWeight,
    GradientEstimator estimator,
    boolean clusteredStart,
    int iterations)
    implements Estimator<VqQuantizer> {
  private static final String NAME = "VqQuantization";

  /** Checks the ranges. */
  public VqQuantization {
    Require.between(NAME + ": codes", 1, 1 << 24, codes);
    Require.notNegative(NAME + ": decay", decay);
    Require.notNegative(NAME + ": 1 - decay", 1 - decay);
    Require.positive(NAME + ": epsilon", epsilon);
    Require.notNegative(NAME + ": deadThreshold", deadThreshold);
    Require.notNegative(NAME + ": quantizationWeight", quantizationWeight);
    Require.notNegative(NAME + ": commitmentWeight", commitmentWeight);
    Require.atLeast(NAME + ": iterations", 1, iterations);
  }

  /**
   * Euclidean, moving averages of decay 0.99 and epsilon 1e-5, codes below 2 replaced, weights 1,
   * straight through, a clustered start, 25 iterations of the fit.
   */
  public static VqQuantization of(int codes) {
    return new VqQuantization(
        codes,
        false,
        CodebookUpdate.MOVING_AVERAGE,
        0.99,
        1e-5,
        2,
        1,
        1,
        GradientEstimator.STRAIGHT_THROUGH,
        true,
        25);
  }

  /** The same, with or without regard to lengths. */
  public VqQuantization withCosine(boolean only) {
    return new VqQuantization(
        codes,
        only,
        update,
        decay,
        epsilon,
        deadThreshold,
        quantizationWeight,
        commitmentWeight,
        estimator,
        clusteredStart,
        iterations);
  }

  /** The same with another way of learning. */
  public VqQuantization withUpdate(CodebookUpdate other) {
    return new VqQuantization(
        codes,
        cosine,
        other,
        decay,
        epsilon,
        deadThreshold,
        quantizationWeight,
        commitmentWeight,
        estimator,
        clusteredStart,
        iterations);
  }

  /** The same with other moving averages. */
  public VqQuantization withAverages(double keep, double smoothing, double threshold) {
    return new VqQuantization(
        codes,
        cosine,
        update,
        keep,
        smoothing,
        threshold,
        quantizationWeight,
        commitmentWeight,
        estimator,
        clusteredStart,
        iterations);
  }

  /** The same with other weights of the losses. */
  public VqQuantization withWeights(double quantization, double commitment) {
    return new VqQuantization(
        codes,
        cosine,
        update,
        decay,
        epsilon,
        deadThreshold,
        quantization,
        commitment,
        estimator,
        clusteredStart,
        iterations);
  }

  /** The same with another way for gradients. */
  public VqQuantization withEstimator(GradientEstimator other) {
    return new VqQuantization(
        codes,
        cosine,
        update,
        decay,
        epsilon,
        deadThreshold,
        quantizationWeight,
        commitmentWeight,
        other,
        clusteredStart,
        iterations);
  }

  /** The same with or without a clustered start. */
  public VqQuantization withClusteredStart(boolean clustered) {
    return new VqQuantization(
        codes,
        cosine,
        update,
        decay,
        epsilon,
        deadThreshold,
        quantizationWeight,
        commitmentWeight,
        estimator,
        clustered,
        iterations);
  }

  /** The same with another limit of iterations. */
  public VqQuantization withIterations(int limit) {
    return new VqQuantization(
        codes,
        cosine,
        update,
        decay,
        epsilon,
        deadThreshold,
        quantizationWeight,
        commitmentWeight,
        estimator,
        clusteredStart,
        limit);
  }

  /**
   * A quantizer that learns. Its first vectors are normal numbers over sqrt(d), or what the first
   * batch gives.
   */
  public VqTraining trainable(int d, Seed seed) {
    return VqTraining.random(this, d, seed);
  }

  /**
   * Finds the vectors by k-means.
   *
   * @throws org.latent4j.error.InputException for fewer rows than codes
   */
  @Override
  public VqQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    Clustering found =
        KMeans.of(codes)
            .withIterations(iterations)
            .withSpherical(cosine)
            .fit(x, run.seed().child("vq").value(), run.threads());
    return VqQuantizer.clustered(found, cosine, RecordJson.of(this));
  }
}
