package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

class PrincipalPlaneTest {
  @Test
  void findsTheDirectionsOfLargestVariance() {
    RandomStream random = new RandomStream(5);
    double[] rows = new double[200 * 4];
    for (int i = 0; i < 200; i++) {
      rows[4 * i] = 3 + 0.01 * random.normal();
      rows[4 * i + 1] = 2 * random.normal();
      rows[4 * i + 2] = -1 + 9 * random.normal();
      rows[4 * i + 3] = 0.01 * random.normal();
    }
    INDArray x = Dense.of(rows, 200, 4);
    PrincipalPlane plane = PrincipalPlane.of(x, 2);
    assertThat(plane.directions()[0][2]).isGreaterThan(0.99);
    assertThat(plane.directions()[1][1]).isGreaterThan(0.99);
    double[] places = plane.places(x, 0);
    double mean = 0;
    for (int i = 0; i < 200; i++) {
      mean += places[i] / 200;
      assertThat(places[i]).isCloseTo(rows[4 * i + 2] - plane.mean()[2], within(0.5));
    }
    assertThat(mean).isCloseTo(0, within(1e-9));
  }

  @Test
  void fewerDirectionsAreZero() {
    PrincipalPlane narrow = PrincipalPlane.of(Dense.of(new double[] {1, 2, 4}, 3, 1), 1);
    assertThat(narrow.places(Dense.of(new double[] {4, 1}, 2, 1), 0)[0])
        .isCloseTo(4 - 7 / 3.0, within(1e-12));
    assertThat(narrow.places(Dense.of(new double[] {4, 1}, 2, 1), 1)).containsExactly(0, 0);
    PrincipalPlane one = PrincipalPlane.of(Dense.of(new double[] {1, 2}, 1, 2), 1);
    assertThat(one.places(Dense.of(new double[] {1, 2}, 1, 2), 0)[0]).isZero();
  }

  @Test
  void refusesWhatIsNotFinite() {
    INDArray bad = Dense.of(new double[] {1, Double.NaN}, 1, 2);
    assertThatThrownBy(() -> PrincipalPlane.of(bad, 1)).hasMessageContaining("NaN");
  }

  @Test
  void rowsAreEvenlySpaced() {
    assertThat(SpacePictures.evenlySpaced(10, 4)).containsExactly(0, 2, 5, 7);
    assertThat(SpacePictures.evenlySpaced(3, 4)).containsExactly(0, 1, 2);
  }
}
