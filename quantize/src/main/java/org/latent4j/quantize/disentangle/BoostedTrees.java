package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.List;

/**
 * Gradient-boosted trees for classes: each stage adds, for each class, a small regression tree of
 * what is left between the class and its predicted share.
 *
 * <p>Source: Friedman 2001, "Greedy function approximation: a gradient boosting machine",
 * algorithms 5 (two classes) and 6.
 */
final class BoostedTrees implements TreeEnsemble {
  private static final int STAGES = 100;
  private static final double RATE = 0.1;

  private final int classes;
  private final double[] start;
  private final List<RegressionTree> trees = new ArrayList<>(); // stage by stage
  private final double[] importances;
  private int splitTrees;

  private BoostedTrees(int classes, double[] start, int latents) {
    this.classes = classes;
    this.start = start;
    this.importances = new double[latents];
  }

  /** Learns from latents {@code [z][n]}, which are also given sorted. */
  static BoostedTrees of(double[][] latents, List<SortedColumn> sorted, Labels labels) {
    int[] sizes = labels.sizes();
    int n = labels.rows();
    // Two classes need one tree a stage, for the second of them.
    int columns = sizes.length == 2 ? 1 : sizes.length;
    double[] start = new double[columns];
    for (int c = 0; c < columns; c++) {
      // A class that no row has must stay unlikely, but finite.
      double share = Math.max(sizes[columns == 1 ? 1 : c], 1e-9) / n;
      start[c] = columns == 1 ? Math.log(share / Math.max(1 - share, 1e-9)) : Math.log(share);
    }
    BoostedTrees out = new BoostedTrees(sizes.length, start, latents.length);
    double[][] raw = new double[columns][n];
    for (int c = 0; c < columns; c++) {
      java.util.Arrays.fill(raw[c], start[c]);
    }
    RegressionTree.Grower grower = new RegressionTree.Grower(sorted, n);
    for (int stage = 0; stage < STAGES; stage++) {
      out.learn(latents, grower, labels, raw);
    }
    return out;
  }

  private void learn(
      double[][] latents, RegressionTree.Grower grower, Labels labels, double[][] raw) {
    int n = labels.rows();
    double[][] rests = rests(raw, labels);
    double factor = classes == 2 ? 1 : (classes - 1.0) / classes;
    for (int c = 0; c < raw.length; c++) {
      double[] rest = rests[c];
      int member = raw.length == 1 ? 1 : c;
      RegressionTree tree = grower.grow(rest);
      double[] sums = new double[RegressionTree.NODES];
      double[] curvatures = new double[RegressionTree.NODES];
      int[] leaves = grower.leaves();
      for (int row = 0; row < n; row++) {
        double share = (labels.codes()[row] == member ? 1 : 0) - rest[row];
        sums[leaves[row]] += rest[row];
        curvatures[leaves[row]] += share * (1 - share);
      }
      for (int leaf = 0; leaf < sums.length; leaf++) {
        boolean flat = Math.abs(curvatures[leaf]) < 1e-150;
        tree.value(leaf, flat ? 0 : RATE * factor * sums[leaf] / curvatures[leaf]);
      }
      for (int row = 0; row < n; row++) {
        raw[c][row] += tree.valueAt(leaves[row]);
      }
      trees.add(tree);
      splitTrees += tree.addGains(importances) ? 1 : 0;
    }
  }

  /** What is left between classes and predicted shares, for each tree to be grown. */
  private static double[][] rests(double[][] raw, Labels labels) {
    int n = labels.rows();
    double[][] out = new double[raw.length][n];
    double[] shares = new double[raw.length];
    for (int row = 0; row < n; row++) {
      if (raw.length == 1) {
        out[0][row] = labels.codes()[row] - 1 / (1 + Math.exp(-raw[0][row]));
        continue;
      }
      for (int c = 0; c < shares.length; c++) {
        shares[c] = raw[c][row];
      }
      org.latent4j.kernel.Softmax.apply(shares, 0, shares.length);
      for (int c = 0; c < shares.length; c++) {
        out[c][row] = (labels.codes()[row] == c ? 1 : 0) - shares[c];
      }
    }
    return out;
  }

  @Override
  public double[] importances() {
    return splitTrees == 0 ? importances.clone() : TreeEnsemble.normalised(importances);
  }

  @Override
  public int predict(double[][] latents, int row) {
    double[] raw = start.clone();
    for (int t = 0; t < trees.size(); t++) {
      RegressionTree tree = trees.get(t);
      raw[t % raw.length] += tree.valueAt(tree.leaf(latents, row));
    }
    if (raw.length == 1) {
      return raw[0] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int c = 1; c < raw.length; c++) {
      best = raw[c] > raw[best] ? c : best;
    }
    return best;
  }
}
