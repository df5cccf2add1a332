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
record TourSteps(MultiLayerNetwork network, TourBatches batches, int epochs) {
  /** How much of the learning rate is gone at the end. */
  private static final double FALL = 0.95;

  void run(String task, Run run) {
    RandomStream shuffles = run.seed().child("batches").stream();
    int perEpoch = batches.rows() / batches.size();
    run.progress().on(new Progress.Started(task, (long) epochs * perEpoch));
    long step = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      // Once an epoch: each change makes DL4J copy the state of Adam.
      network.setLearningRate(rate((epoch + 0.5) / epochs));
      int[] order = shuffles.permutation(batches.rows());
      for (int i = 0; i < perEpoch; i++) {
        batches.gather(order, i * batches.size());
        network.fit(batches.features(), batches.labels());
        step++;
        run.progress().on(new Progress.Stepped(task, step, Map.of("loss", network.score())));
      }
    }
    run.progress().on(new Progress.Finished(task));
  }

  private static double rate(double done) {
    return TourNetwork.LEARNING_RATE * (1 - FALL * Math.max(0, 2 * done - 1));
  }
}
