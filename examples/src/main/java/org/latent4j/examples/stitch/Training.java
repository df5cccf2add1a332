package org.latent4j.examples.stitch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latent4j.Lineage;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.kernel.RandomStream;

/**
 * How the models are trained: batches of {@value #BATCH} in an order shuffled anew in each epoch,
 * the last one smaller, Adam with a rate of {@value #RATE}. Equal seeds give equal bits.
 *
 * @param epochs how often each image is seen, at least 1
 */
record Training(int epochs) {
  static final int BATCH = 256;
  static final double RATE = 1e-3;
  static final String TASK = "train";

  /** Checks the range. */
  Training {
    Require.atLeast("Training: epochs", 1, epochs);
  }

  /**
   * Trains a model on one thread.
   *
   * @param examples the images to learn
   * @param objective what the head is to do with them
   * @param anchors the shared images of relative models
   * @param run its seed draws weights and batches
   */
  TrainedModel train(
      Variant variant, Examples examples, Objective objective, AnchorImages anchors, Run run) {
    float[] images = examples.pixels();
    int n = examples.size();
    int batch = Math.min(BATCH, n);
    int perEpoch = (n + batch - 1) / batch;
    RandomStream shuffles = run.seed().child("batches").stream();
    run.progress().on(new Progress.Started(TASK, (long) epochs * perEpoch));
    try (ModelInTraining model =
        new ModelInTraining(
            variant,
            anchors.pixels(),
            examples.width(),
            objective,
            batch,
            run.seed().child("weights"))) {
      long step = 0;
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] order = shuffles.permutation(n);
        for (int from = 0; from < n; from += batch) {
          double loss = model.step(images, objective, order, from, Math.min(batch, n - from));
          run.progress().on(new Progress.Stepped(TASK, ++step, Map.of("loss", loss)));
        }
      }
      run.progress().on(new Progress.Finished(TASK));
      String read = variant.isRelative() ? anchors.set().fingerprint() : null;
      return new TrainedModel(
          variant,
          model.encoder().encoder(step("encoder", null)),
          model.head().encoder(step("head", read)));
    }
  }

  private Lineage.Step step(String part, @Nullable String anchors) {
    String parameters = "{\"part\":\"" + part + "\",\"epochs\":" + epochs + "}";
    return new Lineage.Step("MlpEncoder", parameters, anchors);
  }
}
