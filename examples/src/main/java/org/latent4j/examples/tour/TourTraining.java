package org.latent4j.examples.tour;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Progress;
import org.latent4j.Run;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.network.NetworkAutoencoder;
import org.latent4j.network.NetworkDecoder;
import org.latent4j.network.SingleNativeThread;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * Trains the DL4J networks of the tour: dense layers, ReLU inside, a linear code, sigmoid pixels, mean
 * squared error, Adam. Equal seeds give equal bits.
 *
 * @param epochs how often each image is seen
 */
public record TourTraining(int epochs) {
  /** Width of the code: narrower than the number of anchors. */
  public static final int CODE = 32;

  private static final int HIDDEN = 256;
  private static final int BATCH = 128;
  private static final double RATE = 1e-3;

  /** Weight decay; it keeps the codes of different seeds close to similar shapes. */
  private static final double DECAY = 1e-4;

  /** Layer that makes the code. */
  private static final int CODE_LAYER = 1;

  /** An autoencoder of images {@code [n, pixels]}: pixels-256-32-256-pixels. */
  public NetworkAutoencoder autoencoder(INDArray images, Run run) {
    int pixels = (int) images.size(1);
    int[] widths = {pixels, HIDDEN, CODE, HIDDEN, pixels};
    return NetworkAutoencoder.of(train(widths, CODE_LAYER, images, images, run), CODE_LAYER);
  }

  /** A decoder of codes {@code [n, d]} to images {@code [n, pixels]}: d-256-pixels. */
  public NetworkDecoder decoder(INDArray codes, INDArray images, Run run) {
    int[] widths = {(int) codes.size(1), HIDDEN, (int) images.size(1)};
    return NetworkDecoder.of(train(widths, -1, codes, images, run));
  }

  private MultiLayerNetwork train(
      int[] widths, int linear, INDArray inputs, INDArray targets, Run run) {
    return SingleNativeThread.call(
        () -> {
          MultiLayerNetwork network = network(widths, linear, run.seed());
          learn(network, inputs, targets, run);
          return network;
        });
  }

  private static MultiLayerNetwork network(int[] widths, int linear, Seed seed) {
    var layers =
        new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(RATE)).l2(DECAY).list();
    int last = widths.length - 2;
    for (int i = 0; i < last; i++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(widths[i])
              .nOut(widths[i + 1])
              .activation(i == linear ? Activation.IDENTITY : Activation.RELU)
              .build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
            .nIn(widths[last])
            .nOut(widths[last + 1])
            .activation(Activation.SIGMOID)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    RandomStream random = seed.child("weights").stream();
    for (int i = 0; i <= last; i++) {
      // He's scale before a ReLU, Glorot's elsewhere.
      boolean relu = i < last && i != linear;
      double scale = Math.sqrt(2.0 / (relu ? widths[i] : widths[i] + widths[i + 1]));
      INDArray weights = Dense.of(random.normals(widths[i] * widths[i + 1]), widths[i], widths[i + 1]);
      network.getLayer(i).getParam("W").assign(weights.muli(scale));
    }
    return network;
  }

  private void learn(MultiLayerNetwork network, INDArray inputs, INDArray targets, Run run) {
    int n = (int) inputs.size(0);
    int batches = Math.max(1, n / BATCH);
    int total = epochs * batches;
    float[] from = Dense.floats(inputs);
    float[] to = inputs == targets ? from : Dense.floats(targets);
    String task = "train";
    run.progress().on(new Progress.Started(task, total));
    RandomStream random = run.seed().child("batches").stream();
    for (int step = 0; step < total; ) {
      int[] order = random.permutation(n);
      for (int b = 0; b < batches; b++, step++) {
        network.setLearningRate(RATE * rate(step / (double) total));
        INDArray x = batch(from, from.length / n, order, b * BATCH);
        INDArray y = from == to ? x : batch(to, to.length / n, order, b * BATCH);
        network.fit(x, y);
        x.close();
        if (y != x) {
          y.close();
        }
        run.progress().on(new Progress.Stepped(task, step + 1L, Map.of("loss", network.score())));
      }
    }
    run.progress().on(new Progress.Finished(task));
  }

  /** Full for the first half, then falling to a twentieth. */
  private static double rate(double done) {
    return done < 0.5 ? 1 : 1 - 0.95 * (done - 0.5) / 0.5;
  }

  /** Some rows of width d, gathered in Java: 128 ND4J calls a batch would cost more than its step. */
  private static INDArray batch(float[] rows, int d, int[] order, int from) {
    int count = Math.min(BATCH, order.length);
    float[] out = new float[count * d];
    for (int i = 0; i < count; i++) {
      System.arraycopy(rows, order[from + i] * d, out, i * d, d);
    }
    return Dense.of(out, count, d);
  }
}
