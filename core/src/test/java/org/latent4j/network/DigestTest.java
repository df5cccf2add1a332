package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.latent4j.Lineage;
import org.latent4j.error.InputException;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What tells networks apart, and how their width is found. */
class DigestTest {
  private static MultiLayerNetwork network(Activation activation) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .activation(activation)
                .list()
                .layer(new DenseLayer.Builder().nIn(6).nOut(4).build())
                .layer(new DenseLayer.Builder().nIn(4).nOut(2).build())
                .build());
    network.init();
    return network;
  }

  private static Lineage.Step step(MultiLayerNetwork network) {
    return NetworkEncoder.of(network, 1).step();
  }

  @Test
  void anyParameterThatChangesChangesTheStep() {
    MultiLayerNetwork network = network(Activation.TANH);
    Lineage.Step before = step(network);
    assertThat(step(network(Activation.TANH))).isEqualTo(before);
    long count = network.numParams();
    for (long i = 0; i < count; i++) {
      float value = network.params().getFloat(0, i);
      network.params().putScalar(0, i, Math.nextUp(value));
      assertThat(step(network)).as("parameter %d", i).isNotEqualTo(before);
      network.params().putScalar(0, i, value);
    }
    assertThat(step(network)).isEqualTo(before);
  }

  @Test
  void whatTheNetworkComputesIsPartOfTheStep() {
    List<Lineage.Step> steps = new ArrayList<>();
    for (Activation activation :
        new Activation[] {Activation.TANH, Activation.RELU, Activation.SIGMOID}) {
      MultiLayerNetwork network = network(activation);
      network.params().assign(0.5);
      steps.add(step(network));
    }
    assertThat(steps).doesNotHaveDuplicates();
  }

  @Test
  void layersBehindTheOneThatIsReadDoNotCount() {
    MultiLayerNetwork network = network(Activation.TANH);
    Lineage.Step first = NetworkEncoder.of(network, 0).step();
    network.getLayer(1).getParam("W").assign(7);
    assertThat(NetworkEncoder.of(network, 0).step()).isEqualTo(first);
  }

  @Test
  void encodingChangesNoStep() {
    NetworkEncoder encoder = NetworkEncoder.of(Networks.sameDiff(2), "code");
    Lineage.Step before = encoder.step();
    encoder.encode(Networks.rows(2, 40)).close();
    assertThat(encoder.step()).isEqualTo(before);
    SameDiff other = Networks.sameDiff(2);
    INDArray bias = other.getVariable("bias").getArr();
    bias.putScalar(0, 0, bias.getFloat(0, 0) + 1);
    assertThat(NetworkEncoder.of(other, "code").step()).isNotEqualTo(before);
    assertThat(NetworkEncoder.of(Networks.sameDiff(2), "hidden").step()).isNotEqualTo(before);
  }

  @Test
  void decodersAndEncodersHaveStepsOfTheirOwn() {
    NetworkEncoder encoder = NetworkEncoder.of(Networks.graph(2), "out");
    NetworkDecoder decoder = NetworkDecoder.of(Networks.graph(2));
    assertThat(decoder.step().type()).isEqualTo("NetworkDecoder");
    assertThat(decoder.step().parameters()).isEqualTo(encoder.step().parameters());
    assertThat(decoder.step()).isNotEqualTo(encoder.step());
  }

  private static NetworkEncoder first(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return NetworkEncoder.of(network, network.getnLayers() - 1);
  }

  private static NeuralNetConfiguration.ListBuilder layers() {
    return new NeuralNetConfiguration.Builder().seed(3).list();
  }

  @Test
  void layersThatKeepTheWidthAreLookedThrough() {
    NeuralNetConfiguration.ListBuilder layers =
        layers()
            .layer(new ActivationLayer.Builder().activation(Activation.RELU).build())
            .layer(new DropoutLayer.Builder(0.5).build())
            .layer(new DenseLayer.Builder().nIn(9).nOut(4).build());
    assertThat(InputWidth.of("operation", layers.build())).isEqualTo(9);
  }

  @Test
  void imagesAndFrozenLayersTellTheirWidths() {
    NetworkEncoder images =
        first(
            layers()
                .layer(new ConvolutionLayer.Builder(2, 2).nOut(3).build())
                .setInputType(InputType.convolutionalFlat(5, 4, 2)));
    assertThat(images.inputDimension()).isEqualTo(5 * 4 * 2);
    assertThat(images.dimension()).isEqualTo(3 * 4 * 3);
    NetworkEncoder frozen =
        first(
            layers()
                .layer(
                    new FrozenLayer.Builder()
                        .layer(new DenseLayer.Builder().nIn(8).nOut(5).build())
                        .build()));
    assertThat(frozen.inputDimension()).isEqualTo(8);
  }

  @Test
  void aWidthThatNothingTellsIsAskedFor() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            layers()
                .layer(new ActivationLayer.Builder().activation(Activation.RELU).build())
                .build());
    network.init();
    assertThatThrownBy(() -> NetworkEncoder.of(network, 0))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "NetworkEncoder.of: expected a network whose first layer takes rows of a known width,"
                + " got 1 layers that name no width");
  }

  @Test
  void aGraphLooksThroughLayersThatKeepTheWidth() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "relu", new ActivationLayer.Builder().activation(Activation.RELU).build(), "in")
                .addLayer("code", new DenseLayer.Builder().nIn(7).nOut(3).build(), "relu")
                .setOutputs("code")
                .build());
    graph.init();
    assertThat(NetworkEncoder.of(graph, "code").inputDimension()).isEqualTo(7);
  }
}
