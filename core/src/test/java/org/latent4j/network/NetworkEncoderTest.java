package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.latent4j.Lineage;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NetworkEncoderTest {
  private final MultiLayerNetwork network = Networks.autoencoder(7);
  private final NetworkEncoder encoder = NetworkEncoder.of(network, "code");

  @Test
  void givesTheActivationsOfTheLayerInEvaluationMode() {
    INDArray x = Networks.rows(1, 40);
    float[] expected = Dense.floats(network.feedForwardToLayer(1, x, false).get(2));
    float[] withDropout = Dense.floats(network.feedForwardToLayer(1, x, true).get(2));

    INDArray codes = encoder.encode(x);

    assertThat(codes.shape()).containsExactly(40, Networks.CODE);
    assertThat(codes.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(codes.ordering()).isEqualTo('c');
    assertThat(Dense.floats(codes)).containsExactly(expected, within(2e-6f));
    assertThat(withDropout).as("dropout matters here").isNotEqualTo(expected);
  }

  @Test
  void laterTrainingDoesNotChangeIt() {
    INDArray x = Networks.rows(2, 33);
    float[] before = Dense.floats(encoder.encode(x));
    for (int i = 0; i < 5; i++) {
      network.fit(x, x);
    }
    assertThat(Dense.floats(encoder.encode(x))).isEqualTo(before);
    assertThat(Dense.floats(NetworkEncoder.of(network, 1).encode(x))).isNotEqualTo(before);
  }

  @Test
  void doesNotDisturbTheNetwork() {
    float[] parameters = Dense.floats(network.params());
    encoder.encode(Networks.rows(3, 50));
    assertThat(Dense.floats(network.params())).isEqualTo(parameters);
  }

  @Test
  void aRowHasTheSameBitsWhereverItStands() {
    for (long seed = 0; seed < 5; seed++) {
      INDArray x = Networks.rows(seed, 101);
      float[] all = Dense.floats(encoder.encode(x));
      for (int size : new int[] {1, 2, 15, 16, 17, 50}) {
        float[] split = new float[all.length];
        for (int from = 0; from < 101; from += size) {
          int to = Math.min(101, from + size);
          float[] part = Dense.floats(encoder.encode(Dense.rows(x, from, to)));
          System.arraycopy(part, 0, split, from * Networks.CODE, part.length);
        }
        assertThat(split).as("seed %d, batches of %d", seed, size).isEqualTo(all);
      }
    }
  }

  @Test
  void viewsAndOrdersAndTypesGiveTheSameBits() {
    INDArray wide = Dense.of(new RandomStream(9).normals(60 * 50), 60, 50);
    INDArray view = wide.get(NDArrayIndex.interval(3, 2, 53), NDArrayIndex.interval(4, 27));
    float[] expected = Dense.floats(encoder.encode(view.dup('c')));
    float[] wideBefore = Dense.floats(wide);

    assertThat(Dense.floats(encoder.encode(view))).isEqualTo(expected);
    assertThat(Dense.floats(encoder.encode(view.dup('f')))).isEqualTo(expected);
    assertThat(Dense.floats(encoder.encode(view.dup('c').transpose().dup('c').transpose())))
        .isEqualTo(expected);
    INDArray doubles = encoder.encode(view.castTo(DataType.DOUBLE));
    assertThat(doubles.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(Dense.floats(doubles)).isEqualTo(expected);
    assertThat(Dense.floats(wide)).as("input unchanged").isEqualTo(wideBefore);
  }

  @Test
  void outputOutlivesAnOpenWorkspace() {
    INDArray x = Networks.rows(4, 20);
    float[] expected = Dense.floats(encoder.encode(x));
    INDArray inside;
    WorkspaceConfiguration configuration =
        WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "ENCODER_TEST")) {
      INDArray attached = Nd4j.create(DataType.FLOAT, 20, Networks.WIDTH).assign(x);
      assertThat(attached.isAttached()).isTrue();
      inside = encoder.encode(attached);
      assertThat(workspace.isScopeActive()).isTrue();
    }
    assertThat(inside.isAttached()).isFalse();
    assertThat(Dense.floats(inside)).isEqualTo(expected);
  }

  @Test
  void noRowsGiveNoRows() {
    INDArray none = encoder.encode(Dense.zeros(DataType.FLOAT, 0, Networks.WIDTH));
    assertThat(none.shape()).containsExactly(0, Networks.CODE);
    assertThat(none.dataType()).isEqualTo(DataType.FLOAT);
  }

  @Test
  void wrongInputsAreNamed() {
    assertThatThrownBy(() -> encoder.encode(Dense.zeros(DataType.FLOAT, 3, 24)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("NetworkEncoder.encode: expected [n, 23], got [3, 24]");
    assertThatThrownBy(() -> encoder.encode(Dense.zeros(DataType.FLOAT, 0, 24)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> encoder.encode(Dense.zeros(DataType.FLOAT, 23)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got [23]");
    assertThatThrownBy(() -> encoder.encode(Nd4j.create(DataType.INT32, 3, 23)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("INT");
  }

  @Test
  void valuesThatAreNotFiniteAreNamedAndTheEncoderStaysUsable() {
    INDArray x = Networks.rows(5, 40);
    float[] before = Dense.floats(encoder.encode(x));
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      INDArray spoilt = x.dup();
      spoilt.putScalar(37, 11, bad);
      assertThatThrownBy(() -> encoder.encode(spoilt))
          .isInstanceOf(NonFiniteException.class)
          .hasMessage(
              "NetworkEncoder.encode: expected finite values, got %s at row 37, column 11", bad);
    }
    assertThat(Dense.floats(encoder.encode(x))).isEqualTo(before);
  }

  @Test
  void activationsThatAreNotFiniteAreNamed() {
    network.getLayer(1).getParam("b").putScalar(2, Float.NaN);
    NetworkEncoder spoilt = NetworkEncoder.of(network, "code");
    assertThatThrownBy(() -> spoilt.encode(Networks.rows(6, 2)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("finite activations of code, got NaN at row 0, column 2");
  }

  @Test
  void unknownLayersAreListed() {
    assertThatThrownBy(() -> NetworkEncoder.of(network, "cod"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "NetworkEncoder.of: layer: expected one of [layer0, code, layer2, layer3], got 'cod'");
    assertThatThrownBy(() -> NetworkEncoder.of(network, 4))
        .hasMessage("NetworkEncoder.of: layer: expected 0 to 3, got 4");
    assertThatThrownBy(() -> NetworkEncoder.of(network, -1)).hasMessageContaining("got -1");
  }

  @Test
  void aNetworkThatWasNotInitialisedIsRefused() {
    MultiLayerNetwork fresh = new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
    assertThatThrownBy(() -> NetworkEncoder.of(fresh, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("init()");
  }

  @Test
  void aNetworkOfSequencesIsRefused() {
    MultiLayerNetwork recurrent =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(4).nOut(3).build())
                .layer(new LSTM.Builder().nIn(3).nOut(2).build())
                .build());
    recurrent.init();
    assertThatThrownBy(() -> NetworkEncoder.of(recurrent, 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("NetworkEncoder.of: expected");
  }

  @Test
  void imagesFromRowsAreFlattenedAgain() {
    MultiLayerNetwork images =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
                .layer(new BatchNormalization())
                .layer(new DenseLayer.Builder().nOut(6).build())
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutionalFlat(8, 8, 1))
                .build());
    images.init();
    INDArray x = Dense.of(new RandomStream(2).normals(20 * 64), 20, 64);

    NetworkEncoder maps = NetworkEncoder.of(images, 1);
    NetworkEncoder dense = NetworkEncoder.of(images, 2);

    assertThat(maps.inputDimension()).isEqualTo(64);
    assertThat(maps.dimension()).isEqualTo(4 * 6 * 6);
    assertThat(Dense.floats(maps.encode(x)))
        .containsExactly(
            Dense.floats(images.feedForwardToLayer(1, x, false).get(2)), within(1e-5f));
    assertThat(Dense.floats(dense.encode(x)))
        .containsExactly(
            Dense.floats(images.feedForwardToLayer(2, x, false).get(3)), within(1e-5f));
  }

  @Test
  void aNetworkOfDoublesGivesFloats() {
    MultiLayerNetwork doubles =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(new DenseLayer.Builder().nIn(Networks.WIDTH).nOut(3).build())
                .build());
    doubles.init();
    INDArray x = Networks.rows(8, 18);
    INDArray out = NetworkEncoder.of(doubles, 0).encode(x);
    assertThat(out.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(Dense.floats(out))
        .containsExactly(Dense.floats(doubles.output(x.castTo(DataType.DOUBLE))), within(1e-6f));
  }

  @Test
  void manyThreadsAtOnceGetTheSameBits() throws Exception {
    List<INDArray> inputs = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      inputs.add(Networks.rows(100 + i, 10 + 13 * i));
      expected.add(Dense.floats(encoder.encode(inputs.get(i))));
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        INDArray x = inputs.get(i);
        float[] wanted = expected.get(i);
        results.add(
            pool.submit(
                () -> {
                  for (int round = 0; round < 25; round++) {
                    INDArray codes = encoder.encode(x);
                    assertThat(Dense.floats(codes)).isEqualTo(wanted);
                    codes.close();
                  }
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void theNumberOfNativeThreadsIsSetBack() {
    int before = Nd4j.getEnvironment().maxMasterThreads();
    encoder.encode(Networks.rows(1, 3));
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(before);
  }

  @Test
  void theStepTellsLayerAndWeights() {
    Lineage.Step step = encoder.step();
    assertThat(step.type()).isEqualTo("NetworkEncoder");
    assertThat(step.parameters())
        .contains("\"network\":\"MultiLayerNetwork\"", "\"layer\":\"code\"", "\"dimension\":5");
    assertThat(NetworkEncoder.of(Networks.autoencoder(7), 1).step()).isEqualTo(step);
    assertThat(NetworkEncoder.of(Networks.autoencoder(8), 1).step()).isNotEqualTo(step);
    assertThat(NetworkEncoder.of(network, 0).step()).isNotEqualTo(step);
    assertThat(encoder).hasToString("NetworkEncoder(code: 23 -> 5)");
  }
}
