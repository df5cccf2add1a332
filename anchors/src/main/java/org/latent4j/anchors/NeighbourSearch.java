package org.latent4j.anchors;

import java.util.Arrays;

/** Finds the nearest of fixed nodes by Euclidean distance, in double. */
final class NeighbourSearch {
  private final double[] nodes; // [n, d]
  private final int d;
  private final Distances distances;

  NeighbourSearch(double[] nodes, int d) {
    this.nodes = nodes;
    this.d = d;
    this.distances = new Distances(nodes, nodes.length / d);
  }

  int size() {
    return nodes.length / d;
  }

  int width() {
    return d;
  }

  /** The k nearest nodes of each row. */
  Nearest[] of(double[] rows, int k) {
    return search(rows, k, -1);
  }

  /** The k nearest other nodes of nodes {@code from} to {@code to}. */
  Nearest[] ofNodes(int from, int to, int k) {
    return search(Arrays.copyOfRange(nodes, from * d, to * d), k, from);
  }

  private Nearest[] search(double[] rows, int k, int firstSelf) {
    int n = size();
    double[] squared = distances.squared(rows.clone()); // [b, n]
    Nearest[] found = new Nearest[rows.length / d];
    for (int i = 0; i < found.length; i++) {
      double[] near = Arrays.copyOfRange(squared, i * n, (i + 1) * n); // [n]
      if (firstSelf >= 0) {
        near[firstSelf + i] = Double.POSITIVE_INFINITY;
      }
      int start = i * d;
      found[i] =
          Nearest.of(
              near,
              k,
              distances.margin(rows, i),
              j -> Distances.squared(rows, start, nodes, j * d, d));
    }
    return found;
  }
}
