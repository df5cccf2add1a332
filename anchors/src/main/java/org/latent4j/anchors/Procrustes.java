package org.latent4j.anchors;

import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Svd;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rotation (with reflection, unless a proper one is asked for) that brings one space closest to
 * another, with or without means and an isotropic scale: {@code R = U V'} of {@code X'Y = U S V'},
 * {@code s = tr S / |X|^2}. The narrower side counts as padded with zeros, so for d != d' the map
 * is only a partial isometry. There is no scaling of single axes.
 *
 * <p>Source: Schönemann 1966, "A generalized solution of the orthogonal Procrustes problem"; Kabsch
 * 1976 (proper rotations); Maiorca et al. 2023, arXiv 2311.00664, section 3.
 *
 * @param centred whether the means of both sides are taken off first and put back after
 * @param scaled whether an isotropic scale is fitted too
 * @param proper whether reflections are excluded: the determinant is then +1
 */
public record Procrustes(boolean centred, boolean scaled, boolean proper) implements Translation {
  /** Rotation only, about the origin. */
  public static Procrustes orthogonal() {
    return new Procrustes(false, false, false);
  }

  /** Rotation between centred spaces. */
  public static Procrustes centredOrthogonal() {
    return new Procrustes(true, false, false);
  }

  /** Rotation and isotropic scale between centred spaces. */
  public static Procrustes similarity() {
    return new Procrustes(true, true, false);
  }

  /** Proper rotation between centred spaces. */
  public static Procrustes rigid() {
    return new Procrustes(true, false, true);
  }

  @Override
  public String method() {
    String plain = scaled ? "similarity" : centred ? "centred-orthogonal" : "orthogonal";
    return !proper ? plain : centred && !scaled ? "rigid" : "proper-" + plain;
  }

  @Override
  public Translator fit(INDArray x, INDArray y, Run run) {
    PairedRows pairs = PairedRows.of(this, x, y, centred, run);
    // The padding of the narrower side adds singular pairs that the cut takes away again.
    Svd svd = Svd.of(pairs.cross()); // of X'Y [d, d']
    double[] sigma = svd.sigma();
    INDArray rotation = Gemm.product(svd.u(), svd.vt(), run.threads()); // [d, d']
    if (proper && pairs.inputDimension() == pairs.dimension() && Orientation.reflects(rotation)) {
      int last = sigma.length - 1;
      sigma[last] = -sigma[last];
      INDArray turned = Diagonal.times(signs(last), svd.vt());
      rotation = Gemm.product(svd.u(), turned, run.threads());
    }
    double squares = pairs.leftSquares();
    double scale = !scaled ? 1 : squares == 0 ? 0 : sum(sigma) / squares;
    return new TranslatorDraft(this, scaled ? scaled(rotation, scale) : rotation)
        .scale(scale)
        .rank(scale == 0 ? 0 : sigma.length)
        .note(pairs.isometryNote())
        .fitted(pairs);
  }

  /** Ones, and at the end -1. */
  private static double[] signs(int last) {
    double[] signs = new double[last + 1];
    java.util.Arrays.fill(signs, 1);
    signs[last] = -1;
    return signs;
  }

  private static INDArray scaled(INDArray rotation, double scale) {
    double[] values = Dense.doubles(rotation);
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return Dense.of(values, rotation.shape());
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
