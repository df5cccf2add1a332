package org.latent4j.examples.sprites;

import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.quantize.autoencoder.AutoencoderTraining;
import org.latent4j.quantize.autoencoder.Evaluation;
import org.latent4j.quantize.disentangle.InfoMec;
import org.latent4j.quantize.disentangle.InfoMecScore;

/**
 * Trains an autoencoder and scores its latents on rows that depend on a seed of their own alone.
 *
 * @param steps how many steps there are to be in all
 * @param rows how many images are scored, at least 2
 * @param rowSeed draws them
 */
public record QlaeExperiment(long steps, int rows, long rowSeed) {
  /** Checks the ranges. */
  public QlaeExperiment {
    Require.atLeast("QlaeExperiment: steps", 0, steps);
    Require.between("QlaeExperiment: rows", 2, 1 << 24, rows);
  }

  /** 10,000 rows of seed 999. */
  public static QlaeExperiment of(long steps) {
    return new QlaeExperiment(steps, 10_000, 999);
  }

  /**
   * Trains until there are as many steps as there are to be, and scores.
   *
   * @throws InputException for a training that has made more steps already
   */
  public QlaeFigures run(AutoencoderTraining training, SourcedImages images) {
    if (training.steps() > steps) {
      throw new InputException(
          "QlaeExperiment",
          "at most " + steps + " steps behind",
          training.steps() + " steps behind");
    }
    long before = training.steps();
    long start = System.nanoTime();
    training.train(images, steps);
    double seconds = (System.nanoTime() - start) / 1e9;
    int[] indices = images.draw(rows, new Seed(rowSeed).stream());
    Evaluation evaluation = training.evaluate(images, indices);
    // Seed 0 as the command disentangle has it: scores of the written files are the same.
    Run run = Run.of(0).withThreads(training.run().threads());
    InfoMecScore score =
        InfoMec.paper()
            .score(images.sourcesOf(indices), evaluation.latents(), evaluation.discrete(), run);
    double rate = steps > before ? (steps - before) / seconds : 0;
    return new QlaeFigures(score, evaluation, indices, training.valuesMoved(), seconds, rate);
  }
}
