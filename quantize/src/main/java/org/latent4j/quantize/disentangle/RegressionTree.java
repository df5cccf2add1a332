package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import java.util.List;

/**
 * A regression tree of depth 3 that splits for the least squared error. Node i has children 2 i + 1
 * and 2 i + 2; a latent of -1 marks a leaf.
 */
final class RegressionTree {
  private static final int DEPTH = 3;

  /** How many nodes there may be. */
  static final int NODES = (1 << (DEPTH + 1)) - 1;

  private static final double PURE = 2.3e-16;

  private final int[] latents = new int[NODES];
  private final double[] thresholds = new double[NODES];
  private final double[] gains = new double[NODES];
  private final double[] values = new double[NODES];

  private RegressionTree() {
    Arrays.fill(latents, -1);
  }

  /** Sets the value of a leaf. */
  void value(int leaf, double value) {
    values[leaf] = value;
  }

  /** The value of a leaf. */
  double valueAt(int leaf) {
    return values[leaf];
  }

  /** The leaf of a row of latents {@code [z][n]}. */
  int leaf(double[][] columns, int row) {
    int node = 0;
    while (latents[node] >= 0) {
      node = 2 * node + (columns[latents[node]][row] <= thresholds[node] ? 1 : 2);
    }
    return node;
  }

  /** Adds what the splits gained to the latents they look at; false where there is no split. */
  boolean addGains(double[] importances) {
    for (int node = 0; node < NODES; node++) {
      if (latents[node] >= 0) {
        importances[latents[node]] += gains[node];
      }
    }
    return latents[0] >= 0;
  }

  /** The squared error that the first split takes off. */
  double rootGain() {
    return gains[0];
  }

  /** Grows trees on the same latents. */
  static final class Grower {
    private final List<SortedColumn> columns;
    private final int n;
    private final int[] nodes;
    private final double[] sums = new double[NODES];
    private final double[] squares = new double[NODES];
    private final int[] counts = new int[NODES];
    private final double[] best = new double[NODES];
    private final double[] leftSums = new double[NODES];
    private final int[] leftCounts = new int[NODES];
    private final double[] last = new double[NODES];
    private final boolean[] open = new boolean[NODES];

    Grower(List<SortedColumn> columns, int n) {
      this.columns = columns;
      this.n = n;
      this.nodes = new int[n];
    }

    /** The leaf of each row in the last tree. */
    int[] leaves() {
      return nodes;
    }

    /** Grows a tree for one target a row. */
    RegressionTree grow(double[] target) {
      RegressionTree tree = new RegressionTree();
      Arrays.fill(nodes, 0);
      for (int depth = 0; depth < DEPTH; depth++) {
        int first = (1 << depth) - 1;
        measure(target, first, 2 * first + 1);
        for (int j = 0; j < columns.size(); j++) {
          seek(tree, j, target, first, 2 * first + 1);
        }
        divide(tree, first, 2 * first + 1);
      }
      return tree;
    }

    private void measure(double[] target, int first, int end) {
      Arrays.fill(sums, first, end, 0);
      Arrays.fill(squares, first, end, 0);
      Arrays.fill(counts, first, end, 0);
      Arrays.fill(best, first, end, -1);
      for (int row = 0; row < n; row++) {
        int node = nodes[row];
        if (node >= first) {
          sums[node] += target[row];
          squares[node] += target[row] * target[row];
          counts[node]++;
        }
      }
      for (int node = first; node < end; node++) {
        double mean = sums[node] / Math.max(1, counts[node]);
        double spread = squares[node] / Math.max(1, counts[node]) - mean * mean;
        open[node] = counts[node] > 1 && spread > PURE;
      }
    }

    /** Looks for better splits by one latent, in all nodes of a level at once. */
    private void seek(RegressionTree tree, int latent, double[] target, int first, int end) {
      double[] values = columns.get(latent).values();
      int[] rows = columns.get(latent).rows();
      Arrays.fill(leftSums, first, end, 0);
      Arrays.fill(leftCounts, first, end, 0);
      for (int i = 0; i < n; i++) {
        int row = rows[i];
        int node = nodes[row];
        if (node < first || !open[node]) {
          continue;
        }
        int left = leftCounts[node];
        if (left > 0 && values[i] > last[node]) {
          int right = counts[node] - left;
          double difference = right * leftSums[node] - left * (sums[node] - leftSums[node]);
          double gain = difference * difference / ((double) left * right);
          if (gain > best[node]) {
            best[node] = gain;
            tree.latents[node] = latent;
            tree.thresholds[node] = last[node] + (values[i] - last[node]) / 2;
            tree.gains[node] = gain / counts[node];
          }
        }
        leftSums[node] += target[row];
        leftCounts[node]++;
        last[node] = values[i];
      }
    }

    private void divide(RegressionTree tree, int first, int end) {
      for (int node = first; node < end; node++) {
        if (tree.latents[node] >= 0) {
          int latent = tree.latents[node];
          double threshold = tree.thresholds[node];
          double[] values = columns.get(latent).values();
          int[] rows = columns.get(latent).rows();
          for (int i = 0; i < n; i++) {
            if (nodes[rows[i]] == node) {
              nodes[rows[i]] = 2 * node + (values[i] <= threshold ? 1 : 2);
            }
          }
        }
      }
    }
  }
}
