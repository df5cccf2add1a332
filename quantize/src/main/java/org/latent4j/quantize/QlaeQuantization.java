package org.latent4j.quantize;

import java.util.Arrays;
import org.latent4j.Estimator;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Latent quantization: few values for each latent, learned.
 *
 * <p>{@link #fit} places the values of each latent by Lloyd's iteration in one dimension, from
 * values evenly over its range; {@link #trainable} learns them by gradient beside a network.
 *
 * <p>Source: Hsu et al. 2023, arXiv 2305.18378, section 3; the losses as in its code.
 *
 * @param levels L, the number of values of a latent, at least 2
 * @param shared whether all latents share their values (the global codebook of the paper)
 * @param quantizationWeight weight of the loss that draws values to latents
 * @param commitmentWeight weight of the loss that draws latents to values
 * @param optimizeValues whether values are learned; otherwise they stay evenly over [-1/2, 1/2]
 * @param iterations most iterations of {@link #fit}
 */
public record QlaeQuantization(
    int levels,
    boolean shared,
    double quantizationWeight,
    double commitmentWeight,
    boolean optimizeValues,
    int iterations)
    implements Estimator<QlaeQuantizer> {
  private static final String NAME = "QlaeQuantization";

  /** Checks the ranges. */
  public QlaeQuantization {
    Require.between(NAME + ": levels", 2, 1 << 20, levels);
    Require.notNegative(NAME + ": quantizationWeight", quantizationWeight);
    Require.notNegative(NAME + ": commitmentWeight", commitmentWeight);
    Require.atLeast(NAME + ": iterations", 0, iterations);
  }

  /** As in the paper: values of their own, both weights 0.01; 25 iterations of the fit. */
  public static QlaeQuantization of(int levels) {
    return new QlaeQuantization(levels, false, 0.01, 0.01, true, 25);
  }

  /** The same with or without common values. */
  public QlaeQuantization withShared(boolean common) {
    return new QlaeQuantization(
        levels, common, quantizationWeight, commitmentWeight, optimizeValues, iterations);
  }

  /** The same with other weights of the losses. */
  public QlaeQuantization withWeights(double quantization, double commitment) {
    return new QlaeQuantization(
        levels, shared, quantization, commitment, optimizeValues, iterations);
  }

  /** The same with values that are learned or stay. */
  public QlaeQuantization withOptimizeValues(boolean learned) {
    return new QlaeQuantization(
        levels, shared, quantizationWeight, commitmentWeight, learned, iterations);
  }

  /** The same with another limit of iterations. */
  public QlaeQuantization withIterations(int limit) {
    return new QlaeQuantization(
        levels, shared, quantizationWeight, commitmentWeight, optimizeValues, limit);
  }

  /** A quantizer that learns, its values evenly over [-1/2, 1/2]. */
  public QlaeTraining trainable(int latents) {
    Require.atLeast(NAME + ": latents", 1, latents);
    double[][] values = new double[shared ? 1 : latents][];
    for (int j = 0; j < values.length; j++) {
      values[j] = even(-0.5, 0.5);
    }
    return QlaeTraining.of(this, latents, values);
  }

  @Override
  public QlaeQuantizer fit(INDArray x, Run run) {
    CodedRows.training(NAME + ".fit", x);
    int n = Math.toIntExact(x.size(0));
    int d = Math.toIntExact(x.size(1));
    double[] rows = Dense.doubles(x);
    double[][] values = new double[d][];
    double[] common = shared ? lloyd(rows.clone()) : new double[0];
    for (int j = 0; j < d; j++) {
      values[j] = shared ? common : lloyd(column(rows, n, d, j));
    }
    return QlaeQuantizer.rounded(values, RecordJson.of(this));
  }

  private static double[] column(double[] rows, int n, int d, int j) {
    double[] column = new double[n];
    for (int i = 0; i < n; i++) {
      column[i] = rows[i * d + j];
    }
    return column;
  }

  /** Lloyd's iteration on numbers; values without a number stay. */
  private double[] lloyd(double[] numbers) {
    if (!optimizeValues) {
      return even(-0.5, 0.5);
    }
    Arrays.sort(numbers);
    double[] values = even(numbers[0], numbers[numbers.length - 1]);
    for (int iteration = 0; iteration < iterations; iteration++) {
      Ladder ladder = Ladder.nearest(values);
      double[] sums = new double[levels];
      int[] counts = new int[levels];
      for (double number : numbers) {
        int code = ladder.applyAsInt(number);
        sums[code] += number;
        counts[code]++;
      }
      double[] former = values.clone();
      for (int k = 0; k < levels; k++) {
        values[k] = counts[k] == 0 ? values[k] : sums[k] / counts[k];
      }
      if (Arrays.equals(former, values)) {
        break;
      }
    }
    return values;
  }

  /** {@code levels} numbers evenly from {@code low} to {@code high}, both included. */
  private double[] even(double low, double high) {
    double[] values = new double[levels];
    double step = (high - low) / (levels - 1);
    Arrays.setAll(values, k -> k == levels - 1 ? high : low + k * step);
    return values;
  }
}
