package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.NonFiniteException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Encoders of networks against sums and products written out in doubles. */
class NaiveForwardTest {
  /** {@code f(x w + b)}, x being [n, d], w [d, m] and b [m]. */
  private static double[] dense(
      double[] x, int n, int d, double[] w, double[] b, DoubleUnaryOperator f) {
    int m = b.length;
    double[] out = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double sum = b[j];
        for (int k = 0; k < d; k++) {
          sum += x[i * d + k] * w[k * m + j];
        }
        out[i * m + j] = f.applyAsDouble(sum);
      }
    }
    return out;
  }

  private static DoubleUnaryOperator function(Activation activation) {
    return switch (activation) {
      case TANH -> Math::tanh;
      case SIGMOID -> v -> 1 / (1 + Math.exp(-v));
      case RELU -> v -> Math.max(0, v);
      case CUBE -> v -> v * v * v;
      case SOFTPLUS -> v -> Math.log1p(Math.exp(v));
      default -> v -> v;
    };
  }

  private static MultiLayerNetwork network(Activation activation, int... widths) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(5).activation(activation).list();
    for (int i = 1; i < widths.length; i++) {
      list.layer(new DenseLayer.Builder().nIn(widths[i - 1]).nOut(widths[i]).build());
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    for (int i = 0; i + 1 < widths.length; i++) {
      float[] bias = new RandomStream(50 + i).normals(widths[i + 1]);
      network.getLayer(i).getParam("b").assign(Dense.of(bias, 1, bias.length));
    }
    return network;
  }

  private static double[] parameter(MultiLayerNetwork network, int layer, String name) {
    return Dense.doubles(network.getLayer(layer).getParam(name));
  }

  @ParameterizedTest
  @CsvSource({
    "TANH,1,1,1",
    "TANH,1,300,2",
    "SIGMOID,300,1,17",
    "RELU,17,33,16",
    "IDENTITY,64,64,15",
    "CUBE,5,9,40",
    "SOFTPLUS,31,2,33"
  })
  void layersOfOddShapes(Activation activation, int in, int out, int rows) {
    MultiLayerNetwork network = network(activation, in, out, 3);
    INDArray x = Dense.of(new RandomStream(in + 31L * out).normals(rows * in), rows, in);
    double[] hidden =
        dense(
            Dense.doubles(x),
            rows,
            in,
            parameter(network, 0, "W"),
            parameter(network, 0, "b"),
            function(activation));
    double[] last =
        dense(
            hidden,
            rows,
            out,
            parameter(network, 1, "W"),
            parameter(network, 1, "b"),
            function(activation));
    close(NetworkEncoder.of(network, 0).encode(x), hidden, rows, out);
    close(NetworkEncoder.of(network, 1).encode(x), last, rows, 3);
    INDArray codes = NetworkEncoder.of(network, 0).encode(x);
    close(NetworkDecoder.after(network, 0).decode(codes), last, rows, 3);
  }

  private static void close(INDArray out, double[] expected, int rows, int columns) {
    assertThat(out.shape()).containsExactly(rows, columns);
    double[] values = Dense.doubles(out);
    for (int i = 0; i < values.length; i++) {
      double allowed = 1e-5 * Math.max(1, Math.abs(expected[i]));
      assertThat(values[i])
          .as("row %d, column %d", i / columns, i % columns)
          .isEqualTo(expected[i], within(allowed));
    }
  }

  @Test
  void aGraphOfTwoBranches() {
    ComputationGraph graph = Networks.graph(9);
    INDArray x = Networks.rows(9, 21);
    double[] given = Dense.doubles(x);
    double[][] branches = new double[2][];
    String[] names = {"left", "right"};
    for (int i = 0; i < 2; i++) {
      branches[i] =
          dense(
              given,
              21,
              Networks.WIDTH,
              of(graph, names[i], "W"),
              of(graph, names[i], "b"),
              Math::tanh);
    }
    double[] both = new double[21 * 16];
    for (int row = 0; row < 21; row++) {
      System.arraycopy(branches[0], row * 8, both, row * 16, 8);
      System.arraycopy(branches[1], row * 8, both, row * 16 + 8, 8);
    }
    close(NetworkEncoder.of(graph, "both").encode(x), both, 21, 16);
    double[] code = dense(both, 21, 16, of(graph, "code", "W"), of(graph, "code", "b"), Math::tanh);
    close(NetworkEncoder.of(graph, "code").encode(x), code, 21, Networks.CODE);
  }

  private static double[] of(ComputationGraph graph, String vertex, String name) {
    return Dense.doubles(graph.getLayer(vertex).getParam(name));
  }

  @Test
  void tensorsOfSameDiff() {
    SameDiff graph = Networks.sameDiff(9);
    INDArray x = Networks.rows(10, 37);
    double[] none = new double[11];
    double[] hidden =
        dense(Dense.doubles(x), 37, Networks.WIDTH, variable(graph, "w0"), none, Math::tanh);
    close(NetworkEncoder.of(graph, "hidden").encode(x), hidden, 37, 11);
    double[] code = dense(hidden, 37, 11, variable(graph, "w1"), variable(graph, "bias"), v -> v);
    close(NetworkEncoder.of(graph, "code").encode(x), code, 37, Networks.CODE);
  }

  private static double[] variable(SameDiff graph, String name) {
    return Dense.doubles(graph.getVariable(name).getArr());
  }

  @ParameterizedTest
  @CsvSource({"1e-20", "1e-30", "1e-40", "1.4e-45", "0", "-0.0"})
  void tinyValuesGoThroughAnIdentity(float value) {
    INDArray x = Dense.of(new float[] {value, -value, 0, value}, 2, 2);
    NetworkEncoder encoder = NetworkEncoder.of(network(Activation.TANH, 2, 3), 0);
    float[] zero = Dense.floats(encoder.encode(Dense.zeros(DataType.FLOAT, 2, 2)));
    assertThat(Dense.floats(encoder.encode(x))).containsExactly(zero, within(1e-6f));
  }

  @Test
  void hugeValuesSaturateWhereTheFunctionDoes() {
    NetworkEncoder tanh = NetworkEncoder.of(network(Activation.TANH, 2, 4), 0);
    INDArray x = Dense.of(new float[] {1e20f, 1e20f, -1e20f, -1e20f}, 2, 2);
    for (float value : Dense.floats(tanh.encode(x))) {
      assertThat(Math.abs(value)).isEqualTo(1f);
    }
  }

  @Test
  void activationsThatOverflowAreNamedByRowAndColumn() {
    NetworkEncoder cube = NetworkEncoder.of(network(Activation.CUBE, 2, 4), 0);
    float[] values = new float[2 * 40];
    values[2 * 33] = 1e20f;
    assertThatThrownBy(() -> cube.encode(Dense.of(values, 40, 2)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("finite activations of layer0, got")
        .hasMessageContaining("at row 33, column 0");
  }

  @Test
  void doublesBeyondTheRangeOfFloatsAreRefusedWithTheirPlace() {
    NetworkEncoder tanh = NetworkEncoder.of(network(Activation.TANH, 2, 4), 0);
    double[] values = new double[2 * 40];
    values[2 * 17 + 1] = -1e300;
    assertThatThrownBy(() -> tanh.encode(Dense.of(values, 40, 2)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("at row 17, column 1");
  }
}
