package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rotation (with reflection) that brings one space closest to another, with or without means and
 * an isotropic scale: {@code R = U V'} of {@code X'Y = U S V'}, {@code s = tr S / |X|^2}. The narrower
 * side is padded with zeros, so for d != d' the map is only a partial isometry. There is no scaling of
 * single axes.
 *
 * <p>Source: Schönemann 1966, "A generalized solution of the orthogonal Procrustes problem"; Maiorca
 * et al. 2023, arXiv 2311.00664, section 3.
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
    double[] xc = centre(Dense.doubles(x), xMean);
    double[] yc = centre(Dense.doubles(y), yMean);
    int side = Math.max(d, width);
    double[] cross = new double[side * side]; // [side, side]
    return new Translator(xMean, cross, yMean, 1);
  }

  private static double[] centre(double[] rows, double[] mean) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] -= mean[i % mean.length];
    }
    return rows;
  }
}
