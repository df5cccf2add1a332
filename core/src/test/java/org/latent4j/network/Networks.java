package org.latent4j.network;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Small networks and rows for the tests of this package. */
final class Networks {
  static final int WIDTH = 23;
  static final int CODE = 5;

  private Networks() {}

  /** 23-17-5-17-23 with dropout on its hidden layers; layer 1 is called code. */
  static MultiLayerNetwork autoencoder(long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(1e-2))
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().nIn(WIDTH).nOut(17).dropOut(0.5).build())
                .layer(new DenseLayer.Builder().name("code").nIn(17).nOut(CODE).build())
                .layer(new DenseLayer.Builder().nIn(CODE).nOut(17).dropOut(0.5).build())
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nIn(17)
                        .nOut(WIDTH)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    network.init();
    return network;
  }

  static INDArray rows(long seed, int n) {
    return Dense.of(new RandomStream(seed).normals(n * WIDTH), n, WIDTH); // [n, WIDTH]
  }

  static INDArray codes(long seed, int n) {
    return Dense.of(new RandomStream(seed).normals(n * CODE), n, CODE); // [n, CODE]
  }
}
