package org.latent4j.testkit;

import java.util.Arrays;
import org.latent4j.Encoder;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A small right encoder, {@code (x - mean) weight}, made so that mutants can spoil a part of it.
 */
class Small implements Encoder {
  final double[] mean; // [d]
  final double[] weight; // [d, k]

  Small() {
    this(someWeight());
  }

  Small(double[] weight) {
    this(someMean(), weight);
  }

  Small(double[] mean, double[] weight) {
    this.mean = mean.clone();
    this.weight = weight.clone();
  }

  /** d = 6, k = 4. */
  static double[] someMean() {
    return new double[] {0.5, -1, 0.25, 2, 0, -0.75};
  }

  static double[] someWeight() {
    double[] weight = new double[24];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = Math.sin(1 + 3 * i);
    }
    return weight;
  }

  @Override
  public long inputDimension() {
    return mean.length;
  }

  @Override
  public long dimension() {
    return weight.length / mean.length;
  }

  @Override
  public INDArray encode(INDArray x) {
    check(x);
    double[] z = transform(values(x), (int) x.size(0));
    return Dense.of(x.dataType(), z, x.size(0), dimension());
  }

  void check(INDArray x) {
    Require.matrix("Small.encode", x, inputDimension());
    double[] values = Dense.doubles(x);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw notFinite(values[i], i / mean.length, i % mean.length);
      }
    }
  }

  static NonFiniteException notFinite(double value, int row, int column) {
    String got = value + " in row " + row + ", column " + column;
    return new NonFiniteException("Small.encode", "finite numbers", got);
  }

  double[] values(INDArray x) {
    return Dense.doubles(x);
  }

  double[] transform(double[] x, int n) {
    int d = mean.length;
    int k = weight.length / d;
    double[] z = new double[n * k];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        for (int c = 0; c < k; c++) {
          z[i * k + c] += (x[i * d + j] - mean[j]) * weight[j * k + c];
        }
      }
    }
    return z;
  }

  @Override
  public String toString() {
    return "Small" + Arrays.toString(mean);
  }
}
