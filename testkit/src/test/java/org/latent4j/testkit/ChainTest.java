package org.latent4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.latent4j.Encoder;
import org.latent4j.Lineage;
import org.latent4j.TensorSpace;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The chain of core that {@link Encoder#andThen} makes. */
class ChainTest extends EncoderContract<Encoder> {
  private static final double[] SECOND_MEAN = {1, 2, 3, 4};
  private static final double[] SECOND_WEIGHT = {1, 0, 2, -1, 0, 3, 0, 1, 1, 1, 1, 0.5};

  @Override
  protected Encoder encoder() {
    return new Small().andThen(second());
  }

  @Override
  protected DoubleRows doubleRows() {
    return DoubleRows.STAY_DOUBLE;
  }

  /** Minus the largest difference from the two encoders called one after the other. */
  @Override
  protected double quality(Encoder chain) {
    INDArray x = rows(30, random("quality"));
    INDArray expected = second().encode(new Small().encode(x));
    return -chain.encode(x).sub(expected).amaxNumber().doubleValue();
  }

  @Override
  protected double qualityFloor() {
    return 0;
  }

  @Test
  void itsWidthsAreThoseOfItsEnds() {
    assertThat(subject().inputDimension()).isEqualTo(6);
    assertThat(subject().dimension()).isEqualTo(3);
    assertThat(subject()).hasToString(new Small() + " -> " + second());
  }

  @Test
  void theLineageOfASpaceTellsBothSteps() {
    TensorSpace space = TensorSpace.of("rows", rows(4, random("lineage")));
    Lineage.Step step = Lineage.Step.of("Small");
    assertThat(subject().encode(space).lineage().steps()).containsExactly(step, step);
  }

  private static Encoder second() {
    return new Small(SECOND_MEAN, SECOND_WEIGHT);
  }
}
