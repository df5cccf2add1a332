package org.latent4j.quantize.disentangle;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.kernel.RandomStream;

/**
 * A random forest for classes: trees on resampled rows, each split the best by entropy among the
 * root of the number of latents.
 *
 * <p>Source: Breiman 2001, "Random forests"; importance is the mean decrease of entropy.
 */
final class RandomForest implements TreeEnsemble {
  private static final int TREES = 100;

  private final List<DecisionTree> trees = new ArrayList<>();
  private final double[] importances;
  private final int classes;

  private RandomForest(int latents, int classes) {
    this.importances = new double[latents];
    this.classes = classes;
  }

  /** Learns from latents {@code [z][n]}. */
  static RandomForest of(double[][] latents, Labels labels, RandomStream random) {
    int n = labels.rows();
    RandomForest out = new RandomForest(latents.length, labels.count());
    Labels[] ranks = InformationMatrix.codes(latents);
    for (int t = 0; t < TREES; t++) {
      int[] rows = new int[n];
      for (int i = 0; i < n; i++) {
        rows[i] = random.below(n);
      }
      DecisionTree tree = DecisionTree.grow(latents, ranks, labels, rows, random);
      double[] gains = TreeEnsemble.normalised(tree.gains());
      for (int j = 0; j < gains.length; j++) {
        out.importances[j] += gains[j];
      }
      out.trees.add(tree);
    }
    return out;
  }

  @Override
  public double[] importances() {
    return TreeEnsemble.normalised(importances);
  }

  @Override
  public int predict(double[][] latents, int row) {
    double[] shares = new double[classes];
    for (DecisionTree tree : trees) {
      tree.addShares(latents, row, shares);
    }
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = shares[c] > shares[best] ? c : best;
    }
    return best;
  }
}
