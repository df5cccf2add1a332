package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

/** Against figures of scikit-learn's LinearSVC(C=0.01, class_weight="balanced", dual=False). */
class SupportVectorsTest {
  @Test
  void separatesTwoClassesHalfWay() {
    double[] x = {-10, -11, -12, 10, 11, 12};
    Labels labels = Labels.of(new int[] {4, 4, 4, 9, 9, 9});
    SupportVectors machine = SupportVectors.of(x, labels);
    assertThat(machine.predict(-1)).isZero();
    assertThat(machine.predict(1)).isEqualTo(1);
    assertThat(machine.accuracy(x, labels)).isEqualTo(1);
  }

  @Test
  void aRareClassIsBalanced() {
    RandomStream random = new RandomStream(2);
    double[] x = new double[2000];
    int[] codes = new int[2000];
    for (int i = 0; i < x.length; i++) {
      codes[i] = i % 20 == 0 ? 1 : 0;
      x[i] = 2 * codes[i] + random.normal();
    }
    Labels labels = Labels.of(codes);
    int[] predicted = Arrays.stream(x).mapToInt(SupportVectors.of(x, labels)::predict).toArray();
    // Without balance hardly any row would be called rare.
    double share = Arrays.stream(predicted).average().orElseThrow();
    assertThat(share).isBetween(0.15, 0.3);
  }

  @Test
  void areasCountTiesByHalf() {
    double[] scores = {0.1, 0.4, 0.4, 0.8};
    int[] codes = {0, 0, 1, 1};
    assertThat(ExplicitnessAuc.area(scores, codes, 1, 2)).isCloseTo(0.875, within(1e-15));
  }
}
