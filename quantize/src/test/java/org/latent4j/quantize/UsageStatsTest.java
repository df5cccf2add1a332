package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** How codes are used. */
class UsageStatsTest {
  private static final double LOG2 = Math.log(2);

  @Test
  void countsCodes() {
    CodeMatrix codes =
        CodeMatrix.of(new CodeSpace(4, 3), new int[][] {{0, 0}, {0, 1}, {3, 2}, {3, 2}});
    UsageStats usage = UsageStats.of(codes);
    assertThat(usage.counts()).isDeepEqualTo(new long[][] {{2, 0, 0, 2}, {1, 1, 2}});
    assertThat(usage.active()).containsExactly(2, 3);
    assertThat(usage.dead()).containsExactly(2, 0);
    assertThat(usage.perplexity()[0]).isCloseTo(2, within(1e-12));
    assertThat(usage.perplexity()[1]).isCloseTo(Math.exp(1.5 * LOG2), within(1e-12));
    // Position 1 tells position 0 wholly: information log 2, entropies log 2 and 3/2 log 2.
    assertThat(usage.pairwiseNmi()[0][1]).isCloseTo(0.8, within(1e-12));
    assertThat(usage.pairwiseNmi()[1][0]).isEqualTo(usage.pairwiseNmi()[0][1]);
    assertThat(usage.pairwiseNmi()[1][1]).isEqualTo(1);
  }

  @Test
  void independentPositionsTellNothing() {
    CodeMatrix codes =
        CodeMatrix.of(
            new CodeSpace(2, 2, 2), new int[][] {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}});
    UsageStats usage = UsageStats.of(codes);
    assertThat(usage.pairwiseNmi()[0][1]).isCloseTo(0, within(1e-12));
    assertThat(usage.pairwiseNmi()[0][2]).isZero();
    assertThat(usage.perplexity()).containsExactly(2, 2, 1);
  }

  @Test
  void countingLeavesPairsUnknown() {
    CodeMatrix codes = CodeMatrix.of(new CodeSpace(2, 2), new int[][] {{0, 1}});
    assertThat(UsageStats.counting(codes).counts()).isDeepEqualTo(UsageStats.of(codes).counts());
    assertThat(UsageStats.counting(codes).pairwiseNmi()[0][1]).isNaN();
  }

  @Test
  void noRowsUseNothing() {
    UsageStats usage = UsageStats.of(CodeMatrix.of(new CodeSpace(3), new int[0][]));
    assertThat(usage.perplexity()).containsExactly(0);
    assertThat(usage.dead()).containsExactly(3);
  }
}
