package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;
import org.latent4j.TensorSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;

class UniformTest {
  private static final LatentSpace SPACE = TensorSpace.of("space", Dense.of(new float[50], 50, 1));

  @Test
  void takesTheFirstEntriesOfThePermutation() {
    int[] order = new RandomStream(3).permutation(50);

    AnchorSet anchors = new Uniform().select(SPACE, 3, Run.of(3));

    assertThat(anchors.names()).containsExactly("" + order[0], "" + order[1], "" + order[2]);
  }

  @Test
  void everyRowIsDrawnAboutEquallyOften() {
    int[] drawn = new int[50];
    int rounds = 2000;
    for (int seed = 0; seed < rounds; seed++) {
      for (String key : new Uniform().select(SPACE, 10, Run.of(seed)).names()) {
        drawn[Integer.parseInt(key)]++;
      }
    }
    double expected = rounds * 10 / 50.0;
    double chiSquared = 0;
    for (int count : drawn) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    // 49 degrees of freedom; draws without repetition vary less than independent ones.
    assertThat(chiSquared).isBetween(15.0, 85.0);
  }

  @Test
  void allRowsAreAPermutation() {
    assertThat(new Uniform().select(SPACE, 50, Run.of(0)).names())
        .hasSize(50)
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesMoreAnchorsThanRowsAndNone() {
    assertThatThrownBy(() -> new Uniform().select(SPACE, 51, Run.of(0)))
        .hasMessageContaining("1 to 50")
        .hasMessageContaining("51");
    assertThatThrownBy(() -> new Uniform().select(SPACE, 0, Run.of(0))).hasMessageContaining("0");
  }
}
