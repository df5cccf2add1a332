package org.latent4j.examples.tour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.error.Require;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Parallel;
import org.latent4j.network.NetworkAutoencoder;
import org.latent4j.network.NetworkDecoder;
import org.latent4j.network.SingleNativeThread;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The networks of the tour's first chapter: autoencoders of small images (d-256-32-256-d) and
 * decoders of other codes (m-256-d), trained with DL4J. Equal seeds give equal bits, whatever the
 * number of threads.
 *
 * @param epochs passes over the images, at least 1
 * @param code width of the code
 */
public record TourAutoencoder(int epochs, int code) {
  /** Units of a hidden layer. */
  static final int HIDDEN = 256;

  /** Checks the ranges. */
  public TourAutoencoder {
    Require.atLeast("TourAutoencoder: epochs", 1, epochs);
    Require.atLeast("TourAutoencoder: code", 1, code);
  }

  /** The tour's size: 10 epochs, a code of 32. */
  public static TourAutoencoder standard() {
    return new TourAutoencoder(10, 32);
  }

  /**
   * Trains one autoencoder.
   *
   * @param images {@code [n, d]} in [0, 1]
   * @param task the name under which progress is told
   * @param run its seed draws the weights and the order of the images
   */
  public NetworkAutoencoder train(INDArray images, String task, Run run) {
    int width = Math.toIntExact(Require.matrix("TourAutoencoder.train", images, -1).size(1));
    MultiLayerNetwork network =
        TourNetwork.of(run.seed().child("weights"), 1, width, HIDDEN, code, HIDDEN, width);
    fit(network, images, images, task, run);
    return NetworkAutoencoder.of(network, 1);
  }

  /**
   * Trains autoencoders that differ in their seeds, at once on up to {@code run.threads()} threads.
   * The listener is told of tasks {@code train A}, {@code train B} ..., one event at a time.
   *
   * @return one autoencoder a seed, in order
   */
  public List<NetworkAutoencoder> train(INDArray images, List<Seed> seeds, Run run) {
    NetworkAutoencoder[] trained = new NetworkAutoencoder[seeds.size()];
    Object turn = new Object();
    Progress oneByOne =
        event -> {
          synchronized (turn) {
            run.progress().on(event);
          }
        };
    Parallel.blocks(
        seeds.size(),
        1,
        run.threads(),
        (from, to) -> {
          String task = "train " + (char) ('A' + from);
          trained[from] = train(images, task, new Run(seeds.get(from), oneByOne, 1));
        });
    return new ArrayList<>(Arrays.asList(trained));
  }

  /**
   * Trains a decoder of given codes.
   *
   * @param codes {@code [n, m]}
   * @param images {@code [n, d]} in [0, 1], what the codes stand for
   * @throws ShapeException when the numbers of rows differ
   */
  public NetworkDecoder trainDecoder(INDArray codes, INDArray images, String task, Run run) {
    String operation = "TourAutoencoder.trainDecoder";
    int width = Math.toIntExact(Require.matrix(operation, codes, -1).size(1));
    int out = Math.toIntExact(Require.matrix(operation, images, -1).size(1));
    if (codes.size(0) != images.size(0)) {
      throw new ShapeException(
          operation, images.size(0) + " codes, one an image", codes.size(0) + " codes");
    }
    MultiLayerNetwork network = TourNetwork.of(run.seed().child("weights"), -1, width, HIDDEN, out);
    fit(network, codes, images, task, run);
    return NetworkDecoder.of(network);
  }

  private void fit(
      MultiLayerNetwork network, INDArray features, INDArray labels, String task, Run run) {
    Require.atLeast("TourAutoencoder: images", 1, features.size(0));
    SingleNativeThread.run(
        () -> {
          try (TourBatches batches = new TourBatches(features, labels)) {
            new TourTraining(network, batches, epochs).run(task, run);
          }
        });
    network.clear();
  }
}
