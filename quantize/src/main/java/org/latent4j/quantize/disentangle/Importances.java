package org.latent4j.quantize.disentangle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Parallel;

/** Which trees say how important a latent is for a source in {@link Dci}. */
public enum Importances {
  /** Gradient-boosted trees: 100 stages of depth 3, learning rate 0.1. */
  BOOSTED,
  /** A random forest: 100 trees by entropy of depth 10. */
  FOREST;

  /** The name as commands would spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What trees found.
   *
   * @param matrix {@code [z][s]}, each column adds up to 1, or 0 where no split was made
   * @param accuracy of the predictions for the rows that the trees did not see, by source
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Learned(double[][] matrix, double[] accuracy) {}

  /** Learns from the first two thirds of the rows. */
  Learned learn(Observations data, Run run) {
    Split split = Split.of(data.rows());
    Observations training = split.trainingOf(data);
    Observations test = split.testOf(data);
    List<SortedColumn> sorted = Arrays.stream(training.latents()).map(SortedColumn::of).toList();
    int s = data.labels().length;
    double[][] matrix = new double[data.latents().length][s];
    double[] accuracy = new double[s];
    Parallel.blocks(
        s,
        1,
        run.threads(),
        (from, to) -> {
          for (int i = from; i < to; i++) {
            Labels source = training.labels()[i];
            TreeEnsemble trees = ensemble(training.latents(), sorted, source, run.seed().child(i));
            double[] importances = trees.importances();
            for (int j = 0; j < importances.length; j++) {
              matrix[j][i] = importances[j];
            }
            accuracy[i] = trees.accuracy(test.latents(), test.labels()[i]);
          }
        });
    return new Learned(matrix, accuracy);
  }

  private TreeEnsemble ensemble(
      double[][] latents, List<SortedColumn> sorted, Labels source, Seed seed) {
    return this == BOOSTED
        ? BoostedTrees.of(latents, sorted, source)
        : RandomForest.of(latents, source, seed.stream());
  }
}
