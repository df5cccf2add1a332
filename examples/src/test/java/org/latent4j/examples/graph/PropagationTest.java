package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latent4j.SparseRows;

class PropagationTest {
  @Test
  void isTheNormalisedMatrixWithLoops() {
    for (long seed = 0; seed < 5; seed++) {
      int n = 23;
      SparseRows links = SmallGraph.of(n, 4, seed).links();
      double[] a = SmallGraph.dense(links);
      double[] degrees = new double[n];
      for (int i = 0; i < n; i++) {
        a[i * n + i] += 1;
        for (int j = 0; j < n; j++) {
          degrees[i] += a[i * n + j];
        }
      }
      double[] p = SmallGraph.dense(Propagation.of(links));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double expected = a[i * n + j] / Math.sqrt(degrees[i] * degrees[j]);
          assertThat(p[i * n + j])
              .as("seed %d, %d %d", seed, i, j)
              .isCloseTo(expected, within(1e-15));
        }
      }
    }
  }

  @Test
  void lonelyNodesKeepWhatTheyHave() {
    SparseRows none = SmallGraph.sparse(new double[9], 3, 3);
    assertThat(SmallGraph.dense(Propagation.of(none))).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void isSymmetricAndOfDoubles() {
    SparseRows p = Propagation.of(SmallGraph.of(40, 3, 9).links());
    assertThat(p.transposed()).isEqualTo(p);
    assertThat(p.dataType().toString()).isEqualTo("DOUBLE");
  }

  @Test
  void aPairIsMixedByHalves() {
    SparseRows pair = SmallGraph.sparse(new double[] {0, 1, 1, 0}, 2, 2);
    for (double entry : SmallGraph.dense(Propagation.of(pair))) {
      assertThat(entry).isCloseTo(0.5, within(1e-15));
    }
  }
}
