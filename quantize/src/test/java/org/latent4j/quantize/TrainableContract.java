package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.error.NonFiniteException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.latent4j.testkit.Contract;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What every trainable quantizer must pass. */
public abstract class TrainableContract extends Contract {
  private static final int N = 37;

  /** For subclasses. */
  protected TrainableContract() {}

  /** A trainable quantizer of rows of {@link #width} columns; each call gives the same. */
  protected abstract TrainableQuantizer trainable();

  /** The width of the rows. */
  protected abstract int width();

  /** Whether {@link TrainableQuantizer#afterStep} moves something. */
  protected boolean movesAfterSteps() {
    return false;
  }

  /** Whether training draws random numbers in its forward pass. */
  protected boolean drawsInForward() {
    return false;
  }

  private INDArray rows(String task) {
    return Planted.normal(N, width(), random(task));
  }

  private INDArray wide(String task) {
    return rows(task).castTo(DataType.DOUBLE);
  }

  /** Trains some steps and returns the quantizer. */
  private TrainableQuantizer trained(int steps) {
    TrainableQuantizer quantizer = trainable();
    RandomStream random = random("trained");
    for (int i = 0; i < steps; i++) {
      Step step = quantizer.forward(Planted.normal(N, width(), random), Phase.TRAINING);
      quantizer.parameters().forEach(ParameterGroup::clear);
      quantizer.backward(step, Planted.normal(N, width(), random));
      for (ParameterGroup group : quantizer.parameters()) {
        for (int t = 0; t < group.values().length; t++) {
          group.values()[t] -= 0.1 * group.gradient()[t];
        }
      }
      quantizer.afterStep(step, new Seed(i));
    }
    return quantizer;
  }

  /** Outputs have the shape and type of the rows, codes one row each. */
  @Test
  public final void stepsFitTheirRows() {
    for (Phase phase : Phase.values()) {
      for (INDArray z : List.of(rows("fit"), wide("fit"))) {
        Step step = trainable().forward(z, phase);
        assertThat(step.output().shape()).isEqualTo(z.shape());
        assertThat(step.output().dataType()).isEqualTo(z.dataType());
        assertThat(step.codes().rows()).isEqualTo(N);
        assertThat(step.losses().total()).isFinite();
        step.losses().parts().values().forEach(part -> assertThat(part).isNotNegative());
      }
    }
  }

  /** Rows and gradients are left alone; views and both orders give the same bits. */
  @Test
  public final void readsAnyLayoutAndLeavesItAlone() {
    INDArray z = wide("layout");
    INDArray g = wide("gradient");
    TrainableQuantizer quantizer = trainable();
    Step step = quantizer.forward(z, Phase.EVALUATION);
    double[] output = Dense.doubles(step.output());
    double[] gradient = Dense.doubles(quantizer.backward(step, g));
    assertThat(z).isEqualTo(wide("layout"));
    assertThat(g).isEqualTo(wide("gradient"));
    step = quantizer.forward(z.dup('f'), Phase.EVALUATION);
    assertThat(Dense.doubles(step.output())).isEqualTo(output);
    assertThat(Dense.doubles(quantizer.backward(step, g.dup('f')))).isEqualTo(gradient);
    assertThat(Dense.doubles(step.output())).isEqualTo(output);
  }

  /** The same training gives the same bits. */
  @Test
  public final void trainsTheSameAgain() {
    TrainableQuantizer first = trained(6);
    TrainableQuantizer second = trained(6);
    for (int i = 0; i < first.parameters().size(); i++) {
      assertThat(first.parameters().get(i).values()).isEqualTo(second.parameters().get(i).values());
    }
    INDArray x = rows("again");
    assertThat(first.freeze().quantize(x)).isEqualTo(second.freeze().quantize(x));
  }

  /** Evaluation changes nothing, and gives the same again. */
  @Test
  public final void evaluationLeavesNoTrace() {
    TrainableQuantizer quantizer = trained(3);
    INDArray x = rows("trace");
    Step first = quantizer.forward(x, Phase.EVALUATION);
    quantizer.forward(rows("other"), Phase.EVALUATION);
    Step second = quantizer.forward(x, Phase.EVALUATION);
    assertThat(second.codes()).isEqualTo(first.codes());
    assertThat(second.losses()).isEqualTo(first.losses());
    assertThat(Dense.floats(second.output())).isEqualTo(Dense.floats(first.output()));
  }

