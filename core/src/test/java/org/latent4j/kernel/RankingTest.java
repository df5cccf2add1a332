package org.latent4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latent4j.error.InputException;

class RankingTest {
  private static final Ranking TWO = TopK.largest(new float[] {1, 9, 4, 7, -2, 0, -1, -3}, 4, 3, 1);

  @Test
  void placesAreReadRowByRow() {
    assertThat(TWO.rows()).isEqualTo(2);
    assertThat(TWO.k()).isEqualTo(3);
    assertThat(TWO.ids()).containsExactly(1, 3, 2, 1, 2, 0);
    assertThat(TWO.scores()).containsExactly(9, 7, 4, 0, -1, -2);
    for (int row = 0; row < 2; row++) {
      for (int place = 0; place < 3; place++) {
        assertThat(TWO.id(row, place)).isEqualTo(TWO.ids()[3 * row + place]);
        assertThat(TWO.score(row, place)).isEqualTo(TWO.scores()[3 * row + place]);
      }
    }
  }

  /** Without a check, place 3 of row 0 would be place 0 of row 1. */
  @ParameterizedTest
  @CsvSource({
    "0, 3, place, 0 to 2, 3",
    "0, -1, place, 0 to 2, -1",
    "1, 3, place, 0 to 2, 3",
    "2, 0, row, 0 to 1, 2",
    "-1, 2, row, 0 to 1, -1"
  })
  void aPlaceThatIsNotThereIsRefused(int row, int place, String what, String range, String got) {
    String message = "Ranking: " + what + ": expected " + range + ", got " + got;
    assertThatThrownBy(() -> TWO.id(row, place))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> TWO.score(row, place))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @Test
  void similaritiesAreLargerWhereNearerAndDistancesSmaller() {
    assertThat(Measure.COSINE.similarity()).isTrue();
    assertThat(Measure.INNER_PRODUCT.similarity()).isTrue();
    assertThat(Measure.SQUARED_EUCLIDEAN.similarity()).isFalse();
    assertThat(Measure.MANHATTAN.similarity()).isFalse();
    assertThat(Measure.CHEBYSHEV.similarity()).isFalse();
    float[] corpus = {1, 0, 2, 0, 5, 0};
    for (Measure measure : Measure.values()) {
      Ranking found =
          new NearestNeighbours(measure, 3, 1)
              .search(Dense.of(new float[] {2, 1}, 1, 2), Dense.of(corpus, 3, 2));
      for (int place = 1; place < 3; place++) {
        float step = found.score(0, place) - found.score(0, place - 1);
        assertThat(measure.similarity() ? step <= 0 : step >= 0).as("" + measure).isTrue();
      }
    }
  }
}
