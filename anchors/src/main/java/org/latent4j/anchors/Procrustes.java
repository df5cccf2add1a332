package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

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
    int n = (int) x.size(0);
    double[] cross = new double[side * side]; // X'Y padded, [side, side]
    Gemm.multiply(
        Gemm.Form.TN,
        side,
        side,
        n,
        1,
        padded(xRows, d, side),
        padded(yRows, width, side),
        0,
        cross,
        run.threads());
    Svd svd = Svd.thin(cross, side, side);
    double[] rotation = new double[side * side];
    Gemm.multiply(Gemm.Form.NN, side, side, side, 1, svd.u(), svd.vt(), 0, rotation, 1);
    double scale = scaled ? sum(svd.s()) / squares(xRows) : 1;
    double[] weight = cut(rotation, side, d, width, scale);
    return new Translator(name(), xMean, Dense.of(weight, d, width), yMean, scale, x, y);
  }

  private String name() {
    return scaled ? "similarity" : centred ? "centred-orthogonal" : "orthogonal";
  }

  /** Rows of width {@code d} padded with zeros to {@code side}. */
  private static double[] padded(double[] rows, int d, int side) {
    int n = rows.length / d;
    double[] out = new double[n * side];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows, i * d, out, i * side, d);
    }
    return out;
  }

  private static double[] cut(double[] square, int side, int d, int width, double scale) {
    double[] out = new double[d * width];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < width; j++) {
        out[i * width + j] = scale * square[i * side + j];
      }
    }
    return out;
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
