package org.latent4j.examples.tour;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.Seed;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Fresh networks for the tour: ReLU hidden layers, a linear code, a sigmoid at the end. */
final class TourNetwork {
  static final double LEARNING_RATE = 1e-3;

  /**
   * The weight of the squared weights in the loss. It takes away freedom that the reconstruction
   * does not need, so that networks of other seeds find codes of one geometry.
   */
  static final double WEIGHT_DECAY = 1e-4;

  private TourNetwork() {}

  /**
   * A dense network.
   *
   * @param seed draws the weights; biases are zero
   * @param linear the layer without an activation function, -1 for none
   * @param widths of the input and of each layer
   */
  static MultiLayerNetwork of(Seed seed, int linear, int... widths) {
    int layers = widths.length - 1;
    NeuralNetConfiguration.ListBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(seed.value()) // DL4J would take the time of day
            .updater(new Adam(LEARNING_RATE))
            .l2(WEIGHT_DECAY)
            .list();
    for (int i = 0; i < layers - 1; i++) {
      builder.layer(
          new DenseLayer.Builder()
              .nIn(widths[i])
              .nOut(widths[i + 1])
              .activation(i == linear ? Activation.IDENTITY : Activation.RELU)
              .build());
    }
    builder.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
            .nIn(widths[layers - 1])
            .nOut(widths[layers])
            .activation(Activation.SIGMOID)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(builder.build());
    network.init();
    draw(network, seed, linear, widths);
    return network;
  }

  /** DL4J draws weights from a generator that each thread has its own of; a seed is surer. */
  private static void draw(MultiLayerNetwork network, Seed seed, int linear, int... widths) {
    RandomStream stream = seed.stream();
    for (int i = 0; i + 1 < widths.length; i++) {
      boolean rectified = i != linear && i + 2 < widths.length;
      double deviation = Math.sqrt(rectified ? 2.0 / widths[i] : 2.0 / (widths[i] + widths[i + 1]));
      float[] weights = stream.normals(widths[i] * widths[i + 1]);
      for (int j = 0; j < weights.length; j++) {
        weights[j] *= (float) deviation;
      }
      INDArray drawn = Dense.of(weights, widths[i], widths[i + 1]); // [in, out]
      network.getLayer(i).getParam("W").assign(drawn);
      drawn.close();
    }
  }
}
