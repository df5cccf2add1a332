package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;

/** CoverageDiversity and BestAligned. */
class CoverageDiversityTest {
  /** Greedy without laziness. */
  private static int[] plain(double[][] unit, int m) {
    double[] covered = new double[unit.length];
    int[] chosen = new int[m];
    for (int t = 0; t < m; t++) {
      double best = -1;
      for (int j = 0; j < unit.length; j++) {
        double gain = 0;
        for (int i = 0; i < unit.length; i++) {
          gain += Math.max(0, SelectorSpaces.dot(unit[i], unit[j]) - covered[i]);
        }
        int candidate = j;
        if (gain > best + 1e-12 && IntStream.of(chosen).limit(t).noneMatch(c -> c == candidate)) {
          best = gain;
          chosen[t] = j;
        }
      }
      for (int i = 0; i < unit.length; i++) {
        covered[i] = Math.max(covered[i], SelectorSpaces.dot(unit[i], unit[chosen[t]]));
      }
    }
    return chosen;
  }

  @Test
  void choosesWhatFullEvaluationChooses() {
    for (int seed = 0; seed < 20; seed++) {
      LatentSpace space = SelectorSpaces.normal(seed, 80, 3 + seed % 5);
      AnchorSet anchors = new CoverageDiversity().select(space, 25, Run.of(0));
      assertThat(SelectorSpaces.rows(space, anchors))
          .as("seed %d", seed)
          .isEqualTo(plain(SelectorSpaces.unit(space), 25));
    }
  }

  @Test
  void whenNothingIsLeftToGainRowsComeInOrder() {
    LatentSpace space =
        SelectorSpaces.of(
            new double[] {0, 0}, new double[] {0, 1}, new double[] {0, 2}, new double[] {0, 5});
    assertThat(new CoverageDiversity().select(space, 4, Run.of(0)).names())
        .containsExactly("1", "0", "2", "3");
  }

  @Test
  void alignedRowsComeFirst() {
    // The other space is this one turned, apart from the last rows, which are replaced.
    double[] x = SelectorSpaces.normals(1, 40 * 6);
    double[] turned = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      turned[t] = -2.5 * x[t / 6 * 6 + (t + 1) % 6];
    }
    double[] noise = SelectorSpaces.normals(2, 10 * 6);
    System.arraycopy(noise, 0, turned, 30 * 6, noise.length);
    LatentSpace left = TensorSpace.of("left", Dense.of(x, 40, 6));
    List<String> keys = left.keys().asList();
    LatentSpace right = TensorSpace.of("right", Dense.of(turned, 40, 6), keys);
    AnchorSet reference = AnchorSet.of(keys.subList(0, 12));

    AnchorSet anchors = new BestAligned(right, reference).select(left, 30, Run.of(0));

    assertThat(IntStream.of(SelectorSpaces.rows(left, anchors))).allMatch(row -> row < 30);
  }

  @Test
  void onlySharedKeysCanBeAligned() {
    LatentSpace left =
        TensorSpace.of(
            "left", Dense.of(SelectorSpaces.normals(1, 12), 4, 3), List.of("a", "b", "c", "d"));
    LatentSpace right =
        TensorSpace.of(
            "right", Dense.of(SelectorSpaces.normals(2, 8), 4, 2), List.of("x", "d", "c", "a"));
    AnchorSet reference = AnchorSet.of(List.of("a", "d"));
    BestAligned aligned = new BestAligned(right, reference);
    assertThat(aligned.select(left, 3, Run.of(0)).names()).containsExactlyInAnyOrder("a", "c", "d");
    assertThatThrownBy(() -> aligned.select(left, 4, Run.of(0)))
        .hasMessageContaining("1 to 3")
        .hasMessageContaining("got 4");
    assertThatThrownBy(
            () ->
                new BestAligned(right, AnchorSet.of(List.of("a", "b"))).select(left, 1, Run.of(0)))
        .hasMessageContaining("b");
  }
}
