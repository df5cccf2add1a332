package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

class FarthestPointTest {
  /** One distance at a time. */
  private static int[] plain(LatentSpace space, int m, int start) {
    double[][] unit = SelectorSpaces.unit(space);
    double[] nearest = new double[unit.length];
    java.util.Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int[] chosen = new int[m];
    int next = start;
    for (int t = 0; t < m; t++) {
      chosen[t] = next;
      nearest[next] = -1;
      for (int i = 0; i < unit.length; i++) {
        nearest[i] = Math.min(nearest[i], SelectorSpaces.distance(unit[i], unit[chosen[t]]));
      }
      for (int i = 0; i < unit.length; i++) {
        next = nearest[i] > nearest[next] ? i : next;
      }
    }
    return chosen;
  }

  @Test
  void choosesWhatOneDistanceAtATimeChooses() {
    for (int seed = 0; seed < 30; seed++) {
      int d = 1 + seed * 3 % 40;
      LatentSpace space = SelectorSpaces.normal(seed, 300, d + 1);
      AnchorSet anchors = new FarthestPoint(seed).select(space, 90, Run.of(0));
      assertThat(SelectorSpaces.rows(space, anchors))
          .as("seed %d", seed)
          .isEqualTo(plain(space, 90, seed));
    }
  }

  @Test
  void floatsAreJudgedInDouble() {
    for (int seed = 0; seed < 10; seed++) {
      float[] values = new RandomStream(seed).normals(1500 * 48);
      LatentSpace space = TensorSpace.of("floats", Dense.of(values, 1500, 48));
      AnchorSet anchors = new FarthestPoint(0).select(space, 200, Run.of(0));
      assertThat(SelectorSpaces.rows(space, anchors))
          .as("seed %d", seed)
          .isEqualTo(plain(space, 200, 0));
    }
  }

  @Test
  void rowsWithinTheRoundingOfFloatsAreToldApart() {
    // All rows within 1e-5 of each other: products in float are all 1.
    double[] values = SelectorSpaces.normals(4, 200 * 6);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] * 1e-5 + (i % 6 == 0 ? 1 : 0);
    }
    LatentSpace space = TensorSpace.of("near", Dense.of(values, 200, 6));
    AnchorSet anchors = new FarthestPoint(0).select(space, 10, Run.of(0));
    double[][] unit = SelectorSpaces.unit(space);
    int[] rows = SelectorSpaces.rows(space, anchors);
    double largest = 0;
    for (double[] row : unit) {
      largest = Math.max(largest, SelectorSpaces.distance(unit[0], row));
    }
    assertThat(SelectorSpaces.distance(unit[0], unit[rows[1]])).isGreaterThan(largest * 0.9999);
  }

  @Test
  void aRowOfZerosIsAtDistanceOneFromAllOthers() {
    LatentSpace space =
        SelectorSpaces.of(
            new double[] {1, 0}, new double[] {1, 0.1}, new double[] {0, 0}, new double[] {0, 2});
    AnchorSet anchors = new FarthestPoint(0).select(space, 4, Run.of(0));
    assertThat(anchors.names()).containsExactly("0", "3", "2", "1");
    assertThat(new FarthestPoint(2).select(space, 2, Run.of(0)).names()).containsExactly("2", "0");
  }

  @Test
  void equalDistancesGoToTheSmallerRow() {
    double[][] axes = new double[12][12];
    for (int i = 0; i < 12; i++) {
      axes[i][i] = 3;
    }
    assertThat(SelectorSpaces.rows(SelectorSpaces.of(axes), select(axes, 12, 5)))
        .containsExactly(5, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11);
  }

  private static AnchorSet select(double[][] rows, int m, int start) {
    return new FarthestPoint(start).select(SelectorSpaces.of(rows), m, Run.of(0));
  }

  @Test
  void whenAllDifferentRowsAreChosenTheRestComesInOrder() {
    double[][] rows = new double[9][];
    for (int i = 0; i < 9; i++) {
      double angle = i % 3 * 0.7 + 0.1;
      rows[i] = new double[] {Math.cos(angle), Math.sin(angle), 0.3};
    }
    assertThat(SelectorSpaces.rows(SelectorSpaces.of(rows), select(rows, 9, 0)))
        .startsWith(0, 2, 1)
        .endsWith(3, 4, 5, 6, 7, 8);
  }

  @Test
  void everyRowIsCoveredWithinTwiceTheDistanceOfTheLastChoice() {
    LatentSpace space = SelectorSpaces.normal(2, 500, 5);
    AnchorSet anchors = new FarthestPoint().select(space, 21, Run.of(0));
    double[][] unit = SelectorSpaces.unit(space);
    int[] rows = SelectorSpaces.rows(space, anchors);
    double last = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 20; i++) {
      last = Math.min(last, SelectorSpaces.distance(unit[rows[20]], unit[rows[i]]));
    }
    double radius = SelectorSpaces.coverRadius(space, anchors.names().subList(0, 20));
    assertThat(radius).isEqualTo(last);
  }

  @Test
  void refusesAStartOutsideTheSpace() {
    LatentSpace space = SelectorSpaces.normal(1, 5, 2);
    assertThatThrownBy(() -> new FarthestPoint(5).select(space, 2, Run.of(0)))
        .hasMessageContaining("start: expected 0 to 4, got 5");
    assertThatThrownBy(() -> new FarthestPoint(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new KMeans(-2)).hasMessageContaining("-2");
    assertThatThrownBy(() -> new KMeans(5).select(space, 2, Run.of(0)))
        .hasMessageContaining("start: expected 0 to 4, got 5");
  }
}
