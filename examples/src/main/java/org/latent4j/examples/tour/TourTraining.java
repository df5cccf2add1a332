package org.latent4j.examples.tour;

import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.kernel.RandomStream;

/**
 * One training: epochs over shuffled rows; the learning rate falls in the second half.
 *
 * @param network what is trained
 * @param batches of its rows
 * @param epochs passes over the rows
 */
record TourTraining(MultiLayerNetwork network, TourBatches batches, int epochs) {
  /** Batches between two events of progress. */
  private static final int TOLD = 10;

  /** What is left of the learning rate in the last epoch. */
  private static final double LAST_RATE = 0.1;

  void run(String task, Run run) {
    RandomStream shuffles = run.seed().child("batches").stream();
    int perEpoch = batches.rows() / batches.size();
    run.progress().on(new Progress.Started(task, (long) epochs * perEpoch));
    long step = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.setLearningRate(rate(epoch));
      int[] order = shuffles.permutation(batches.rows());
      for (int i = 0; i < perEpoch; i++) {
        batches.gather(order, i * batches.size());
        network.fit(batches.features(), batches.labels());
        step++;
        if (step % TOLD == 0) {
          run.progress().on(new Progress.Stepped(task, step, Map.of("loss", network.score())));
        }
      }
    }
    run.progress().on(new Progress.Finished(task));
  }

  private double rate(int epoch) {
    double done = epochs == 1 ? 0 : (double) epoch / (epochs - 1);
    double fall = Math.max(0, 2 * done - 1);
    return TourNetwork.LEARNING_RATE * (1 - (1 - LAST_RATE) * fall);
  }
}
