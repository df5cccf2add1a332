package org.latent4j.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.RandomStream;

/** Neighbours and shortest paths against plain definitions. */
class NeighbourGraphTest {
  private static double distance(double[] x, int i, int j, int d) {
    return Math.sqrt(Distances.squared(x, i * d, x, j * d, d));
  }

  @Test
  void tiesOfAGridGoToTheSmallerNode() {
    double[] grid = new double[2 * 36];
    for (int i = 0; i < 36; i++) {
      grid[2 * i] = 1000 + i / 6;
      grid[2 * i + 1] = i % 6;
    }
    NeighbourSearch search = new NeighbourSearch(grid, 2);
    Nearest[] found = search.ofNodes(0, 36, 5);
    for (int i = 0; i < 36; i++) {
      int self = i;
      int[] expected =
          IntStream.range(0, 36)
              .filter(j -> j != self)
              .boxed()
              .sorted(java.util.Comparator.comparingDouble(j -> distance(grid, self, j, 2)))
              .mapToInt(j -> j)
              .limit(5)
              .toArray();
      assertThat(found[i].ids()).as("node %d", i).isEqualTo(expected);
    }
    assertThat(search.of(Arrays.copyOf(grid, 2), 3)[0].ids()).containsExactly(0, 1, 6);
    assertThat(search.of(Arrays.copyOf(grid, 2), 3)[0].distances()).containsExactly(0, 1, 1);
  }

  @Test
  void pathsAreTheShortest() {
    for (int seed = 0; seed < 20; seed++) {
      RandomStream random = new RandomStream(seed);
      int n = 40;
      double[] nodes = new double[n * 3];
      for (int t = 0; t < nodes.length; t++) {
        nodes[t] = random.normal();
      }
      NeighbourSearch search = new NeighbourSearch(nodes, 3);
      NeighbourGraph graph = new NeighbourGraph(search, 8);
      double[][] paths = floydWarshall(search.ofNodes(0, n, 8), n);
      for (int source = 0; source < n; source++) {
        double[] got = graph.from(source);
        for (int j = 0; j < n; j++) {
          assertThat(Math.abs(got[j] - paths[source][j])).as("seed %d", seed).isLessThan(1e-12);
        }
      }
    }
  }

  private static double[][] floydWarshall(Nearest[] nearest, int n) {
    double[][] paths = new double[n][n];
    for (double[] row : paths) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    for (int i = 0; i < n; i++) {
      paths[i][i] = 0;
      for (int t = 0; t < nearest[i].ids().length; t++) {
        paths[i][nearest[i].ids()[t]] = nearest[i].distances()[t];
        paths[nearest[i].ids()[t]][i] = nearest[i].distances()[t];
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          paths[i][j] = Math.min(paths[i][j], paths[i][k] + paths[k][j]);
        }
      }
    }
    return paths;
  }

  @Test
  void largestValuesKeepTheOrderOfTies() {
    Largest largest = new Largest(3);
    largest.choose(new double[] {9, 1, 5, 5, -2, 7, 5}, 1, 7, 1);
    assertThat(IntStream.range(0, 3).map(largest::id)).containsExactly(4, 1, 2);
    assertThat(largest.positive()).containsExactly(1, 2, 4);
    largest.choose(new double[] {-1, 0, 2}, 0, 3, 1);
    assertThat(largest.positive()).containsExactly(2);
    largest.choose(new double[] {3, 1, 2, 0}, 0, 4, -1);
    assertThat(IntStream.range(0, 3).map(largest::id)).containsExactly(3, 1, 2);
  }
}
