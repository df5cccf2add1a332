package org.latent4j.quantize;

/**
 * Entropies of codes whose bits are independent given the row, bit i being set with probability
 * {@code sigmoid(a_i)}: the mean over the rows in O(d), that of the batch exactly within groups of
 * bits.
 *
 * <p>Source: Yu et al. 2023, arXiv 2310.05737, section 3.2; the factorisation of Zhao et al. 2024,
 * arXiv 2406.07548, section 3.
 */
final class BitEntropy {
  private final double[] logits; // [n, d]
  private final int n;
  private final int d;
  private final int group;

  BitEntropy(double[] logits, int n, int d, int group) {
    this.logits = logits;
    this.n = n;
    this.d = d;
    this.group = group;
  }

  /** Mean over the rows of the entropy of their codes. */
  double sample() {
    double sum = 0;
    for (double a : logits) {
      // softplus(-|a|) + |a| sigmoid(-|a|): no logarithm of 0.
      double tail = Math.exp(-Math.abs(a));
      sum += Math.log1p(tail) + Math.abs(a) * tail / (1 + tail);
    }
    return n == 0 ? 0 : sum / n;
  }

  /** Sum over the groups of the entropy of the mean distribution of their codes. */
  double batch() {
    double sum = 0;
    for (int from = 0; n > 0 && from < d; from += group) {
      for (double share : mean(from, Math.min(d, from + group))) {
        sum -= share > 0 ? share * Math.log(share) : 0;
      }
    }
    return sum;
  }

  /** The gradient of {@code first * sample() + second * batch()} at the logits. */
  double[] gradient(double first, double second) {
    double[] out = new double[logits.length];
    for (int i = 0; i < out.length; i++) {
      double tail = Math.exp(-Math.abs(logits[i]));
      out[i] = -first / n * logits[i] * tail / ((1 + tail) * (1 + tail));
    }
    for (int from = 0; second != 0 && n > 0 && from < d; from += group) {
      addBatch(from, Math.min(d, from + group), second, out);
    }
    return out;
  }

  private void addBatch(int from, int to, double weight, double[] out) {
    double[] slopes = mean(from, to);
    for (int c = 0; c < slopes.length; c++) {
      slopes[c] = slopes[c] > 0 ? -(Math.log(slopes[c]) + 1) / n : 0;
    }
    double[] weighted = new double[slopes.length];
    for (int row = 0; row < n; row++) {
      distribution(row, from, to, weighted);
      double total = 0;
      for (int c = 0; c < weighted.length; c++) {
        weighted[c] *= slopes[c];
        total += weighted[c];
      }
      // Folding the upper half onto the lower one leaves the sums over the codes of each bit.
      int half = weighted.length / 2;
      for (int i = to - 1; i >= from; i--, half /= 2) {
        double set = 0;
        for (int c = 0; c < half; c++) {
          set += weighted[half + c];
          weighted[c] += weighted[half + c];
        }
        out[row * d + i] += weight * (set - sigmoid(logits[row * d + i]) * total);
      }
    }
  }

  /** The mean distribution of the codes of some bits; bit {@code from} is the lowest digit. */
  private double[] mean(int from, int to) {
    double[] mean = new double[1 << (to - from)];
    double[] one = new double[mean.length];
    for (int row = 0; row < n; row++) {
      distribution(row, from, to, one);
      for (int c = 0; c < mean.length; c++) {
        mean[c] += one[c];
      }
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= n;
    }
    return mean;
  }

  private void distribution(int row, int from, int to, double[] out) {
    out[0] = 1;
    int known = 1;
    for (int i = from; i < to; i++, known *= 2) {
      double set = sigmoid(logits[row * d + i]);
      double clear = sigmoid(-logits[row * d + i]);
      for (int c = 0; c < known; c++) {
        out[known + c] = out[c] * set;
        out[c] *= clear;
      }
    }
  }

  /** The logistic function, precise at both ends. */
  static double sigmoid(double a) {
    double tail = Math.exp(-Math.abs(a));
    return a >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
  }
}
