package org.latent4j.quantize;

import java.util.Arrays;

/** How much the codes of two positions tell of each other. */
final class PairwiseInformation {
  private PairwiseInformation() {}

  /**
   * Mutual information over the mean entropy, {@code [positions][positions]}; 0 where both are 0.
   */
  static double[][] of(CodeMatrix codes) {
    int positions = codes.space().positions();
    double[][] nmi = new double[positions][positions];
    double[] entropies = new double[positions];
    for (int p = 0; p < positions; p++) {
      entropies[p] = joint(codes, p, p);
      nmi[p][p] = 1;
      for (int q = 0; q < p; q++) {
        double sum = entropies[p] + entropies[q];
        double shared = Math.max(0, sum - joint(codes, p, q));
        nmi[p][q] = sum == 0 ? 0 : 2 * shared / sum;
        nmi[q][p] = nmi[p][q];
      }
    }
    return nmi;
  }

  /** Entropy in nats of the pairs of codes at p and q. */
  private static double joint(CodeMatrix codes, int p, int q) {
    int n = Math.toIntExact(codes.rows());
    PackedRows layout = new PackedRows(codes.space());
    long[] pairs = new long[n];
    for (int row = 0; row < n; row++) {
      pairs[row] =
          (long) layout.get(codes.bytes(), row, p) << 32 | layout.get(codes.bytes(), row, q);
    }
    Arrays.sort(pairs);
    double entropy = 0;
    for (int start = 0; start < n; ) {
      int end = start;
      while (end < n && pairs[end] == pairs[start]) {
        end++;
      }
      double share = (end - start) / (double) n;
      entropy -= share * Math.log(share);
      start = end;
    }
    return entropy;
  }
}