  /** Frozen, it codes as it does in evaluation; in a file its values are floats. */
  @Test
  public final void frozenItCodesAsInEvaluation() {
    TrainableQuantizer quantizer = trained(5);
    INDArray x = rows("frozen");
    CodeMatrix codes = quantizer.forward(x, Phase.EVALUATION).codes();
    CodeMatrix frozen = quantizer.freeze().quantize(x);
    assertThat(frozen.space()).isEqualTo(codes.space());
    int different = 0;
    for (int row = 0; row < N; row++) {
      different += Arrays.equals(frozen.row(row), codes.row(row)) ? 0 : 1;
    }
    assertThat(different).as("rows that rounding to floats moved").isLessThanOrEqualTo(1);
  }

  /** Gradients of parameters add up until they are cleared. */
  @Test
  public final void gradientsAddUp() {
    TrainableQuantizer quantizer = trainable();
    Step step = quantizer.forward(wide("sum"), Phase.TRAINING);
    quantizer.backward(step, wide("gradient"));
    double[][] once =
        quantizer.parameters().stream().map(p -> p.gradient().clone()).toArray(double[][]::new);
    quantizer.backward(step, wide("gradient"));
    for (int p = 0; p < once.length; p++) {
      double[] twice = quantizer.parameters().get(p).gradient();
      for (int i = 0; i < twice.length; i++) {
        assertThat(twice[i]).isCloseTo(2 * once[p][i], within(1e-12 + 1e-9 * Math.abs(twice[i])));
      }
      quantizer.parameters().get(p).clear();
      assertThat(twice).containsOnly(0);
    }
  }

  /** The groups are live and the same at every call, with names and without decay. */
  @Test
  public final void groupsAreLive() {
    TrainableQuantizer quantizer = trainable();
    List<ParameterGroup> groups = quantizer.parameters();
    for (int p = 0; p < groups.size(); p++) {
      assertThat(quantizer.parameters().get(p).values()).isSameAs(groups.get(p).values());
      assertThat(groups.get(p).name()).isNotBlank();
      assertThat(groups.get(p).decayed()).isFalse();
      assertThat(groups.get(p).clamp()).isInfinite();
    }
    INDArray x = rows("live");
    double before = quantizer.forward(x, Phase.EVALUATION).losses().total();
    for (ParameterGroup group : groups) {
      Arrays.setAll(group.values(), i -> group.values()[i] + 0.25 + 0.01 * i);
    }
    double after = quantizer.forward(x, Phase.EVALUATION).losses().total();
    assertThat(after != before).isEqualTo(!groups.isEmpty());
  }

  /** After a step something moves where the test says so, and nothing else does. */
  @Test
  public final void movesAfterStepsAsDeclared() {
    TrainableQuantizer quantizer = trained(1);
    INDArray x = rows("moves");
    float[] before = Dense.floats(quantizer.freeze().encode(x));
    Step step = quantizer.forward(rows("step"), Phase.TRAINING);
    assertThat(Dense.floats(quantizer.freeze().encode(x))).isEqualTo(before);
    quantizer.afterStep(step, new Seed(5));
    float[] after = Dense.floats(quantizer.freeze().encode(x));
    assertThat(!Arrays.equals(before, after)).isEqualTo(movesAfterSteps());
  }

  /** Random choices are made in training alone, and only where the test says so. */
  @Test
  public final void drawsAsDeclared() {
    TrainableQuantizer quantizer = trained(1);
    INDArray x = rows("draws");
    boolean different = false;
    CodeMatrix first = quantizer.forward(x, Phase.TRAINING).codes();
    for (int i = 0; i < 8; i++) {
      different |= !first.equals(quantizer.forward(x, Phase.TRAINING).codes());
    }
    assertThat(different).isEqualTo(drawsInForward());
  }

  /** Other widths, and numbers that are none, are refused by name. */
  @Test
  public final void refusesRowsThatDoNotFit() {
    TrainableQuantizer quantizer = trainable();
    INDArray wider = Planted.normal(3, width() + 1, random("wider"));
    assertThatThrownBy(() -> quantizer.forward(wider, Phase.TRAINING))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3, " + (width() + 1) + "]");
    INDArray bad = rows("bad");
    bad.putScalar(2, 1, Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> quantizer.forward(bad, Phase.TRAINING))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 2, column 1");
    Step step = quantizer.forward(rows("good"), Phase.TRAINING);
    assertThatThrownBy(() -> quantizer.backward(step, bad))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("row 2, column 1");
    assertThatThrownBy(() -> quantizer.backward(step, wider)).isInstanceOf(ShapeException.class);
    quantizer.backward(step, rows("gradient"));
  }

  /** Only the last step can go back. */
  @Test
  public final void refusesOlderSteps() {
    TrainableQuantizer quantizer = trainable();
    Step old = quantizer.forward(rows("old"), Phase.TRAINING);
    Step last = quantizer.forward(rows("last"), Phase.TRAINING);
    assertThatThrownBy(() -> quantizer.backward(old, rows("gradient")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("last step");
    quantizer.backward(last, rows("gradient"));
  }
}
