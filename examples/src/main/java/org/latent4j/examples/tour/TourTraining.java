package org.latent4j.examples.tour;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Parallel;
import org.latent4j.network.NetworkAutoencoder;
import org.latent4j.network.NetworkDecoder;
import org.latent4j.network.SingleNativeThread;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains the DL4J networks of the tour: dense layers, ReLU inside, a linear code, sigmoid pixels,
 * mean squared error, Adam. Equal seeds give equal bits, whatever the number of threads.
 *
 * @param epochs how often each image is seen, at least 1
 */
public record TourTraining(int epochs) {
  /** Width of the code: narrower than the number of anchors. */
  public static final int CODE = 32;

  private static final int HIDDEN = 256;

  /** Layer that makes the code. */
  private static final int CODE_LAYER = 1;

  private static final String TASK = "train";

  /** Checks the range. */
  public TourTraining {
    Require.atLeast("TourTraining: epochs", 1, epochs);
  }

  /** An autoencoder of images {@code [n, pixels]} in [0, 1]: pixels-256-32-256-pixels. */
  public NetworkAutoencoder autoencoder(INDArray images, Run run) {
    int pixels = Math.toIntExact(Require.matrix("TourTraining.autoencoder", images, -1).size(1));
    int[] widths = {pixels, HIDDEN, CODE, HIDDEN, pixels};
    return NetworkAutoencoder.of(train(widths, CODE_LAYER, images, images, run), CODE_LAYER);
  }

  /**
   * Autoencoders of the same images that differ in their seeds, trained at once on up to {@code
   * threads} threads; each is the one that {@link #autoencoder} makes. The listener of the first
   * run is told of one task with the steps of all.
   *
   * @return one autoencoder a run, in order
   */
  public List<NetworkAutoencoder> autoencoders(INDArray images, List<Run> runs, int threads) {
    NetworkAutoencoder[] trained = new NetworkAutoencoder[runs.size()];
    Progress joint = new JointProgress(TASK, runs.size(), runs.get(0).progress());
    Parallel.blocks(
        runs.size(),
        1,
        threads,
        (from, to) -> trained[from] = autoencoder(images, runs.get(from).withProgress(joint)));
    return Arrays.asList(trained);
  }

  /**
   * A decoder of codes {@code [n, d]} to images {@code [n, pixels]}: d-256-pixels.
   *
   * @throws ShapeException when the numbers of codes and images differ
   */
  public NetworkDecoder decoder(INDArray codes, INDArray images, Run run) {
    String operation = "TourTraining.decoder";
    int width = Math.toIntExact(Require.matrix(operation, codes, -1).size(1));
    int pixels = Math.toIntExact(Require.matrix(operation, images, -1).size(1));
    if (codes.size(0) != images.size(0)) {
      throw new ShapeException(
          operation, images.size(0) + " codes, one an image", codes.size(0) + " codes");
    }
    return NetworkDecoder.of(train(new int[] {width, HIDDEN, pixels}, -1, codes, images, run));
  }

  private MultiLayerNetwork train(
      int[] widths, int linear, INDArray inputs, INDArray targets, Run run) {
    Require.atLeast("TourTraining: images", 1, inputs.size(0));
    return SingleNativeThread.call(
        () -> {
          MultiLayerNetwork network = TourNetwork.of(run.seed().child("weights"), linear, widths);
          try (TourBatches batches = new TourBatches(inputs, targets)) {
            new TourSteps(network, batches, epochs).run(TASK, run);
          }
          return network;
        });
  }
}
