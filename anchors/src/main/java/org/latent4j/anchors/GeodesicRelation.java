package org.latent4j.anchors;

import java.util.Objects;
import org.latent4j.kernel.Parallel;

/**
 * Lengths of shortest paths: from a row to one of its K nearest nodes and through the neighbour
 * graph to the anchor, the least of them.
 */
final class GeodesicRelation implements Relation {
  private final RowMap map;
  private final NeighbourSearch search;
  private final int k;
  private final int m;
  private final double[] paths; // [n, m]

  private GeodesicRelation(RowMap map, NeighbourSearch search, int k, int m, double[] paths) {
    this.map = map;
    this.search = search;
    this.k = k;
    this.m = m;
    this.paths = paths;
  }

  static GeodesicRelation of(Frame frame, FitState state, int k) {
    double[] nodes = frame.apply(Objects.requireNonNull(state.nodes()).clone()); // [n, d]
    int[] anchors = Objects.requireNonNull(state.anchors().nodes());
    NeighbourSearch search = new NeighbourSearch(nodes, state.d());
    NeighbourGraph graph = new NeighbourGraph(search, k);
    int n = search.size();
    int m = anchors.length;
    double[] paths = new double[Math.multiplyExact(n, m)]; // [n, m]
    Parallel.blocks(
        m,
        1,
        Threads.all(),
        (from, to) -> {
          double[] own = graph.from(anchors[from]);
          for (int node = 0; node < n; node++) {
            paths[node * m + from] = own[node];
          }
        });
    return new GeodesicRelation(frame, search, k, m, paths);
  }

  @Override
  public int columns() {
    return m;
  }

  @Override
  public double[] apply(double[] rows) {
    Nearest[] nearest = search.of(map.apply(rows), k);
    double[] out = new double[nearest.length * m]; // [b, m]
    for (int i = 0; i < nearest.length; i++) {
      for (int j = 0; j < m; j++) {
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < k; t++) {
          int node = nearest[i].ids()[t];
          least = Math.min(least, nearest[i].distances()[t] + paths[node * m + j]);
        }
        out[i * m + j] = least;
      }
    }
    return out;
  }
}
