package org.latent4j.quantize;

import org.jspecify.annotations.Nullable;

/** The interval iteration of optimised scalar quantization as the specification spells it. */
final class PlainIntervals {
  private static final float[] G = {.798f, 1.493f, 2.051f, 2.514f, 2.916f, 3.278f, 3.611f, 3.922f};
  private static final float LAMBDA = .1f;

  private PlainIntervals() {}

  /** A coded row. */
  @SuppressWarnings("ArrayRecordComponent")
  record Coded(int[] codes, float lower, float upper, float squares, float product, int sum) {}

  static Coded code(float[] x, float[] c, int bits) {
    int d = x.length;
    float top = (1 << bits) - 1;
    float[] y = new float[d];
    float squares = 0;
    float product = 0;
    for (int j = 0; j < d; j++) {
      y[j] = x[j] - c[j];
      squares += y[j] * y[j];
      product += x[j] * c[j];
    }
    float[] ends = start(y, G[bits - 1]);
    float scale = (1 - LAMBDA) / squares;
    double before = loss(y, ends[0], ends[1], top, squares);
    for (int round = 1; round <= 5 && Float.isFinite(scale); round++) {
      float[] next = improved(y, ends[0], ends[1], top, scale);
      if (next == null) {
        break; // det = 0
      }
      if (Math.abs(next[0] - ends[0]) < 1e-8 && Math.abs(next[1] - ends[1]) < 1e-8) {
        break;
      }
      double after = loss(y, next[0], next[1], top, squares);
      if (after > before) {
        break;
      }
      before = after;
      ends = next;
    }
    int[] codes = new int[d];
    int sum = 0;
    float step = (ends[1] - ends[0]) / top;
    for (int j = 0; j < d; j++) {
      float inside = (float) clamp(y[j], ends[0], ends[1]) - ends[0];
      codes[j] = step == 0 ? 0 : Math.round(inside / step);
      sum += codes[j];
    }
    return new Coded(codes, ends[0], ends[1], squares, product, sum);
  }

  /** {@code clamp(±g σ + μ, min, max)} with Welford's mean and population variance in double. */
  private static float[] start(float[] y, float g) {
    double mean = 0;
    double m2 = 0;
    double least = y[0];
    double most = y[0];
    for (int j = 0; j < y.length; j++) {
      double delta = y[j] - mean;
      mean += delta / (j + 1);
      m2 += delta * (y[j] - mean);
      least = Math.min(least, y[j]);
      most = Math.max(most, y[j]);
    }
    double sigma = Math.sqrt(m2 / y.length);
    return new float[] {
      (float) clamp(-g * sigma + mean, least, most), (float) clamp(g * sigma + mean, least, most)
    };
  }

  private static float @Nullable [] improved(float[] y, float a, float b, float top, float scale) {
    float inverse = top / (b - a);
    double daa = 0;
    double dab = 0;
    double dbb = 0;
    double dax = 0;
    double dbx = 0;
    for (float value : y) {
      double inside = (clamp(value, a, b) - a) * inverse;
      float k = Math.round(inside);
      float s = k / top;
      double r = 1.0 - s;
      daa += r * r;
      dab += r * s;
      dbb += s * s;
      dax += value * r;
      dbx += value * s;
    }
    double m0 = scale * dax * dax + LAMBDA * daa;
    double m1 = scale * dax * dbx + LAMBDA * dab;
    double m2 = scale * dbx * dbx + LAMBDA * dbb;
    double det = m0 * m2 - m1 * m1;
    if (det == 0) {
      return null;
    }
    return new float[] {
      (float) ((m2 * dax - m1 * dbx) / det), (float) ((m0 * dbx - m1 * dax) / det)
    };
  }

  /** {@code (1 - λ) (Σ y e)² / ‖y‖² + λ Σ e²}, all of it in double. */
  private static double loss(float[] y, double a, double b, double top, double squares) {
    double step = (b - a) / top;
    double along = 0;
    double all = 0;
    for (double value : y) {
      double code = Math.round((clamp(value, a, b) - a) * (1 / step));
      double e = value - (a + step * code);
      along += value * e;
      all += e * e;
    }
    return (1.0 - LAMBDA) * along * along / squares + LAMBDA * all;
  }

  private static double clamp(double value, double least, double most) {
    return Math.min(Math.max(value, least), most);
  }

  /** {@code d a a' + a' s Σc + a s' Σc' + s s' Σ c c'}. */
  static double product(Coded x, int bits, Coded z, int otherBits) {
    double s = ((double) x.upper() - x.lower()) / ((1 << bits) - 1);
    double t = ((double) z.upper() - z.lower()) / ((1 << otherBits) - 1);
    double both = 0;
    for (int j = 0; j < x.codes().length; j++) {
      both += (double) x.codes()[j] * z.codes()[j];
    }
    double a = x.lower();
    double b = z.lower();
    return x.codes().length * a * b + b * s * x.sum() + a * t * z.sum() + s * t * both;
  }
}
