package org.latent4j.network;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link NetworkMemoryTest} runs: encodes again and again and tells how the process grew. */
final class NetworkMemory {
  static final int WIDTH = 256;
  static final int CODE = 32;
  private static final int ROWS = 16;

  private NetworkMemory() {}

  /** Takes how often to encode by layers, then by a graph and by tensors. */
  public static void main(String[] times) {
    int many = Integer.parseInt(times[0]);
    int some = Integer.parseInt(times[1]);
    NetworkEncoder layers = NetworkEncoder.of(layers(), "code");
    System.out.println("layers=" + growth(layers, many));
    System.out.println("graph=" + growth(NetworkEncoder.of(graph(), "code"), some));
    System.out.println("tensors=" + growth(NetworkEncoder.of(tensors(), "code"), some));
    INDArray x = Dense.zeros(DataType.FLOAT, 40_000, WIDTH);
    layers.encode(Dense.rows(x, 0, 1000)).close();
    long before = Pointer.physicalBytes();
    INDArray out = layers.encode(x);
    System.out.println("batch=" + (Pointer.physicalBytes() - before));
    System.out.println("result=" + out.length() * Float.BYTES);
    x.close();
  }

  /** By how many bytes the process grows after some encodes. */
  private static long growth(NetworkEncoder encoder, int times) {
    INDArray x = Dense.of(new RandomStream(1).normals(ROWS * WIDTH), ROWS, WIDTH);
    for (int i = 0; i < Math.min(1000, times / 3); i++) {
      encoder.encode(x).close();
    }
    long before = Pointer.physicalBytes();
    for (int i = 0; i < times; i++) {
      encoder.encode(x).close();
    }
    return Pointer.physicalBytes() - before;
  }

  private static MultiLayerNetwork layers() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(WIDTH).nOut(WIDTH).build())
                .layer(new DenseLayer.Builder().name("code").nIn(WIDTH).nOut(CODE).build())
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("wide", new DenseLayer.Builder().nIn(WIDTH).nOut(WIDTH).build(), "in")
                .addLayer("code", new DenseLayer.Builder().nIn(WIDTH).nOut(CODE).build(), "wide")
                .setOutputs("code")
                .build());
    graph.init();
    return graph;
  }

  private static SameDiff tensors() {
    RandomStream random = new RandomStream(2);
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, WIDTH);
    SDVariable wide =
        graph.var("wide", Dense.of(random.normals(WIDTH * WIDTH), WIDTH, WIDTH).divi(16));
    SDVariable code = graph.var("w", Dense.of(random.normals(WIDTH * CODE), WIDTH, CODE));
    graph.math().tanh(x.mmul(wide)).mmul("code", code);
    return graph;
  }
}
