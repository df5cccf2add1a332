package org.latent4j.quantize;

import java.util.Arrays;

/**
 * Codes one row after the other in equal steps of an interval of its own, which is optimised for
 * the error along the row's direction before the rest. For one thread; the results of the last row
 * stand in its fields. The precision of every term is part of the definition.
 *
 * <p>Source: Lucene's {@code OptimizedScalarQuantizer} (10.5.1); Guo et al. 2020, "Accelerating
 * large-scale inference with anisotropic vector quantization", arXiv 1908.10396 (the loss).
 */
final class IntervalCoder {
  private static final float LAMBDA = 0.1f;
  private static final int ROUNDS = 5;
  private static final double LEAST_CHANGE = 1e-8;

  /** Half widths of the interval that codes a standard normal number best, by bits. */
  private static final float[] HALF_WIDTHS = {
    0.798f, 1.493f, 2.051f, 2.514f, 2.916f, 3.278f, 3.611f, 3.922f
  };

  private final float[] centroid; // [d]
  private final int bits;
  private final int top;
  private final float[] y; // [d]

  /** The codes of the last row {@code [d]}. */
  final int[] codes;

  /** The ends of its interval. */
  float lower;

  float upper;

  /** The squared norm of the row less the centroid. */
  float squares;

  /** The inner product of the row and the centroid. */
  float product;

  /** The sum of its codes. */
  int sum;

  IntervalCoder(float[] centroid, int bits) {
    this.centroid = centroid;
    this.bits = bits;
    this.top = (1 << bits) - 1;
    this.y = new float[centroid.length];
    this.codes = new int[centroid.length];
  }

  /** The size of a step of the last row's interval. */
  float step() {
    return (upper - lower) / top;
  }

  /** Codes the row {@code x[at, at + d)}. */
  void code(float[] x, int at) {
    start(x, at);
    optimise();
    float step = step();
    sum = 0;
    for (int i = 0; i < y.length; i++) {
      float inside = (float) clamp(y[i], lower, upper);
      // A row without spread has a step of 0: 0 / 0 rounds to 0.
      codes[i] = Math.min(top, Math.round((inside - lower) / step));
      sum += codes[i];
    }
  }

  /** Centres the row and sets the interval by its mean and deviation. */
  private void start(float[] x, int at) {
    double mean = 0;
    double variance = 0;
    float least = Float.MAX_VALUE;
    float most = -Float.MAX_VALUE;
    squares = 0;
    product = 0;
    for (int i = 0; i < y.length; i++) {
      product += x[at + i] * centroid[i];
      float value = x[at + i] - centroid[i];
      y[i] = value;
      least = Math.min(least, value);
      most = Math.max(most, value);
      squares += value * value;
      double delta = value - mean;
      mean += delta / (i + 1);
      variance += delta * (value - mean);
    }
    double deviation = Math.sqrt(variance / y.length);
    lower = (float) clamp(-HALF_WIDTHS[bits - 1] * deviation + mean, least, most);
    upper = (float) clamp(HALF_WIDTHS[bits - 1] * deviation + mean, least, most);
  }

  /** Coordinate descent: the best ends for the codes, then the codes for the ends, and again. */
  private void optimise() {
    float scale = (1 - LAMBDA) / squares;
    if (!Float.isFinite(scale)) {
      return;
    }
    double loss = loss(lower, upper);
    for (int round = 0; round < ROUNDS; round++) {
      double[] ends = ends(scale);
      if (ends.length == 0) {
        return;
      }
      float a = (float) ends[0];
      float b = (float) ends[1];
      if (Math.abs(lower - a) < LEAST_CHANGE && Math.abs(upper - b) < LEAST_CHANGE) {
        return;
      }
      double next = loss(a, b);
      if (next > loss) {
        return;
      }
      lower = a;
      upper = b;
      loss = next;
    }
  }

  /** The ends that are best for the codes of the present ones; empty where they are not unique. */
  private double[] ends(float scale) {
    float inverse = top / (upper - lower);
    double daa = 0;
    double dab = 0;
    double dbb = 0;
    double dax = 0;
    double dbx = 0;
    for (float value : y) {
      float k = Math.round((clamp(value, lower, upper) - lower) * inverse);
      float s = k / top;
      double rest = 1.0 - s;
      daa += rest * rest;
      dab += rest * s;
      dbb += s * s;
      dax += value * rest;
      dbx += value * s;
    }
    double m0 = scale * dax * dax + LAMBDA * daa;
    double m1 = scale * dax * dbx + LAMBDA * dab;
    double m2 = scale * dbx * dbx + LAMBDA * dbb;
    double determinant = m0 * m2 - m1 * m1;
    if (determinant == 0) {
      return new double[0];
    }
    return new double[] {(m2 * dax - m1 * dbx) / determinant, (m0 * dbx - m1 * dax) / determinant};
  }

  private double loss(double a, double b) {
    double step = (b - a) / top;
    double inverse = 1 / step;
    double along = 0;
    double all = 0;
    for (double value : y) {
      double error = value - (a + step * Math.round((clamp(value, a, b) - a) * inverse));
      along += value * error;
      all += error * error;
    }
    return (1.0 - LAMBDA) * along * along / squares + LAMBDA * all;
  }

  private static double clamp(double value, double least, double most) {
    return Math.min(Math.max(value, least), most);
  }

  @Override
  public String toString() {
    return "[" + lower + ", " + upper + "] " + Arrays.toString(codes);
  }
}
