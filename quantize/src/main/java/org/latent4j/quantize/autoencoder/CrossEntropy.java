package org.latent4j.quantize.autoencoder;

/** The binary cross-entropy of logits and targets in [0, 1]. */
final class CrossEntropy {
  private CrossEntropy() {}

  /** The mean of the first {@code count}, and its derivative by each logit. */
  static double gradient(float[] logits, float[] targets, int count, float[] out) {
    double sum = 0;
    float factor = 1f / count;
    for (int i = 0; i < count; i++) {
      double logit = logits[i];
      double tail = Math.exp(-Math.abs(logit));
      double share = (logit >= 0 ? 1 : tail) / (1 + tail);
      sum += Math.max(logit, 0) - logit * targets[i] + Math.log(1 + tail);
      out[i] = (float) (share - targets[i]) * factor;
    }
    return sum / count;
  }

  /** The sum of the first {@code count}. */
  static double sum(float[] logits, float[] targets, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double logit = logits[i];
      sum += Math.max(logit, 0) - logit * targets[i] + Math.log(1 + Math.exp(-Math.abs(logit)));
    }
    return sum;
  }

  /** The peak signal-to-noise ratio of the sigmoid of one row, in decibels. */
  static double psnr(float[] logits, float[] targets, int start, int count) {
    double square = 0;
    for (int i = start; i < start + count; i++) {
      double difference = 1 / (1 + Math.exp(-logits[i])) - targets[i];
      square += difference * difference;
    }
    return -10 * Math.log10(Math.max(square / count, 1e-12));
  }
}
