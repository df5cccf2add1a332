package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.latent4j.LatentSpace;
import org.latent4j.Run;

class KMeansTest {
  private static double[] at(double degrees) {
    return new double[] {Math.cos(Math.toRadians(degrees)), Math.sin(Math.toRadians(degrees))};
  }

  @Test
  void takesTheMiddleOfEachCluster() {
    LatentSpace space =
        SelectorSpaces.of(
            at(0), at(4), at(9), at(120), at(125), at(131), at(240), at(243), at(249));
    AnchorSet anchors = new KMeans().select(space, 3, Run.of(0));
    // farthest points: 0, then 125 or 131 or 243; each cluster's middle row follows
    assertThat(anchors.names()).containsExactlyInAnyOrder("1", "4", "7").startsWith("1");
  }

  @Test
  void twoMembersTieAndTheSmallerRowIsTaken() {
    LatentSpace space = SelectorSpaces.of(at(10), at(100), at(130), at(17), at(110));
    AnchorSet anchors = new KMeans().select(space, 2, Run.of(0));
    assertThat(anchors.names()).containsExactly("0", "4");
    LatentSpace pairs = SelectorSpaces.of(at(23), at(200), at(31), at(207));
    assertThat(new KMeans(2).select(pairs, 2, Run.of(0)).names()).containsExactly("0", "1");
  }

  @Test
  void aRowIsUsedOnceEvenWhenClustersAreEqual() {
    LatentSpace space = SelectorSpaces.of(at(5), at(5), at(5), at(90));
    assertThat(new KMeans().select(space, 3, Run.of(0)).names()).containsExactly("0", "3", "1");
    assertThat(new KMeans().select(space, 4, Run.of(0)).names())
        .containsExactly("0", "3", "1", "2");
  }

  @Test
  void zerosHaveCosineZero() {
    LatentSpace space = SelectorSpaces.of(new double[] {0, 0}, new double[] {0, 0}, at(3));
    assertThat(new KMeans().select(space, 2, Run.of(0)).names()).containsExactly("0", "2");
  }
}
