package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GraphEncoderTest {
  private final ComputationGraph graph = Networks.graph(3);

  @Test
  void givesTheActivationsOfAnyVertexInEvaluationMode() {
    INDArray x = Networks.rows(1, 35);
    var all = graph.feedForward(x, false);
    for (String vertex : new String[] {"left", "both", "code", "out"}) {
      NetworkEncoder encoder = NetworkEncoder.of(graph, vertex);
      assertThat(encoder.layer()).isEqualTo(vertex);
      assertThat(encoder.inputDimension()).isEqualTo(Networks.WIDTH);
      assertThat(encoder.dimension()).isEqualTo(all.get(vertex).size(1));
      assertThat(Dense.floats(encoder.encode(x)))
          .as(vertex)
          .containsExactly(Dense.floats(all.get(vertex)), within(2e-6f));
    }
  }

  @Test
  void laterTrainingDoesNotChangeIt() {
    NetworkEncoder encoder = NetworkEncoder.of(graph, "code");
    INDArray x = Networks.rows(2, 20);
    float[] before = Dense.floats(encoder.encode(x));
    graph.fit(new INDArray[] {x}, new INDArray[] {x});
    assertThat(Dense.floats(encoder.encode(x))).isEqualTo(before);
    assertThat(Dense.floats(NetworkEncoder.of(graph, "code").encode(x))).isNotEqualTo(before);
    assertThat(graph.getConfiguration().getNetworkOutputs()).containsExactly("out");
  }

  @Test
  void aRowHasTheSameBitsWhereverItStands() {
    NetworkEncoder encoder = NetworkEncoder.of(graph, "code");
    INDArray x = Networks.rows(3, 50);
    float[] all = Dense.floats(encoder.encode(x));
    for (int i = 0; i < 50; i += 7) {
      float[] one = Dense.floats(encoder.encode(Dense.rows(x, i, i + 1)));
      for (int j = 0; j < one.length; j++) {
        assertThat(one[j]).as("row %d", i).isEqualTo(all[i * one.length + j]);
      }
    }
  }

  @Test
  void worksInsideAnOpenWorkspace() {
    NetworkEncoder encoder = NetworkEncoder.of(graph, "code");
    INDArray x = Networks.rows(4, 20);
    float[] expected = Dense.floats(encoder.encode(x));
    WorkspaceConfiguration configuration =
        WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    INDArray inside;
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "GRAPH_TEST")) {
      inside = encoder.encode(x);
      assertThat(NetworkEncoder.of(graph, "left").dimension()).isEqualTo(8);
      assertThat(workspace.isScopeActive()).isTrue();
      INDArray spoilt = Networks.rows(4, 2);
      spoilt.putScalar(1, 1, Float.NaN);
      assertThatThrownBy(() -> encoder.encode(spoilt)).hasMessageContaining("row 1, column 1");
    }
    assertThat(Dense.floats(inside)).isEqualTo(expected);
  }

  @Test
  void decodesAsAWhole() {
    NetworkDecoder decoder = NetworkDecoder.of(graph);
    INDArray x = Networks.rows(5, 9);
    assertThat(decoder.outputDimension()).isEqualTo(Networks.WIDTH);
    assertThat(Dense.floats(decoder.decode(x)))
        .containsExactly(Dense.floats(graph.outputSingle(false, x)), within(2e-6f));
  }

  @Test
  void unknownVerticesAreListed() {
    assertThatThrownBy(() -> NetworkEncoder.of(graph, "Code"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "NetworkEncoder.of: vertex: expected one of [left, right, both, code, out], got 'Code'");
  }

  @Test
  void graphsOfSeveralInputsAndFreshOnesAreRefused() {
    ComputationGraphConfiguration two =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("a", "b")
            .addVertex("both", new MergeVertex(), "a", "b")
            .addLayer("dense", new DenseLayer.Builder().nIn(7).nOut(2).build(), "both")
            .addLayer(
                "out",
                new OutputLayer.Builder().nIn(2).nOut(2).activation(Activation.SOFTMAX).build(),
                "dense")
            .addLayer(
                "other",
                new OutputLayer.Builder().nIn(2).nOut(2).activation(Activation.SOFTMAX).build(),
                "dense")
            .setOutputs("out", "other")
            .build();
    ComputationGraph joined = new ComputationGraph(two);
    assertThatThrownBy(() -> NetworkEncoder.of(joined, "dense")).hasMessageContaining("init()");
    joined.init();
    assertThatThrownBy(() -> NetworkEncoder.of(joined, "dense"))
        .isInstanceOf(InputException.class)
        .hasMessage("NetworkEncoder.of: expected a graph of one input, got inputs [a, b]");
    assertThatThrownBy(() -> NetworkDecoder.of(joined))
        .hasMessage("NetworkDecoder.of: expected a graph of one output, got outputs [out, other]");
  }
}
