package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class StraightThroughTest {
  private static final int N = 12;

  private final INDArray values = Dense.of(new RandomStream(1).normals(N), 3, 4).muli(3);
  private final INDArray weights = Dense.of(new RandomStream(2).normals(N), 3, 4);

  @Test
  void theGradientPassesExactly() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", values.dup());
    SDVariable rounded = StraightThrough.round(x);
    rounded.mul(graph.constant("w", weights)).sum().markAsLoss();

    float[] forward = Dense.floats(graph.outputSingle(Map.of(), rounded.name()));
    float[] gradient = Dense.floats(graph.calculateGradients(Map.of(), "x").get("x"));

    float[] given = Dense.floats(values);
    for (int i = 0; i < N; i++) {
      assertThat(forward[i]).isEqualTo(Math.round(given[i]), within(1e-6f));
    }
    assertThat(gradient).isEqualTo(Dense.floats(weights));
  }

  @Test
  void withoutItRoundingStopsTheGradient() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", values.dup());
    graph.math().round(x).mul(graph.constant("w", weights)).sum().markAsLoss();
    assertThat(Dense.floats(graph.calculateGradients(Map.of(), "x").get("x"))).containsOnly(0f);
  }

  @Test
  void theQuantizedVariableGetsNoGradient() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", values.dup());
    SDVariable scale = graph.var("scale", Dense.of(new float[] {2}, 1));
    StraightThrough.of(x, x.mul(scale)).mul(graph.constant("w", weights)).sum().markAsLoss();
    Map<String, INDArray> gradients = graph.calculateGradients(Map.of(), "x", "scale");
    assertThat(Dense.floats(gradients.get("x"))).isEqualTo(Dense.floats(weights));
    assertThat(Dense.floats(gradients.get("scale"))).containsOnly(0f);
  }

  @Test
  void stopKeepsTheValue() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", values.dup());
    SDVariable stopped = StraightThrough.stop(x);
    assertThat(Dense.floats(graph.outputSingle(Map.of(), stopped.name())))
        .isEqualTo(Dense.floats(values));
    stopped.mul(x).sum().markAsLoss();
    assertThat(Dense.floats(graph.calculateGradients(Map.of(), "x").get("x")))
        .isEqualTo(Dense.floats(values));
  }

  @Test
  void variablesOfTwoGraphsAreRefused() {
    SDVariable a = SameDiff.create().placeHolder("a", DataType.FLOAT, 2);
    SDVariable b = SameDiff.create().placeHolder("b", DataType.FLOAT, 2);
    assertThatThrownBy(() -> StraightThrough.of(a, b))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "StraightThrough.of: expected two variables of one graph, got 'a' and 'b' of two");
  }
}
