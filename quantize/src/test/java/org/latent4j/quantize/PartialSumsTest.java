package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.RandomStream;

class PartialSumsTest {
  private record Offer(double error, int[] codes) {}

  @Test
  void noneIsOneBeginningWithoutCodes() {
    PartialSums none = PartialSums.none();
    assertThat(none.size()).isEqualTo(1);
    assertThat(none.error(0)).isZero();
    assertThat(none.best()).isEmpty();
  }

  /** Few different errors, so that ties abound; the order of offers must not matter. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void theBestAreKeptInOrder(int most) {
    for (long seed = 0; seed < 50; seed++) {
      RandomStream random = new RandomStream(seed);
      List<Offer> offers = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        offers.add(new Offer(random.below(6), new int[] {i / 6, i % 6}));
      }
      PartialSums sums = new PartialSums(most, 2);
      for (int i : random.permutation(offers.size())) {
        Offer offer = offers.get(i);
        sums.offer(offer.error(), new int[] {offer.codes()[0]}, offer.codes()[1]);
      }
      offers.sort(
          Comparator.comparingDouble(Offer::error)
              .thenComparing(Offer::codes, (a, b) -> Arrays.compare(a, b)));
      assertThat(sums.size()).isEqualTo(Math.min(most, 30));
      for (int i = 0; i < sums.size(); i++) {
        assertThat(sums.error(i)).as("seed %d place %d", seed, i).isEqualTo(offers.get(i).error());
        assertThat(sums.codes(i)).as("seed %d place %d", seed, i).isEqualTo(offers.get(i).codes());
      }
      assertThat(sums.best()).isEqualTo(offers.get(0).codes());
    }
  }
}
