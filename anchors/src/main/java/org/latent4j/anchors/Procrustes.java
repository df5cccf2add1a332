package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The rotation (with reflection) that brings one space closest to another, with or without means
 * and an isotropic scale: {@code R = U V'} of {@code X'Y = U S V'}, {@code s = tr S / |X|^2}. The
 * narrower side is padded with zeros, so for d != d' the map is only a partial isometry. There is
 * no scaling of single axes.
 *
 * <p>Source: Schönemann 1966, "A generalized solution of the orthogonal Procrustes problem";
 * Maiorca et al. 2023, arXiv 2311.00664, section 3.
 *
 * @param centred whether the means of both sides are taken off first and put back after
 * @param scaled whether an isotropic scale is fitted too
 */
public record Procrustes(boolean centred, boolean scaled) implements Translation {
  /** Rotation only, about the origin. */
  public static Procrustes orthogonal() {
    return new Procrustes(false, false);
  }

  /** Rotation between centred spaces. */
  public static Procrustes centredOrthogonal() {
    return new Procrustes(true, false);
  }

  /** Rotation and isotropic scale between centred spaces. */
  public static Procrustes similarity() {
    return new Procrustes(true, true);
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    Require.matrix("Procrustes.fit: x", x, -1);
    Require.matrix("Procrustes.fit: y", y, -1);
    if (x.size(0) != y.size(0) || x.size(0) < 1) {
      throw new ShapeException(
          "Procrustes.fit",
          "as many rows on both sides, at least one",
          x.size(0) + " and " + y.size(0));
    }
    Finite.require("Procrustes.fit: x", x);
    Finite.require("Procrustes.fit: y", y);
    int d = (int) x.size(1);
    int width = (int) y.size(1);
    double[] xMean = centred ? ColumnMeans.of(x) : new double[d];
    double[] yMean = centred ? ColumnMeans.of(y) : new double[width];
    double[] xRows = Dense.doubles(x);
    double[] yRows = Dense.doubles(y);
    Translator.add(xRows, xMean, -1);
    Translator.add(yRows, yMean, -1);
    int side = Math.max(d, width);
    INDArray left = padded(xRows, d, side); // [n, side]
    INDArray right = padded(yRows, width, side); // [n, side]
    Svd svd = Svd.of(Gemm.product(Gemm.Form.TN, left, right, run.threads())); // of X'Y
    double scale = scaled ? sum(svd.sigma()) / squares(xRows) : 1;
    INDArray weight =
        Dense.rows(svd.polarFactor(), 0, d)
            .get(NDArrayIndex.all(), NDArrayIndex.interval(0, width))
            .mul(scale); // [d, d']
    return new Translator(name(), xMean, weight.dup('c'), yMean, scale, x, y);
  }

  private String name() {
    return scaled ? "similarity" : centred ? "centred-orthogonal" : "orthogonal";
  }

  /** Rows of width {@code d} padded with zeros to {@code side}. */
  private static INDArray padded(double[] rows, int d, int side) {
    int n = rows.length / d;
    double[] out = new double[n * side];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows, i * d, out, i * side, d);
    }
    return Dense.of(out, n, side);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
