package org.latent4j.examples.graph;

import org.latent4j.error.Require;

/**
 * The settings of one run.
 *
 * @param name what the run is called
 * @param depth the number of layers, at least 1
 * @param width of the hidden layers, at least 1
 * @param activation of the hidden layers
 * @param dropout before each layer, in [0, 1)
 * @param optimiser how weights follow their gradients
 * @param rate the learning rate, above 0
 * @param epochs steps on all training nodes at once, at least 1
 */
public record TrainingPlan(
    String name,
    int depth,
    int width,
    Activation activation,
    double dropout,
    Optimiser optimiser,
    double rate,
    int epochs) {
  /** Checks the ranges. */
  public TrainingPlan {
    Require.atLeast("TrainingPlan " + name + ": depth", 1, depth);
    Require.atLeast("TrainingPlan " + name + ": width", 1, width);
    Require.atLeast("TrainingPlan " + name + ": epochs", 1, epochs);
    Require.positive("TrainingPlan " + name + ": rate", rate);
    dropout = new Dropout(dropout).rate();
  }

  /** The plan named after its settings. */
  public static TrainingPlan of(
      int depth,
      int width,
      Activation activation,
      double dropout,
      Optimiser optimiser,
      double rate,
      int epochs) {
    String how = (activation + ", " + optimiser).toLowerCase(java.util.Locale.ROOT);
    String name =
        depth
            + (depth == 1 ? " layer, " : " layers of " + width + ", ")
            + (depth == 1 ? how.replaceAll("^.*, ", "") : how)
            + " "
            + rate
            + ", dropout "
            + dropout;
    return new TrainingPlan(name, depth, width, activation, dropout, optimiser, rate, epochs);
  }
}
