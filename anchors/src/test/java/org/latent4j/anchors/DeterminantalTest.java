package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.LinearAlgebra;
import org.latent4j.kernel.Svd;

/** Determinantal and ConditionPruned. */
class DeterminantalTest {
  private static double kernel(double[] a, double[] b, Determinantal.Kernel kernel) {
    double distance = SelectorSpaces.distance(a, b);
    return kernel == Determinantal.Kernel.RBF
        ? Math.exp(-distance * distance / (2 * 0.25))
        : SelectorSpaces.dot(a, b);
  }

  private static double determinant(double[][] unit, int[] rows, Determinantal.Kernel kernel) {
    int m = rows.length;
    double[] matrix = new double[m * m];
    for (int t = 0; t < m * m; t++) {
      matrix[t] = kernel(unit[rows[t / m]], unit[rows[t % m]], kernel);
    }
    return Arrays.stream(Svd.of(matrix, m, m).sigma()).reduce(1, (a, b) -> a * b);
  }

  @Test
  void eachChoiceMakesTheDeterminantLargest() {
    for (Determinantal.Kernel kernel : Determinantal.Kernel.values()) {
      LatentSpace space = SelectorSpaces.normal(3, 40, 8);
      double[][] unit = SelectorSpaces.unit(space);
      int[] rows =
          SelectorSpaces.rows(space, new Determinantal(kernel).select(space, 6, Run.of(0)));
      assertThat(rows[0]).as("all diagonals are exactly 1").isZero();
      for (int t = 2; t <= 6; t++) {
        double chosen = determinant(unit, Arrays.copyOf(rows, t), kernel);
        for (int other = 0; other < 40; other++) {
          int[] instead = Arrays.copyOf(rows, t);
          instead[t - 1] = other;
          assertThat(determinant(unit, instead, kernel)).isLessThanOrEqualTo(chosen + 1e-12);
        }
      }
    }
  }

  @Test
  void aRankBelowTheCountIsToldWithBothNumbers() {
    LatentSpace space = SelectorSpaces.normal(3, 40, 5);
    Determinantal linear = new Determinantal(Determinantal.Kernel.LINEAR);
    assertThat(linear.select(space, 5, Run.of(0)).size()).isEqualTo(5);
    assertThatThrownBy(() -> linear.select(space, 6, Run.of(0))).hasMessageContaining("rank 5 < 6");
    LatentSpace same = SelectorSpaces.of(new double[] {1, 2}, new double[] {1, 2});
    assertThatThrownBy(() -> new Determinantal().select(same, 2, Run.of(0)))
        .hasMessageContaining("rank 1 < 2");
  }

  @Test
  void rowsOfZerosHaveNoDirection() {
    LatentSpace space =
        SelectorSpaces.of(new double[] {0, 0}, new double[] {0, 3}, new double[] {1, 1});
    Determinantal linear = new Determinantal(Determinantal.Kernel.LINEAR);
    assertThat(linear.select(space, 2, Run.of(0)).names()).containsExactly("1", "2");
    assertThat(new Determinantal().select(space, 3, Run.of(0)).names())
        .containsExactly("0", "1", "2");
    assertThatThrownBy(
            () ->
                new ConditionPruned()
                    .select(SelectorSpaces.of(new double[2], new double[2]), 1, Run.of(0)))
        .hasMessageContaining("2 rows of zeros");
  }

  @Test
  void keepsTheLongestWellConditionedBeginning() {
    for (double tau : new double[] {1, 1.5, 3, 10, 1e4}) {
      LatentSpace space = SelectorSpaces.normal(8, 50, 12);
      AnchorSet all = new Determinantal(Determinantal.Kernel.LINEAR).select(space, 12, Run.of(0));
      AnchorSet kept = new ConditionPruned(tau).select(space, 3, Run.of(0));
      int longest = 1;
      for (int t = 1; t <= 12; t++) {
        longest = condition(space, all, t) <= tau ? t : longest;
      }
      assertThat(kept.names()).as("tau %s", tau).isEqualTo(all.names().subList(0, longest));
    }
  }

  private static double condition(LatentSpace space, AnchorSet anchors, int count) {
    double[][] unit = SelectorSpaces.unit(space);
    double[] rows = new double[count * unit[0].length];
    for (int i = 0; i < count; i++) {
      int row = (int) space.keys().rowOf(anchors.names().get(i));
      System.arraycopy(unit[row], 0, rows, i * unit[0].length, unit[0].length);
    }
    return LinearAlgebra.condition(Dense.of(rows, count, unit[0].length));
  }

  @Test
  void refusesAConditionBelowOne() {
    for (double tau : new double[] {0.99, -1, Double.NaN}) {
      assertThatThrownBy(() -> new ConditionPruned(tau)).hasMessageContaining("" + tau);
    }
    assertThat(new ConditionPruned().tau()).isEqualTo(100);
    assertThat(new Determinantal().kernel()).isEqualTo(Determinantal.Kernel.RBF);
  }

  @Test
  void theCoverOfAnchorsIsTheirLargestDistanceAndCondition() {
    LatentSpace space = SelectorSpaces.normal(8, 50, 12);
    AnchorSet anchors = new Determinantal().select(space, 9, Run.of(0));
    AnchorCover cover = AnchorCover.of(space, anchors, 2);
    assertThat(cover.radius())
        .isCloseTo(SelectorSpaces.coverRadius(space, anchors.names()), within(1e-12));
    assertThat(cover.condition()).isCloseTo(condition(space, anchors, 9), within(1e-9));
    assertThat(AnchorCover.of(space, anchors, 7)).isEqualTo(cover);
    AnchorSet all = AnchorSet.of(space.keys().asList());
    assertThat(AnchorCover.of(space, all, 1).radius()).isZero();
    LatentSpace zeros = SelectorSpaces.of(new double[] {0, 0}, new double[] {0, 3});
    assertThat(AnchorCover.of(zeros, AnchorSet.of(java.util.List.of("0")), 1).radius())
        .isEqualTo(1);
    assertThat(AnchorCover.of(zeros, AnchorSet.of(java.util.List.of("1")), 1).radius())
        .isEqualTo(1);
  }
}
