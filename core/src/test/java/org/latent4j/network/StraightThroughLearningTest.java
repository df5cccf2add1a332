package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Straight-through estimators in graphs that learn, and in encoders. */
class StraightThroughLearningTest {
  private static final int ROWS = 5;
  private static final int WIDTH = 4;

  @TempDir private Path folder;

  private static INDArray normal(long seed, int rows, int columns) {
    return Dense.of(new RandomStream(seed).normals(rows * columns), rows, columns);
  }

  /** The gradient of the rest of the graph at the rounded values, by differences in doubles. */
  @Test
  void theGradientIsThatOfTheRestAtTheRoundedValues() {
    INDArray values = normal(1, ROWS, WIDTH).muli(4);
    INDArray weights = normal(2, ROWS, WIDTH);
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", values.dup());
    SDVariable rounded = StraightThrough.round(x);
    graph.math().square(rounded.mul(graph.constant("w", weights))).sum().markAsLoss();
    float[] gradient = Dense.floats(graph.calculateGradients(Map.of(), "x").get("x"));
    float[] given = Dense.floats(values);
    float[] w = Dense.floats(weights);
    for (int i = 0; i < given.length; i++) {
      double at = Math.rint(given[i]);
      double h = 1e-4;
      double above = Math.pow((at + h) * w[i], 2);
      double below = Math.pow((at - h) * w[i], 2);
      double difference = (above - below) / (2 * h);
      assertThat(gradient[i])
          .as("seed 1, value %s", given[i])
          .isEqualTo((float) difference, within(1e-3f + 1e-4f * (float) Math.abs(difference)));
    }
  }

  @Test
  void gradientsOfOtherPathsAreAdded() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", normal(3, ROWS, WIDTH));
    StraightThrough.round(x).mul(2).add(x.mul(3)).sum().markAsLoss();
    assertThat(Dense.floats(graph.calculateGradients(Map.of(), "x").get("x"))).containsOnly(5f);
  }

  @Test
  void twoInARowPassTheGradientOnce() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", normal(4, ROWS, WIDTH));
    SDVariable twice = StraightThrough.round(StraightThrough.round(x));
    twice.mul(7).sum().markAsLoss();
    assertThat(Dense.floats(graph.calculateGradients(Map.of(), "x").get("x"))).containsOnly(7f);
  }

  @Test
  void aSignIsLearntAcrossItsStep() {
    SameDiff graph = SameDiff.create();
    INDArray start = Dense.of(new float[] {-0.4f, 0.3f, -0.2f, 0.1f}, 1, WIDTH);
    INDArray wanted = Dense.of(new float[] {1, -1, 1, -1}, 1, WIDTH);
    SDVariable x = graph.var("x", start);
    SDVariable signs = StraightThrough.of(x, graph.math().sign(x));
    graph.math().square(signs.sub(graph.constant("wanted", wanted))).sum().markAsLoss();
    for (int step = 0; step < 30; step++) {
      INDArray gradient = graph.calculateGradients(Map.of(), "x").get("x");
      x.getArr().subi(gradient.mul(0.05));
    }
    assertThat(Dense.floats(graph.outputSingle(Map.of(), signs.name())))
        .containsExactly(Dense.floats(wanted), within(1e-6f));
  }

  @Test
  void withoutTheHelperTheSignStaysAsItWas() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", Dense.of(new float[] {-0.4f, 0.3f}, 1, 2));
    SDVariable wanted = graph.constant("wanted", Dense.of(new float[] {1, -1}, 1, 2));
    graph.math().square(graph.math().sign(x).sub(wanted)).sum().markAsLoss();
    assertThat(Dense.floats(graph.calculateGradients(Map.of(), "x").get("x"))).containsOnly(0f);
  }

  @Test
  void anEncoderOfARoundedVariableGivesWholeNumbersAndComesBackFromAFile() {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, WIDTH);
    SDVariable w = graph.var("w", normal(5, WIDTH, 3).muli(3));
    SDVariable rounded = StraightThrough.round(x.mmul(w));
    NetworkEncoder encoder = NetworkEncoder.of(graph, rounded.name());
    INDArray rows = normal(6, 33, WIDTH);
    float[] codes = Dense.floats(encoder.encode(rows));
    float[] exact = Dense.floats(rows.mmul(w.getArr()));
    for (int i = 0; i < codes.length; i++) {
      assertThat(codes[i]).isEqualTo((float) Math.rint(exact[i]), within(1e-5f));
    }
    Path file = folder.resolve("rounded.zip");
    encoder.save(file);
    NetworkEncoder back = NetworkEncoder.load(file);
    assertThat(Dense.floats(back.encode(rows))).isEqualTo(codes);
    assertThat(back.step()).isEqualTo(encoder.step());
  }

  @Test
  void aRowOfZerosAndHugeValuesKeepTheirValues() {
    SameDiff graph = SameDiff.create();
    float[] values = {0, -0.0f, 1e20f, -1e20f, 0.49f, -0.51f, 8388609f, 1e-40f};
    SDVariable x = graph.var("x", Dense.of(values, 1, values.length));
    SDVariable rounded = StraightThrough.round(x);
    float[] out = Dense.floats(graph.outputSingle(Map.of(), rounded.name()));
    for (int i = 0; i < values.length; i++) {
      assertThat(out[i]).as("%s", values[i]).isEqualTo((float) Math.rint(values[i]), within(1e-6f));
    }
  }
}
