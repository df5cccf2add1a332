package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.latent4j.kernel.ClassRows;

/** Latents that are codes: a feature for each code of each latent, 1 where the latent has it. */
final class CodeFeatures implements Features {
  /** A share of e to this power is none. */
  private static final double NEVER = -40;

  private final Labels[] latents;
  private final int[] starts; // of each latent's features
  private final int[] ones; // [rows, latents + 1], the features that are 1

  private CodeFeatures(Labels[] latents) {
    this.latents = latents;
    this.starts = new int[latents.length + 1];
    for (int j = 0; j < latents.length; j++) {
      starts[j + 1] = starts[j] + latents[j].count();
    }
    this.ones = ones(latents, starts);
  }

  private static int[] ones(Labels[] latents, int[] starts) {
    int each = latents.length + 1;
    int[] out = new int[latents[0].rows() * each];
    for (int j = 0; j < latents.length; j++) {
      int[] codes = latents[j].codes();
      for (int i = 0; i < codes.length; i++) {
        out[i * each + j] = starts[j] + codes[i];
      }
    }
    for (int i = latents.length; i < out.length; i += each) {
      out[i] = starts[latents.length];
    }
    return out;
  }

  /** The features of coded latents. */
  static CodeFeatures of(Labels[] latents) {
    return new CodeFeatures(latents);
  }

  @Override
  public int rows() {
    return latents[0].rows();
  }

  @Override
  public int width() {
    return starts[latents.length] + 1;
  }

  @Override
  public double[] moments() {
    int width = width();
    double[] out = new double[width * width];
    for (int a = 0; a < latents.length; a++) {
      int[] left = latents[a].codes();
      for (int i = 0; i < left.length; i++) {
        out[(starts[a] + left[i]) * width + width - 1]++;
      }
      for (int b = 0; b <= a; b++) {
        int[] right = latents[b].codes();
        for (int i = 0; i < left.length; i++) {
          out[(starts[a] + left[i]) * width + starts[b] + right[i]]++;
        }
      }
    }
    for (int a = 0; a < width; a++) {
      for (int b = 0; b < a; b++) {
        double sum = a == width - 1 ? out[b * width + a] : out[a * width + b];
        out[a * width + b] = sum / rows();
        out[b * width + a] = sum / rows();
      }
      out[a * width + a] = a == width - 1 ? 1 : out[a * width + a] / rows();
    }
    return out;
  }

  @Override
  public void scores(double[] weights, int lanes, int from, int to, double[] out) {
    ClassRows.sum(weights, lanes, ones, latents.length + 1, from, to - from, out);
  }

  @Override
  public void addProducts(double[] residuals, int lanes, int from, int to, double[] gradient) {
    ClassRows.add(residuals, lanes, ones, latents.length + 1, from, to - from, gradient);
  }

  @Override
  public double[] offsets(Labels labels) {
    int width = width();
    double[] out = new double[labels.count() * width];
    Arrays.fill(out, NEVER);
    for (int c = 0; c < labels.count(); c++) {
      out[c * width + width - 1] = 0;
    }
    int[] classes = labels.codes();
    for (int j = 0; j < latents.length; j++) {
      int[] own = latents[j].codes();
      for (int i = 0; i < own.length; i++) {
        out[classes[i] * width + starts[j] + own[i]] = 0;
      }
    }
    return out;
  }

  @Override
  public Features select(int[] rows) {
    Labels[] some = new Labels[latents.length];
    Arrays.setAll(some, j -> latents[j].select(rows));
    return new CodeFeatures(some);
  }
}
