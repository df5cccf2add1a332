package org.latent4j.quantize.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

class SortedColumnTest {
  @Test
  void sortsEveryKindOfNumberWithItsRow() {
    RandomStream random = new RandomStream(3);
    double[] column = new double[5000];
    for (int i = 0; i < column.length; i++) {
      column[i] = random.normal() * Math.pow(10, random.below(600) - 300);
    }
    column[17] = Double.MIN_VALUE;
    column[18] = -Double.MIN_VALUE;
    column[19] = Double.MAX_VALUE;
    column[20] = -Double.MAX_VALUE;
    double[] before = column.clone();
    SortedColumn sorted = SortedColumn.of(column);
    assertThat(column).isEqualTo(before);
    double[] expected = column.clone();
    Arrays.sort(expected);
    assertThat(sorted.values()).isEqualTo(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(column[sorted.rows()[i]]).isEqualTo(expected[i]);
    }
    assertThat(sorted.column()).isEqualTo(column);
  }

  @Test
  void equalNumbersStayInOrderAndAreNoticed() {
    SortedColumn sorted = SortedColumn.of(new double[] {2, -0.0, 1, 0.0, 2});
    assertThat(sorted.rows()).containsExactly(1, 3, 2, 0, 4);
    assertThat(sorted.repeats()).isTrue();
    assertThat(SortedColumn.of(new double[] {2, 1}).repeats()).isFalse();
    assertThat(SortedColumn.of(new double[0]).values()).isEmpty();
  }

  @Test
  void codesAreNumberedWhateverTheirRange() {
    Labels near = Labels.of(new int[] {7, -3, 7, 5});
    assertThat(near.codes()).containsExactly(2, 0, 2, 1);
    assertThat(near.count()).isEqualTo(3);
    Labels far = Labels.of(new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 0});
    assertThat(far.codes()).containsExactly(2, 0, 1);
    assertThat(far.select(new int[] {0, 0}).sizes()).containsExactly(0, 0, 2);
  }

  @Test
  void quantilesAreNumpys() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(Quantile.of(sorted, 0)).isEqualTo(1);
    assertThat(Quantile.of(sorted, 1)).isEqualTo(8);
    assertThat(Quantile.of(sorted, 0.5)).isEqualTo(3);
    assertThat(Quantile.of(sorted, 0.9)).isCloseTo(6.8, within(1e-15));
  }

  @Test
  void binsAreClosedOnTheLeft() {
    double[] column = {-1, -0.5001, -0.5, -0.0001, 0.5, 1, 0.75};
    Labels bins = Labels.binned(column, 4);
    assertThat(bins.codes()).containsExactly(0, 0, 1, 1, 2, 2, 2);
    assertThat(bins.count()).isEqualTo(3);
    assertThat(Labels.binned(new double[] {7, 7}, 20).count()).isEqualTo(1);
  }
}
