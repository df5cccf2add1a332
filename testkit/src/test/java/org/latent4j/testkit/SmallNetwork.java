package org.latent4j.testkit;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small autoencoding network: 10, 12, 3, 10. */
final class SmallNetwork {
  static final int WIDTH = 10;
  static final int CODE = 3;
  static final int CODE_LAYER = 1;

  private SmallNetwork() {}

  static MultiLayerNetwork untrained() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .list()
                .layer(dense(WIDTH, 12, Activation.TANH))
                .layer(dense(12, CODE, Activation.IDENTITY))
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(CODE)
                        .nOut(WIDTH)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }
}
