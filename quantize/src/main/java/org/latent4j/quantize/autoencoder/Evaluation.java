package org.latent4j.quantize.autoencoder;

import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What an autoencoder makes of some rows. Immutable. */
public final class Evaluation {
  private final float[] latents;
  private final boolean discrete;
  private final int width;
  private final double entropy;
  private final double psnr;

  Evaluation(float[] latents, boolean discrete, int width, double entropy, double psnr) {
    this.latents = latents;
    this.discrete = discrete;
    this.width = width;
    this.entropy = entropy;
    this.psnr = psnr;
  }

  /** Whether latents are codes. */
  public boolean discrete() {
    return discrete;
  }

  /** What metrics see, {@code [n, latents]}: codes as {@code INT32}, else numbers as FLOAT. */
  public INDArray latents() {
    if (!discrete) {
      return Dense.of(latents, latents.length / width, width);
    }
    int[] codes = codes();
    return Nd4j.createFromArray(codes).reshape(codes.length / width, width);
  }

  /** The latents as whole numbers, row by row. */
  public int[] codes() {
    int[] out = new int[latents.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) latents[i];
    }
    return out;
  }

  /** The latents as numbers, row by row; a copy. */
  public float[] numbers() {
    return latents.clone();
  }

  /** The binary cross-entropy of the reconstruction, mean over rows and pixels, in nats. */
  public double crossEntropy() {
    return entropy;
  }

  /** The peak signal-to-noise ratio of the reconstruction in decibels, mean over rows. */
  public double psnr() {
    return psnr;
  }
}
