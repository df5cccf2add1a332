package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latent4j.Seed;
import org.latent4j.error.InputException;
import org.latent4j.kernel.RandomStream;

/** The small pieces of training: split, dropout, loss, activations, plans. */
class TrainingPiecesTest {
  @Test
  void everyNodeIsInOnePartOfTheSplit() {
    NodeSplit split = NodeSplit.of(23, new Seed(3));
    int[] together =
        Stream.of(split.train(), split.validation(), split.test())
            .flatMapToInt(IntStream::of)
            .sorted()
            .toArray();
    assertThat(together).containsExactly(IntStream.range(0, 23).toArray());
    assertThat(split.validation()).hasSize(4);
    assertThat(split.test()).hasSize(4);
    assertThat(NodeSplit.of(23, new Seed(3)).test()).containsExactly(split.test());
    assertThat(NodeSplit.of(23, new Seed(4)).train()).isNotEqualTo(split.train());
    assertThatThrownBy(() -> NodeSplit.of(4, new Seed(0))).hasMessageContaining("got 4");
  }

  @Test
  void dropoutKeepsTheMean() {
    double[] factors = new Dropout(0.3).factors(20_000, new RandomStream(1));
    long zeros = Arrays.stream(factors).filter(value -> value == 0).count();
    assertThat(zeros / 20_000.0).isCloseTo(0.3, within(0.02));
    assertThat(Arrays.stream(factors).filter(value -> value != 0).distinct().toArray())
        .containsExactly(1 / 0.7);
    assertThat(new Dropout(0).factors(5, new RandomStream(1))).containsOnly(1.0);
    for (double bad : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new Dropout(bad))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(Double.toString(bad));
    }
  }

  @Test
  void theLossIsTheCrossEntropyOfTheNodesAskedFor() {
    NodeLoss loss = new NodeLoss(new int[] {1, 0, 1}, 2);
    double[] logits = {0, Math.log(3), 50, -50, 2, 2};
    double[] gradient = new double[6];
    Arrays.fill(gradient, 7);
    double value = loss.of(logits, new int[] {0, 2}, gradient);
    assertThat(value).isCloseTo((Math.log(4.0 / 3) + Math.log(2)) / 2, within(1e-12));
    double[] expected = {0.125, -0.125, 0, 0, 0.25, -0.25};
    for (int t = 0; t < 6; t++) {
      assertThat(gradient[t]).as("%d", t).isCloseTo(expected[t], within(1e-12));
    }
  }

  @Test
  void accuracyCountsTheFirstOfEqualLogits() {
    NodeLoss loss = new NodeLoss(new int[] {1, 0, 1, 0}, 2);
    double[] logits = {0, 1, 1, 0, 2, 2, 2, 2};
    assertThat(loss.accuracy(logits, new int[] {0, 1, 2, 3})).isEqualTo(0.75);
    assertThat(loss.accuracy(logits, new int[] {2})).isZero();
  }

  @Test
  void activationsAndTheirSlopesBelongTogether() {
    for (Activation activation : Activation.values()) {
      for (double x : new double[] {-3, -0.4, 0.2, 2}) {
        double y = activation.apply(x);
        double slope = (activation.apply(x + 1e-6) - activation.apply(x - 1e-6)) / 2e-6;
        assertThat(activation.slope(y)).as("%s %s", activation, x).isCloseTo(slope, within(1e-8));
      }
    }
    assertThat(Activation.RELU.apply(-2)).isZero();
    assertThat(Activation.RELU.slope(0)).isZero();
    assertThat(Activation.TANH.apply(1)).isEqualTo(StrictMath.tanh(1));
  }

  @Test
  void plansAreNamedAfterTheirSettingsAndChecked() {
    assertThat(TrainingPlan.of(2, 16, Activation.RELU, 0.5, Optimiser.ADAM, 0.01, 9).name())
        .isEqualTo("2 layers of 16, relu, adam 0.01, dropout 0.5");
    assertThat(TrainingPlan.of(1, 16, Activation.RELU, 0, Optimiser.MOMENTUM, 2, 9).name())
        .isEqualTo("1 layer, momentum 2.0, dropout 0.0");
    assertThatThrownBy(() -> plan(0, 1, 0, 1, 1)).hasMessageContaining("depth");
    assertThatThrownBy(() -> plan(1, 0, 0, 1, 1)).hasMessageContaining("width");
    assertThatThrownBy(() -> plan(1, 1, 1, 1, 1)).hasMessageContaining("Dropout");
    assertThatThrownBy(() -> plan(1, 1, 0, 0, 1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> plan(1, 1, 0, 1, 0)).hasMessageContaining("epochs");
  }

  private static TrainingPlan plan(int depth, int width, double dropout, double rate, int epochs) {
    return TrainingPlan.of(depth, width, Activation.RELU, dropout, Optimiser.ADAM, rate, epochs);
  }

  @Test
  void pearsonIsTheCorrelation() {
    double[] x = {1, 2, 3, 4};
    assertThat(Pearson.of(x, new double[] {3, 5, 7, 9})).isCloseTo(1, within(1e-15));
    assertThat(Pearson.of(x, new double[] {0, -1, -2, -3})).isCloseTo(-1, within(1e-15));
    // By hand: sums of products 4, of squares 5 and 5 about the means 2.5.
    assertThat(Pearson.of(x, new double[] {2, 1, 4, 3})).isCloseTo(0.6, within(1e-15));
    double[] far = {1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4};
    assertThat(Pearson.of(far, new double[] {2, 1, 4, 3})).isCloseTo(0.6, within(1e-12));
    assertThat(Pearson.of(x, new double[] {0.1, 0.1, 0.1, 0.1})).isNaN();
    assertThat(Pearson.of(new double[0], new double[0])).isNaN();
  }
}
