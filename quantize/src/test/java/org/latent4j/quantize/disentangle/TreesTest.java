package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.RandomStream;

/** Trees against splits that are sought by hand. */
class TreesTest {
  private static double[][] normals(RandomStream random, int z, int n) {
    double[][] out = new double[z][n];
    for (double[] column : out) {
      Arrays.setAll(column, i -> random.normal());
    }
    return out;
  }

  private static double squares(double[] target, boolean[] in) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < in.length; i++) {
      sum += in[i] ? target[i] : 0;
      count += in[i] ? 1 : 0;
    }
    double mean = count == 0 ? 0 : sum / count;
    double out = 0;
    for (int i = 0; i < in.length; i++) {
      out += in[i] ? (target[i] - mean) * (target[i] - mean) : 0;
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theFirstSplitLeavesTheLeastSquares(long seed) {
    RandomStream random = new RandomStream(seed);
    int n = 60;
    double[][] x = normals(random, 3, n);
    x[1] = Arrays.stream(x[1]).map(Math::rint).toArray();
    double[] target = new double[n];
    Arrays.setAll(target, i -> x[1][i] + 0.5 * random.normal());
    double least = Double.POSITIVE_INFINITY;
    for (double[] column : x) {
      for (double threshold : column) {
        boolean[] left = new boolean[n];
        boolean[] right = new boolean[n];
        for (int i = 0; i < n; i++) {
          left[i] = column[i] <= threshold;
          right[i] = !left[i];
        }
        least = Math.min(least, squares(target, left) + squares(target, right));
      }
    }
    List<SortedColumn> sorted = Arrays.stream(x).map(SortedColumn::of).toList();
    RegressionTree.Grower grower = new RegressionTree.Grower(sorted, n);
    RegressionTree tree = grower.grow(target);
    double[] gains = new double[3];
    assertThat(tree.addGains(gains)).isTrue();
    // The gains of all splits are what the leaves have less than the root.
    boolean[] all = new boolean[n];
    Arrays.fill(all, true);
    double left = 0;
    for (int leaf = 0; leaf < RegressionTree.NODES; leaf++) {
      boolean[] in = new boolean[n];
      for (int i = 0; i < n; i++) {
        in[i] = grower.leaves()[i] == leaf;
        assertThat(tree.leaf(x, i)).isEqualTo(grower.leaves()[i]);
      }
      left += squares(target, in);
    }
    assertThat(left).as("seed %d", seed).isLessThanOrEqualTo(least + 1e-9);
    assertThat(tree.rootGain()).isCloseTo(squares(target, all) - least, within(1e-9));
    assertThat(Arrays.stream(grower.leaves()).distinct().count()).isBetween(4L, 8L);
  }

  @Test
  void aConstantTargetGrowsNoTree() {
    RandomStream random = new RandomStream(4);
    List<SortedColumn> sorted =
        Arrays.stream(normals(random, 2, 30)).map(SortedColumn::of).toList();
    RegressionTree tree = new RegressionTree.Grower(sorted, 30).grow(new double[30]);
    double[] gains = new double[2];
    assertThat(tree.addGains(gains)).isFalse();
    assertThat(gains).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void boostedTreesLearnIntervals(int classes) {
    RandomStream random = new RandomStream(5);
    int n = 400;
    double[][] x = normals(random, 3, n);
    int[] codes = new int[n];
    for (int i = 0; i < n; i++) {
      double share = 1 / (1 + Math.exp(-1.7 * x[2][i]));
      codes[i] = (int) Math.min(classes - 1, share * classes);
    }
    Labels labels = Labels.of(codes);
    List<SortedColumn> sorted = Arrays.stream(x).map(SortedColumn::of).toList();
    BoostedTrees trees = BoostedTrees.of(x, sorted, labels);
    assertThat(trees.accuracy(x, labels)).isEqualTo(1);
    assertThat(trees.importances()[2]).isGreaterThan(0.99);
    assertThat(Arrays.stream(trees.importances()).sum()).isCloseTo(1, within(1e-12));
    RandomForest forest = RandomForest.of(x, labels, random);
    assertThat(forest.accuracy(x, labels)).isGreaterThan(0.97);
    assertThat(forest.importances()[2]).isGreaterThan(0.6);
    assertThat(Arrays.stream(forest.importances()).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aClassThatNoRowHasIsNeverPredicted() {
    RandomStream random = new RandomStream(6);
    double[][] x = normals(random, 2, 100);
    int[] codes = new int[100];
    Arrays.setAll(codes, i -> x[0][i] > 0 ? 2 : 0);
    Labels labels = new Labels(codes, 3);
    List<SortedColumn> sorted = Arrays.stream(x).map(SortedColumn::of).toList();
    BoostedTrees trees = BoostedTrees.of(x, sorted, labels);
    RandomForest forest = RandomForest.of(x, labels, random);
    for (int i = 0; i < 100; i++) {
      assertThat(trees.predict(x, i)).isEqualTo(codes[i]);
      assertThat(forest.predict(x, i)).isNotEqualTo(1);
    }
  }

  @Test
  void treesOnConstantLatentsPredictTheCommonest() {
    double[][] x = new double[2][90];
    int[] codes = new int[90];
    Arrays.fill(codes, 50, 90, 1);
    Labels labels = Labels.of(codes);
    List<SortedColumn> sorted = Arrays.stream(x).map(SortedColumn::of).toList();
    BoostedTrees trees = BoostedTrees.of(x, sorted, labels);
    assertThat(trees.importances()).containsExactly(0, 0);
    assertThat(trees.predict(x, 60)).isZero();
    RandomForest forest = RandomForest.of(x, labels, new RandomStream(7));
    assertThat(forest.importances()).containsExactly(0, 0);
    assertThat(forest.predict(x, 60)).isZero();
  }
}
