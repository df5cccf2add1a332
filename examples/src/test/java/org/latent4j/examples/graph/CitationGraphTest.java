package org.latent4j.examples.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latent4j.SparseRows;
import org.latent4j.error.InputException;
import org.latent4j.error.ShapeException;
import org.latent4j.kernel.RandomStream;

class CitationGraphTest {
  private static final SparseRows WORDS = SmallGraph.sparse(new double[] {1, 0, 0, 1, 1, 1}, 3, 2);
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Test
  void linksBecomeSymmetricOnesWithoutLoops() {
    SparseRows oneWay = SmallGraph.sparse(new double[] {1, 5, 0, 2, 0, 0, -1, 0, 1}, 3, 3);
    CitationGraph graph = CitationGraph.of(WORDS, oneWay, new int[] {0, 1, 0}, NAMES);
    assertThat(SmallGraph.dense(graph.links())).containsExactly(0, 1, 1, 1, 0, 0, 1, 0, 0);
    assertThat(graph.edges()).isEqualTo(2);
    assertThat(graph.size()).isEqualTo(3);
    assertThat(graph.classes()).isEqualTo(2);
  }

  @Test
  void aStoredZeroIsNoLink() {
    SparseRows stored =
        SparseRows.of(3, new long[] {0, 2, 2, 2}, new int[] {1, 2}, new double[] {0, 1});
    CitationGraph graph = CitationGraph.of(WORDS, stored, new int[] {0, 1, 0}, NAMES);
    assertThat(SmallGraph.dense(graph.links())).containsExactly(0, 0, 1, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void randomLinksAreTheMaximumOfBothDirections() {
    for (long seed = 0; seed < 5; seed++) {
      int n = 17;
      RandomStream random = new RandomStream(seed);
      double[] a = new double[n * n];
      for (int t = 0; t < a.length; t++) {
        a[t] = random.uniform() < 0.2 ? 1 : 0;
      }
      CitationGraph graph =
          CitationGraph.of(
              SmallGraph.sparse(new double[n], n, 1),
              SmallGraph.sparse(a, n, n),
              new int[n],
              SmallGraph.names(n));
      double[] back = SmallGraph.transposed(a, n, n);
      double[] expected = new double[n * n];
      for (int t = 0; t < a.length; t++) {
        expected[t] = t / n == t % n ? 0 : Math.max(a[t], back[t]);
      }
      assertThat(SmallGraph.dense(graph.links())).as("seed %d", seed).containsExactly(expected);
    }
  }

  @Test
  void fieldsAreCopied() {
    int[] fields = {0, 1, 2};
    CitationGraph graph =
        CitationGraph.of(WORDS, SmallGraph.sparse(new double[9], 3, 3), fields, NAMES);
    fields[0] = 9;
    assertThat(graph.fields()).containsExactly(0, 1, 2);
    assertThat(graph.edges()).isZero();
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    SparseRows links = SmallGraph.sparse(new double[9], 3, 3);
    assertThatThrownBy(() -> CitationGraph.of(WORDS, links, new int[2], NAMES))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("n = 3")
        .hasMessageContaining("[3, 3, 2, 3]");
    assertThatThrownBy(() -> CitationGraph.of(WORDS, links, new int[3], List.of("a")))
        .hasMessageContaining("[3, 3, 3, 1]");
    SparseRows wide = SmallGraph.sparse(new double[12], 3, 4);
    assertThatThrownBy(() -> CitationGraph.of(WORDS, wide, new int[3], NAMES))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3, 4]");
    SparseRows small = SmallGraph.sparse(new double[4], 2, 2);
    assertThatThrownBy(() -> CitationGraph.of(WORDS, small, new int[3], NAMES))
        .hasMessageContaining("[2, 2, 3, 3]");
  }

  @Test
  void fieldsOutsideAreRefused() {
    SparseRows links = SmallGraph.sparse(new double[9], 3, 3);
    for (int bad : new int[] {-1, 3}) {
      assertThatThrownBy(() -> CitationGraph.of(WORDS, links, new int[] {0, bad, 0}, NAMES))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("row 1")
          .hasMessageContaining(Integer.toString(bad));
    }
  }
}
