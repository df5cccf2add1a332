package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

class OrthogonalMatrixTest {
  private static final int SIZE = 64;
  private static final OrthogonalMatrix MATRIX =
      OrthogonalMatrix.of(new RandomStream(4).orthogonal(SIZE), SIZE);

  @Test
  void rowsAreMultipliedFromTheLeft() {
    float[] query = new RandomStream(5).normals(10);
    double[] turned = MATRIX.turn(query);
    assertThat(turned).hasSize(SIZE);
    for (int j = 0; j < SIZE; j++) {
      double sum = 0;
      for (int i = 0; i < 10; i++) {
        sum += query[i] * (double) MATRIX.values()[i * SIZE + j];
      }
      assertThat(turned[j]).isCloseTo(sum, within(1e-12));
    }
  }

  @Test
  void theTransposeTurnsBack() {
    double[] rows = new double[3 * SIZE];
    RandomStream random = new RandomStream(6);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.normal();
    }
    double[] back = MATRIX.back(MATRIX.turn(rows, SIZE, 2), 1);
    for (int i = 0; i < rows.length; i++) {
      assertThat(back[i]).isCloseTo(rows[i], within(1e-5));
    }
  }

  @Test
  void noRowsGiveNone() {
    assertThat(MATRIX.turn(new double[0], 10, 1)).isEmpty();
    assertThat(MATRIX.back(new double[0], 1)).isEmpty();
  }
}
