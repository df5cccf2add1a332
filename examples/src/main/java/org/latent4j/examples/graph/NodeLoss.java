package org.latent4j.examples.graph;

import org.latent4j.kernel.Softmax;

/**
 * How well logits name the fields of nodes.
 *
 * @param fields of all nodes, in [0, classes)
 * @param classes the width of the logits
 */
record NodeLoss(int[] fields, int classes) {
  /**
   * The mean cross-entropy of the softmax over some nodes.
   *
   * @param logits {@code [n, classes]}, of all nodes
   * @param nodes which of them count
   * @param gradient {@code [n, classes]}, overwritten by the derivative
   */
  double of(double[] logits, int[] nodes, double[] gradient) {
    java.util.Arrays.fill(gradient, 0);
    double sum = 0;
    for (int node : nodes) {
      int start = node * classes;
      System.arraycopy(logits, start, gradient, start, classes);
      int right = start + fields[node];
      sum += Softmax.apply(gradient, start, classes) - logits[right];
      gradient[right] -= 1;
      for (int t = start; t < start + classes; t++) {
        gradient[t] /= nodes.length;
      }
    }
    return sum / nodes.length;
  }

  /** The share of nodes whose largest logit (the first of equal ones) is that of their field. */
  double accuracy(double[] logits, int[] nodes) {
    int right = 0;
    for (int node : nodes) {
      int start = node * classes;
      int best = 0;
      for (int t = 1; t < classes; t++) {
        best = logits[start + t] > logits[start + best] ? t : best;
      }
      right += best == fields[node] ? 1 : 0;
    }
    return (double) right / nodes.length;
  }
}
