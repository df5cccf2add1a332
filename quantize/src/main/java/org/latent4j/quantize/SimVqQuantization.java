package org.latent4j.quantize;

import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LinearAlgebra;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Vector quantization to {@code C Wt}: vectors C drawn once and frozen, and one learned map W that
 * moves all of them, so that none dies.
 *
 * <p>{@link #fit} alternates the choice of the nearest vectors with least squares for W; {@link
 * #trainable} learns W by gradient beside a network, from the identity.
 *
 * <p>Source: Zhu et al. 2024, arXiv 2411.02038, section 4.
 *
 * @param codes K, at least 1
 * @param quantizationWeight weight of the loss that draws vectors to rows
 * @param commitmentWeight weight of the loss that draws rows to vectors
 * @param iterations most iterations of {@link #fit}
 */
public record SimVqQuantization(
    int codes, double quantizationWeight, double commitmentWeight, int iterations)
    implements Estimator<SimVqQuantizer> {
  private static final String NAME = "SimVqQuantization";

  /** Checks the ranges. */
  public SimVqQuantization {
    Require.between(NAME + ": codes", 1, 1 << 24, codes);
    Require.notNegative(NAME + ": quantizationWeight", quantizationWeight);
    Require.notNegative(NAME + ": commitmentWeight", commitmentWeight);
    Require.atLeast(NAME + ": iterations", 1, iterations);
  }

  /** Weights 1 and 0.25, 25 iterations of the fit. */
  public static SimVqQuantization of(int codes) {
    return new SimVqQuantization(codes, 1, 0.25, 25);
  }

  /** The same with other weights of the losses. */
  public SimVqQuantization withWeights(double quantization, double commitment) {
    return new SimVqQuantization(codes, quantization, commitment, iterations);
  }

  /** The same with another limit of iterations. */
  public SimVqQuantization withIterations(int limit) {
    return new SimVqQuantization(codes, quantizationWeight, commitmentWeight, limit);
  }

  /** A quantizer that learns; its frozen vectors are normal numbers of variance 1/d. */
  public SimVqTraining trainable(int d, Seed seed) {
    Require.atLeast(NAME + ": columns", 1, d);
    double[] identity = new double[Math.multiplyExact(d, d)];
    for (int i = 0; i < d; i++) {
      identity[i * d + i] = 1;
    }
    return SimVqTraining.of(this, d, frozen(d, seed), identity);
  }

  private double[] frozen(int d, Seed seed) {
    RandomStream random = seed.child("frozen").stream();
    double[] values = new double[Math.multiplyExact(codes, d)];
    for (int i = 0; i < values.length; i++) {
      // As floats, so that a file keeps every bit of them.
      values[i] = (float) (random.normal() / Math.sqrt(d));
    }
    return values;
  }

  /**
   * Finds W.
   *
   * @throws InputException for fewer rows than codes
   */
  @Override
  public SimVqQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    if (x.size(0) < codes) {
      throw new InputException(
          NAME + ".fit", "at least " + codes + " rows for as many codes", x.size(0) + " rows");
    }
    int d = Math.toIntExact(x.size(1));
    Batch rows = new Batch(Dense.doubles(x), Math.toIntExact(x.size(0)), d, x.dataType());
    double[] frozen = frozen(d, run.seed());
    double[] weight = start(rows);
    int[] former = new int[0];
    for (int iteration = 0; iteration < iterations; iteration++) {
      int[] codesNow = Codebook.nearest(rows, SimVqQuantizer.moved(frozen, weight, d));
      if (java.util.Arrays.equals(former, codesNow)) {
        break;
      }
      weight = leastSquares(rows, frozen, codesNow);
      former = codesNow;
    }
    return SimVqQuantizer.of(frozen, weight, d, RecordJson.of(this));
  }

  /** The identity, stretched so that vectors are as long as rows. */
  private static double[] start(Batch rows) {
    double square = rows.meanSquare(new double[rows.values().length]);
    double[] weight = new double[rows.d() * rows.d()];
    for (int i = 0; i < rows.d(); i++) {
      weight[i * rows.d() + i] = square == 0 ? 1 : Math.sqrt(square * rows.d());
    }
    return weight;
  }

  /** W that brings the frozen vectors of the rows' codes nearest to the rows. */
  private static double[] leastSquares(Batch rows, double[] frozen, int[] codes) {
    int d = rows.d();
    double[] chosen = new double[rows.values().length];
    for (int row = 0; row < rows.n(); row++) {
      System.arraycopy(frozen, codes[row] * d, chosen, row * d, d);
    }
    INDArray transposed =
        LinearAlgebra.leastSquares(rows.with(chosen).doubles(), rows.doubles()); // [d, d]
    return Dense.doubles(transposed.transpose());
  }
}
