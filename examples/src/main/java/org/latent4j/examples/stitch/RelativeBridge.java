package org.latent4j.examples.stitch;

import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Kernels;

/**
 * The head reads cosines to the codes of the anchors: r = u V' with u the direction of a row and V
 * those of the anchors, all from the anchors' mean when centred, else from the origin. The anchors
 * are encoded anew in every batch, and the gradient flows through them and their mean too: without
 * that, the encoder would chase anchors that no longer are where it left them.
 *
 * <p>Source: Moschella et al. 2022, arXiv 2209.15430, section 4.2; the backward pass is the chain
 * rule.
 */
final class RelativeBridge implements Bridge {
  private final int anchors;
  private final boolean centred;
  private final float[] mean;
  private final Directions anchorRows;
  private final Directions rows;
  private final Matrix relative;
  private final Matrix codeGradient;

  /**
   * A bridge.
   *
   * @param anchors m, at least 1
   * @param width d, of the codes
   * @param centred whether the anchors' mean is subtracted
   * @param capacity the most rows of a batch
   */
  RelativeBridge(int anchors, int width, boolean centred, int capacity) {
    this.anchors = anchors;
    this.centred = centred;
    this.mean = new float[width];
    this.anchorRows = new Directions(anchors, width);
    this.rows = new Directions(capacity, width);
    this.relative = new Matrix(capacity, anchors);
    this.codeGradient = new Matrix(anchors + capacity, width);
  }

  @Override
  public int anchors() {
    return anchors;
  }

  @Override
  public Matrix forward(Matrix codes) {
    float[] x = codes.values();
    int n = codes.rows() - anchors;
    if (centred) {
      average(x);
    }
    Matrix v = anchorRows.forward(x, 0, anchors, mean);
    Matrix u = rows.forward(x, anchors, n, mean);
    Matrix.multiply(Gemm.Form.NT, u, v, relative.resize(n));
    return relative;
  }

  private void average(float[] x) {
    double[] sums = new double[mean.length];
    for (int i = 0; i < anchors; i++) {
      Kernels.add(x, i * mean.length, sums, 0, mean.length);
    }
    for (int t = 0; t < sums.length; t++) {
      mean[t] = (float) (sums[t] / anchors);
    }
  }

  @Override
  public Matrix backward(Matrix gradient) {
    gradient.toNative();
    Matrix.multiply(Gemm.Form.TN, gradient, rows.units(), anchorRows.gradient());
    Matrix.multiply(Gemm.Form.NN, gradient, anchorRows.units(), rows.gradient());
    float[] out = codeGradient.resize(anchors + relative.rows()).values();
    anchorRows.backward(out, 0);
    rows.backward(out, anchors);
    if (centred) {
      throughMean(out);
    }
    return codeGradient;
  }

  /** Every row had the mean subtracted; each anchor is an m-th part of it. */
  private void throughMean(float[] out) {
    int width = mean.length;
    double[] sums = new double[width];
    for (int i = 0; i < codeGradient.rows(); i++) {
      Kernels.add(out, i * width, sums, 0, width);
    }
    for (int i = 0; i < anchors; i++) {
      for (int t = 0; t < width; t++) {
        out[i * width + t] -= (float) (sums[t] / anchors);
      }
    }
  }

  @Override
  public void close() {
    anchorRows.close();
    rows.close();
    relative.close();
    codeGradient.close();
  }
}
