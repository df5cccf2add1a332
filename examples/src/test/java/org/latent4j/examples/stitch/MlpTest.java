package org.latent4j.examples.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.latent4j.Seed;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MlpTest {
  private static final int ROWS = 3;
  private static final int ANCHORS = 5;
  private static final int PIXELS = 7;

  /** A bias of the codes moves all of them together, which centred cosines do not see. */
  private static final int CODE_BIAS = 3;

  private static final int[] ORDER = {2, 0, 1};

  /** The chain rule through encoder, projection, head and loss, for everything that is learned. */
  @ParameterizedTest
  @EnumSource(Variant.class)
  void gradientsOfAWholeModelMatchDifferences(Variant variant) {
    RandomStream random = new RandomStream(11);
    Objective objective = new Reconstruction(random.normals(ROWS * PIXELS), PIXELS);
    int code = ANCHORS; // so that the head of every variant reads as many numbers
    try (Bridge bridge = variant.bridge(ANCHORS, code, ROWS);
        Mlp encoder =
            new Mlp(new Seed(1), ANCHORS + ROWS, Activation.IDENTITY, 1, PIXELS, 9, code);
        Mlp head = new Mlp(new Seed(2), ROWS, Activation.SIGMOID, 1, ANCHORS, 9, PIXELS);
        Matrix inputs = Numbers.normal(random, bridge.anchors() + ROWS, PIXELS);
        Matrix gradient = new Matrix(ROWS, PIXELS)) {
      DoubleSupplier loss =
          () -> {
            Matrix outputs = head.forward(bridge.forward(encoder.forward(inputs)));
            return objective.loss(outputs.values(), ORDER, 0, ROWS, gradient.values());
          };
      assertThat(loss.getAsDouble()).isFinite();
      float[] byInputs =
          encoder.backward(bridge.backward(head.backward(gradient, true)), true).copy();
      List<Parameter> parameters = new ArrayList<>(encoder.parameters());
      parameters.addAll(head.parameters());
      List<float[]> gradients = parameters.stream().map(each -> each.gradient().copy()).toList();
      assertThat(parameters).hasSize(8);
      for (int i = 0; i < parameters.size(); i++) {
        String what = variant + " parameter " + i;
        if (variant == Variant.RELATIVE_CENTRED && i == CODE_BIAS) {
          assertThat(gradients.get(i)).as(what).containsExactly(new float[code], within(1e-6f));
        } else {
          Numbers.requireGradient(what, parameters.get(i).value(), gradients.get(i), loss, 0.02);
        }
      }
      Numbers.requireGradient(variant + " inputs", inputs, byInputs, loss, 0.02);
    }
  }

  @Test
  void aSeedGivesTheSameNetwork() {
    try (Mlp one = new Mlp(new Seed(1), 2, Activation.RELU, 1, 4, 3, 2);
        Mlp same = new Mlp(new Seed(1), 9, Activation.RELU, 1, 4, 3, 2);
        Mlp other = new Mlp(new Seed(2), 2, Activation.RELU, 1, 4, 3, 2)) {
      assertThat(weights(one)).isEqualTo(weights(same)).isNotEqualTo(weights(other));
      assertThat(weights(one)).hasSize(4 * 3 + 3 + 3 * 2 + 2);
    }
  }

  @Test
  void theEncoderComputesWhatTrainingComputes() {
    try (Mlp mlp = new Mlp(new Seed(3), 6, Activation.SIGMOID, 1, PIXELS, 9, 4);
        Matrix x = Numbers.normal(new RandomStream(4), 6, PIXELS)) {
      Numbers.fill(new RandomStream(5), mlp.parameters().get(1).value().values());
      Numbers.fill(new RandomStream(6), mlp.parameters().get(3).value().values());
      float[] expected = mlp.forward(x).copy();
      Encoder encoder = mlp.encoder(Lineage.Step.of("test"));
      INDArray rows = Dense.of(x.copy(), 6, PIXELS);
      assertThat(Dense.floats(encoder.encode(rows))).containsExactly(expected, within(1e-6f));
      assertThat(encoder.inputDimension()).isEqualTo(PIXELS);
      assertThat(encoder.dimension()).isEqualTo(4);
      assertThat(encoder).hasToString("MLP [7 -> 9 -> 4]");
      assertThat(encoder.step().type()).isEqualTo("test");
      Arrays.fill(mlp.parameters().get(0).value().values(), 0);
      mlp.parameters().get(0).value().toNative();
      assertThat(Dense.floats(encoder.encode(rows)))
          .as("training that goes on does not change the encoder")
          .containsExactly(expected, within(1e-6f));
    }
  }

  @Test
  void theEncoderTakesViewsOrdersDoublesAndNoRows() {
    Encoder encoder;
    try (Mlp mlp = new Mlp(new Seed(5), 1, Activation.IDENTITY, 1, PIXELS, 4)) {
      encoder = mlp.encoder(Lineage.Step.of("test"));
    }
    INDArray rows = Dense.of(new RandomStream(6).normals(10 * PIXELS), 10, PIXELS);
    float[] before = Dense.floats(rows);
    float[] some = Dense.floats(encoder.encode(Dense.rows(rows, 4, 9).dup()));
    assertThat(Dense.floats(encoder.encode(Dense.rows(rows, 4, 9)))).isEqualTo(some);
    assertThat(Dense.floats(encoder.encode(Dense.rows(rows, 4, 9).dup('f')))).isEqualTo(some);
    INDArray wide = encoder.encode(Dense.rows(rows, 4, 9).castTo(DataType.DOUBLE));
    assertThat(wide.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(Dense.floats(wide)).isEqualTo(some);
    assertThat(Dense.floats(rows)).isEqualTo(before);
    assertThat(encoder.encode(Dense.zeros(DataType.FLOAT, 0, PIXELS)).shape())
        .containsExactly(0, 4);
  }

  @Test
  void rowsAreEncodedEachByItself() {
    Encoder encoder;
    try (Mlp mlp = new Mlp(new Seed(7), 1, Activation.RELU, 1, 5, 4)) {
      encoder = mlp.encoder(Lineage.Step.of("test"));
    }
    INDArray rows = Dense.of(new RandomStream(8).normals(2060 * 5), 2060, 5);
    float[] all = Dense.floats(encoder.encode(rows));
    float[] last = Dense.floats(encoder.encode(Dense.rows(rows, 2059, 2060)));
    assertThat(Arrays.copyOfRange(all, 2059 * 4, 2060 * 4)).containsExactly(last, within(1e-6f));
  }

  @Test
  void wrongInputsAreNamed() {
    try (Mlp mlp = new Mlp(new Seed(9), 1, Activation.RELU, 1, 5, 4)) {
      Encoder encoder = mlp.encoder(Lineage.Step.of("test"));
      assertThatThrownBy(() -> encoder.encode(Dense.zeros(DataType.FLOAT, 2, 6)))
          .isInstanceOf(ShapeException.class)
          .hasMessage("MlpEncoder.encode: expected [n, 5], got [2, 6]");
      INDArray broken = Dense.of(new float[] {0, 0, 0, Float.NaN, 0}, 1, 5);
      assertThatThrownBy(() -> encoder.encode(broken))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("row 0, column 3");
    }
  }

  private static List<Float> weights(Mlp mlp) {
    List<Float> all = new ArrayList<>();
    for (Parameter parameter : mlp.parameters()) {
      for (float value : parameter.value().values()) {
        all.add(value);
      }
    }
    return all;
  }
}
