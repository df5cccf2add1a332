package org.latent4j.anchors;

import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A map from one space to another: {@code T(x) = (x - mean_x) W + mean_y}, computed in double. A
 * {@code FLOAT} input gives {@code FLOAT}, a {@code DOUBLE} input {@code DOUBLE}.
 *
 * <p>Source: Maiorca et al. 2023, arXiv 2311.00664.
 */
public final class Translator implements Encoder {
  private static final int BLOCK = 4096;

  private final String method;
  private final double[] xMean; // [d]
  private final INDArray weight; // [d, d'] DOUBLE
  private final double[] yMean; // [d']
  private final double scale;
  private final double residual;

  Translator(
      String method,
      double[] xMean,
      INDArray weight,
      double[] yMean,
      double scale,
      INDArray x,
      INDArray y) {
    this.method = method;
    this.xMean = xMean;
    this.weight = weight;
    this.yMean = yMean;
    this.scale = scale;
    this.residual = rootMeanSquare(Dense.doubles(encode(x)), Dense.doubles(y));
  }

  private static double rootMeanSquare(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / Math.max(1, a.length));
  }

  /** The linear part W, {@code [d, d']}, a copy. */
  public INDArray weight() {
    return weight.dup();
  }

  /** What is subtracted first, {@code [1, d]}. */
  public INDArray xMean() {
    return Dense.of(xMean, 1, xMean.length);
  }

  /** What is added last, {@code [1, d']}. */
  public INDArray yMean() {
    return Dense.of(yMean, 1, yMean.length);
  }

  /** The isotropic scale that the method fitted, 1 where it fits none. */
  public double scale() {
    return scale;
  }

  /** The root mean squared error over all entries of the pairs it was fitted on. */
  public double residual() {
    return residual;
  }

  @Override
  public long inputDimension() {
    return xMean.length;
  }

  @Override
  public long dimension() {
    return yMean.length;
  }

  @Override
  public INDArray encode(INDArray x) {
    Require.matrix("Translator.encode", x, xMean.length);
    Finite.require("Translator.encode", x);
    INDArray out = Dense.zeros(x.dataType(), x.size(0), dimension()); // [n, d']
    int threads = Runtime.getRuntime().availableProcessors();
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      double[] rows = Dense.doubles(x, from, to);
      add(rows, xMean, -1);
      INDArray centred = Dense.of(rows, to - from, xMean.length); // [b, d]
      INDArray product = Gemm.product(centred, weight, threads); // [b, d']
      double[] mapped = Dense.doubles(product);
      add(mapped, yMean, 1);
      Dense.rows(out, from, to).assign(Dense.of(x.dataType(), mapped, to - from, yMean.length));
      centred.close();
      product.close();
    }
    return out;
  }

  /** Adds a multiple of {@code mean} to each row, in place. */
  static void add(double[] rows, double[] mean, double factor) {
    for (int i = 0; i < rows.length; i += mean.length) {
      for (int j = 0; j < mean.length; j++) {
        rows[i + j] += factor * mean[j];
      }
    }
  }

  @Override
  public Lineage.Step step() {
    return new Lineage.Step("Translator", "{\"method\":\"" + method + "\"}", null);
  }

  @Override
  public String toString() {
    return method + " [" + inputDimension() + " -> " + dimension() + "]";
  }
}
