package org.latent4j.network;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
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

  /** 23 to two branches of 8, merged, to a code of 5, to 23; with dropout. */
  static ComputationGraph graph(long seed) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(1e-2))
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("in")
                .addLayer("left", new DenseLayer.Builder().nIn(WIDTH).nOut(8).build(), "in")
                .addLayer(
                    "right", new DenseLayer.Builder().nIn(WIDTH).nOut(8).dropOut(0.5).build(), "in")
                .addVertex("both", new MergeVertex(), "left", "right")
                .addLayer("code", new DenseLayer.Builder().nIn(16).nOut(CODE).build(), "both")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nIn(CODE)
                        .nOut(WIDTH)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "code")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  /** x [-1, 23] to hidden [-1, 11] to code [-1, 5], by w0, w1 and a bias. */
  static SameDiff sameDiff(long seed) {
    RandomStream random = new RandomStream(seed);
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, WIDTH);
    SDVariable w0 = graph.var("w0", Dense.of(random.normals(WIDTH * 11), WIDTH, 11).divi(5));
    SDVariable w1 = graph.var("w1", Dense.of(random.normals(11 * CODE), 11, CODE));
    SDVariable bias = graph.constant("bias", Dense.of(random.normals(CODE), 1, CODE));
    SDVariable hidden = graph.math().tanh("hidden", x.mmul(w0));
    hidden.mmul(w1).add("code", bias);
    return graph;
  }

  static INDArray rows(long seed, int n) {
    return Dense.of(new RandomStream(seed).normals(n * WIDTH), n, WIDTH); // [n, WIDTH]
  }

  static INDArray codes(long seed, int n) {
    return Dense.of(new RandomStream(seed).normals(n * CODE), n, CODE); // [n, CODE]
  }
}
