package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.RandomStream;

/** A tree of depth 10 whose splits lower the entropy of classes the most. */
final class DecisionTree {
  private static final int DEPTH = 10;

  private final double[][] latents;
  private final Labels[] ranks;
  private final Labels labels;
  private final RandomStream random;
  private final int rows;
  private final double[] gains;
  private final Node root;

  /** A split, or a leaf where there is no latent. */
  private static final class Node {
    private int latent = -1;
    private double threshold;
    private @Nullable Node left;
    private @Nullable Node right;
    private double[] shares = new double[0];
  }

  private record Split(int latent, int left, double gain) {}

  private DecisionTree(
      double[][] latents, Labels[] ranks, Labels labels, int[] drawn, RandomStream random) {
    this.latents = latents;
    this.ranks = ranks;
    this.labels = labels;
    this.random = random;
    this.rows = drawn.length;
    this.gains = new double[latents.length];
    this.root = grow(drawn, 0);
  }

  /**
   * Grows a tree.
   *
   * @param latents {@code [z][n]}
   * @param ranks of the values of each latent
   * @param drawn the rows to learn from; they may come more than once
   */
  static DecisionTree grow(
      double[][] latents, Labels[] ranks, Labels labels, int[] drawn, RandomStream random) {
    return new DecisionTree(latents, ranks, labels, drawn, random);
  }

  /** By how much the splits by each latent lowered the entropy. */
  double[] gains() {
    return gains;
  }

  /** Adds the shares of the classes in the leaf of a row. */
  void addShares(double[][] columns, int row, double[] out) {
    Node node = root;
    while (node.left != null && node.right != null) {
      node = columns[node.latent][row] <= node.threshold ? node.left : node.right;
    }
    for (int c = 0; c < out.length; c++) {
      out[c] += node.shares[c];
    }
  }

  private Node grow(int[] drawn, int depth) {
    Node node = new Node();
    int[] counts = new int[labels.count()];
    for (int row : drawn) {
      counts[labels.codes()[row]]++;
    }
    double entropy = entropy(counts, drawn.length);
    Split best = depth == DEPTH || !(entropy > 1e-12) ? null : best(drawn, counts, entropy);
    if (best == null) {
      node.shares = new double[counts.length];
      Arrays.setAll(node.shares, c -> (double) counts[c] / drawn.length);
      return node;
    }
    int[] rank = ranks[best.latent].codes();
    int[] left = Arrays.stream(drawn).filter(row -> rank[row] <= best.left).toArray();
    int[] right = Arrays.stream(drawn).filter(row -> rank[row] > best.left).toArray();
    double below =
        Arrays.stream(left).mapToDouble(row -> latents[best.latent][row]).max().orElse(0);
    double above =
        Arrays.stream(right).mapToDouble(row -> latents[best.latent][row]).min().orElse(0);
    node.latent = best.latent;
    node.threshold = below + (above - below) / 2;
    gains[best.latent] += best.gain * drawn.length / rows;
    node.left = grow(left, depth + 1);
    node.right = grow(right, depth + 1);
    return node;
  }

  private @Nullable Split best(int[] drawn, int[] counts, double entropy) {
    int wanted = Math.max(1, (int) Math.sqrt(latents.length));
    Split best = null;
    for (int latent : random.permutation(latents.length)) {
      int[] rank = ranks[latent].codes();
      long[] keys = new long[drawn.length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = (long) rank[drawn[i]] << 32 | labels.codes()[drawn[i]];
      }
      Arrays.sort(keys);
      if (keys[0] >>> 32 == keys[keys.length - 1] >>> 32) {
        continue; // constant here: another latent takes its turn
      }
      Split split = best(latent, keys, counts, entropy);
      best = best == null || split.gain > best.gain ? split : best;
      if (--wanted == 0) {
        break;
      }
    }
    return best;
  }

  /** The best split of rows in the order of one latent. */
  private static Split best(int latent, long[] keys, int[] counts, double entropy) {
    int n = keys.length;
    int[] left = new int[counts.length];
    int[] right = counts.clone();
    Split best = new Split(latent, (int) (keys[0] >>> 32), Double.NEGATIVE_INFINITY);
    for (int i = 0; i + 1 < n; i++) {
      int code = (int) keys[i];
      left[code]++;
      right[code]--;
      int rank = (int) (keys[i] >>> 32);
      if (rank != (int) (keys[i + 1] >>> 32)) {
        int m = i + 1;
        double rest = (m * entropy(left, m) + (n - m) * entropy(right, n - m)) / n;
        if (entropy - rest > best.gain) {
          best = new Split(latent, rank, entropy - rest);
        }
      }
    }
    return best;
  }

  private static double entropy(int[] counts, int n) {
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        sum -= (double) count / n * Math.log((double) count / n);
      }
    }
    return sum;
  }
}
