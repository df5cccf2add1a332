package org.latent4j.kernel;

import java.util.Arrays;

/** The loops over rows of classes in plain Java. */
final class ScalarClassLoops implements ClassLoops {
  @Override
  public void sum(
      double[] table, int lanes, int[] chosen, int each, int from, int n, double[] out) {
    Arrays.fill(out, 0, n * lanes, 0);
    for (int i = 0; i < n; i++) {
      int to = i * lanes;
      for (int t = 0; t < each; t++) {
        int row = chosen[(from + i) * each + t] * lanes;
        for (int c = 0; c < lanes; c++) {
          out[to + c] += table[row + c];
        }
      }
    }
  }

  @Override
  public void add(double[] x, int lanes, int[] chosen, int each, int from, int n, double[] table) {
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < each; t++) {
        int row = chosen[(from + i) * each + t] * lanes;
        for (int c = 0; c < lanes; c++) {
          table[row + c] += x[i * lanes + c];
        }
      }
    }
  }

  @Override
  public void softmax(
      double[] x, int lanes, int n, double[] weights, double[] tops, double[] sums) {
    for (int i = 0; i < n; i++) {
      int at = i * lanes;
      double top = x[at];
      for (int c = 1; c < lanes; c++) {
        top = Math.max(top, x[at + c]);
      }
      double sum = 0;
      for (int c = 0; c < lanes; c++) {
        double e = Exponential.of(x[at + c] - top);
        x[at + c] = e;
        sum += e;
      }
      double scale = weights[i] / sum;
      for (int c = 0; c < lanes; c++) {
        x[at + c] *= scale;
      }
      tops[i] = top;
      sums[i] = sum;
    }
  }
}
