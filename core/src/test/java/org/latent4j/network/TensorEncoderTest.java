package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class TensorEncoderTest {
  private final SameDiff graph = Networks.sameDiff(11);

  @Test
  void givesTheValuesOfAVariable() {
    INDArray x = Networks.rows(1, 35);
    for (String variable : new String[] {"hidden", "code"}) {
      float[] expected = Dense.floats(graph.outputSingle(Map.of("x", x), variable));
      INDArray values = NetworkEncoder.of(graph, variable).encode(x);
      assertThat(values.ordering()).isEqualTo('c');
      assertThat(Dense.floats(values)).as(variable).containsExactly(expected, within(2e-6f));
    }
  }

  @Test
  void laterChangesOfTheGraphDoNotChangeIt() {
    NetworkEncoder encoder = NetworkEncoder.of(graph, "code");
    INDArray x = Networks.rows(2, 20);
    float[] before = Dense.floats(encoder.encode(x));
    graph.getVariable("w0").getArr().muli(2);
    assertThat(Dense.floats(encoder.encode(x))).isEqualTo(before);
    assertThat(Dense.floats(NetworkEncoder.of(graph, "code").encode(x))).isNotEqualTo(before);
  }

  @Test
  void aRowHasTheSameBitsWhereverItStands() {
    NetworkEncoder encoder = NetworkEncoder.of(graph, "code");
    INDArray x = Networks.rows(3, 50);
    float[] all = Dense.floats(encoder.encode(x));
    assertThat(Dense.floats(encoder.encode(x.dup('f')))).isEqualTo(all);
    for (int i = 0; i < 50; i += 7) {
      float[] one = Dense.floats(encoder.encode(Dense.rows(x, i, i + 1)));
      for (int j = 0; j < one.length; j++) {
        assertThat(one[j]).as("row %d", i).isEqualTo(all[i * one.length + j]);
      }
    }
  }

  @Test
  void theInputOrAVariableThatSharesItsMemoryStaysWhole() {
    SameDiff same = SameDiff.create();
    SDVariable x = same.placeHolder("x", DataType.FLOAT, -1, Networks.WIDTH);
    same.identity("same", x);
    NetworkEncoder input = NetworkEncoder.of(same, "x");
    NetworkEncoder identity = NetworkEncoder.of(same, "same");
    INDArray rows = Networks.rows(4, 20);
    float[] expected = Dense.floats(rows);
    assertThat(Dense.floats(input.encode(rows))).isEqualTo(expected);
    assertThat(Dense.floats(identity.encode(rows))).isEqualTo(expected);
    assertThat(Dense.floats(rows)).isEqualTo(expected);
  }

  @Test
  void manyThreadsAtOnceGetTheSameBitsAndLeaveNoSessions() throws Exception {
    NetworkEncoder encoder = NetworkEncoder.of(graph, "code");
    INDArray x = Networks.rows(5, 40);
    float[] expected = Dense.floats(encoder.encode(x));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(
            pool.submit(
                () -> {
                  for (int round = 0; round < 10; round++) {
                    assertThat(Dense.floats(encoder.encode(x))).isEqualTo(expected);
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
  void whatCannotBeAnEncoderIsRefused() {
    assertThatThrownBy(() -> NetworkEncoder.of(graph, "cod"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("NetworkEncoder.of: variable: expected one of [")
        .hasMessageContaining("code")
        .hasMessageEndingWith("got 'cod'");
    assertThatThrownBy(() -> NetworkEncoder.of(graph, "w0"))
        .hasMessage("NetworkEncoder.of: expected a variable of one placeholder, got 'w0' of []");
    SDVariable y = graph.placeHolder("y", DataType.FLOAT, -1, 5);
    graph.getVariable("code").add("sum", y);
    assertThatThrownBy(() -> NetworkEncoder.of(graph, "sum"))
        .hasMessageContaining("'sum' of [y, x]");
    graph.nn().dropout("dropped", graph.getVariable("hidden"), 0.5).mul("scaled", 2);
    assertThatThrownBy(() -> NetworkEncoder.of(graph, "scaled"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("without randomness")
        .hasMessageContaining("'scaled', which depends on dropout");
    SDVariable open = graph.placeHolder("open", DataType.FLOAT, -1, -1);
    graph.math().tanh("half", open);
    assertThatThrownBy(() -> NetworkEncoder.of(graph, "half"))
        .hasMessageContaining("[-1, d] with a known d, got [-1, -1]");
  }

  @Test
  void wrongInputsAreNamed() {
    NetworkEncoder encoder = NetworkEncoder.of(graph, "code");
    assertThatThrownBy(() -> encoder.encode(Dense.zeros(DataType.FLOAT, 3, 24)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("NetworkEncoder.encode: expected [n, 23], got [3, 24]");
    assertThat(encoder.encode(Dense.zeros(DataType.FLOAT, 0, 23)).shape()).containsExactly(0, 5);
  }

  @Test
  void decodesToo() {
    NetworkDecoder decoder = NetworkDecoder.of(graph, "code");
    assertThat(decoder.dimension()).isEqualTo(23);
    assertThat(Dense.floats(decoder.decode(Networks.rows(6, 4))))
        .isEqualTo(Dense.floats(NetworkEncoder.of(graph, "code").encode(Networks.rows(6, 4))));
  }
}
