package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

class EigenAllocationTest {
  @Test
  void theLargestAxesAreSpreadOverTheSlices() {
    double[] ascending = {1, 2, 4, 8, 16, 32};
    assertThat(EigenAllocation.deal(ascending, 3)).containsExactly(5, 0, 4, 1, 3, 2);
    assertThat(EigenAllocation.deal(ascending, 1)).containsExactly(5, 4, 3, 2, 1, 0);
    assertThat(EigenAllocation.deal(ascending, 6)).containsExactly(5, 4, 3, 2, 1, 0);
  }

  @Test
  void axesWithoutVarianceAreDealtToo() {
    List<Integer> dealt = EigenAllocation.deal(new double[] {-1e-18, 0, 0, 7}, 2);
    assertThat(dealt).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(EigenAllocation.deal(new double[4], 2)).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void theRotationIsOrthogonalAndMakesColumnsUncorrelated(int slices) {
    int d = 6;
    INDArray x = ScanRows.of(3, 400, d);
    double[] rotation = EigenAllocation.rotation(x, slices, 2);
    OrthogonalMatrix matrix = OrthogonalMatrix.of(rotation, d);
    double[] turned = matrix.turn(Dense.doubles(x), d, 1);
    double[] mean = new double[d];
    for (int i = 0; i < turned.length; i++) {
      mean[i % d] += turned[i] / 400;
    }
    double[] covariance = new double[d * d];
    for (int row = 0; row < 400; row++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          double a = turned[row * d + i] - mean[i];
          covariance[i * d + j] += a * (turned[row * d + j] - mean[j]) / 400;
        }
      }
    }
    double largest = IntStream.range(0, d).mapToDouble(i -> covariance[i * d + i]).max().orElse(0);
    assertThat(covariance[0]).as("the first slice has the largest axis").isEqualTo(largest);
    for (int i = 0; i < d * d; i++) {
      double product = 0;
      for (int k = 0; k < d; k++) {
        product += rotation[k * d + i / d] * rotation[k * d + i % d];
      }
      assertThat(product).isCloseTo(i / d == i % d ? 1 : 0, within(1e-10));
      if (i / d != i % d) {
        assertThat(covariance[i]).as("entry %d", i).isCloseTo(0, within(1e-5 * largest));
      }
    }
  }
}
