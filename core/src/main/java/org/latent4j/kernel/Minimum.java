package org.latent4j.kernel;

/**
 * What {@link Lbfgs} found.
 *
 * @param point where
 * @param value the objective there
 * @param gradientNorm the largest absolute entry of the gradient there
 * @param iterations how many iterations were done
 * @param evaluations how often the objective was evaluated
 * @param end why it ended
 */
@SuppressWarnings("ArrayRecordComponent")
public record Minimum(
    double[] point,
    double value,
    double gradientNorm,
    int iterations,
    int evaluations,
    Lbfgs.End end) {}
