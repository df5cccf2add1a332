package org.latent4j.anchors;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.latent4j.error.InputException;
import org.latent4j.error.Require;
import org.latent4j.kernel.Parallel;

/**
 * Nodes joined to their K nearest others, undirected: an edge where either of two nodes is among
 * the nearest of the other, as long as their Euclidean distance.
 */
final class NeighbourGraph {
  private static final int BLOCK = 64;

  private final int[][] neighbours; // of each node
  private final double[][] lengths; // of their edges

  /**
   * Joins the nodes.
   *
   * @param k at least 1 and below their number
   * @throws InputException when the graph falls into several parts; names how many
   */
  NeighbourGraph(NeighbourSearch search, int k) {
    int n = search.size();
    Require.between("projection geodesic: neighbours", 1, n - 1L, k);
    this.neighbours = new int[n][];
    this.lengths = new double[n][];
    Nearest[] nearest = new Nearest[n];
    Parallel.blocks(
        n,
        BLOCK,
        Threads.all(),
        (from, to) -> System.arraycopy(search.ofNodes(from, to, k), 0, nearest, from, to - from));
    join(nearest);
    int parts = parts();
    if (parts > 1) {
      throw new InputException(
          "projection geodesic",
          "a connected graph of " + k + " neighbours",
          "a disconnected one of " + parts + " components");
    }
  }

  private void join(Nearest[] nearest) {
    int[] left = new int[nearest.length];
    for (int i = 0; i < left.length; i++) {
      for (int j : nearest[i].ids()) {
        left[i]++;
        left[j] += nearest[j].has(i) ? 0 : 1;
      }
    }
    for (int i = 0; i < left.length; i++) {
      neighbours[i] = new int[left[i]];
      lengths[i] = new double[left[i]];
    }
    for (int i = 0; i < left.length; i++) {
      for (int t = 0; t < nearest[i].ids().length; t++) {
        int j = nearest[i].ids()[t];
        double length = nearest[i].distances()[t];
        add(left, i, j, length);
        if (!nearest[j].has(i)) {
          add(left, j, i, length);
        }
      }
    }
  }

  /** Fills the places of a node from its last. */
  private void add(int[] left, int node, int other, double length) {
    int at = --left[node];
    neighbours[node][at] = other;
    lengths[node][at] = length;
  }

  private int parts() {
    int n = neighbours.length;
    boolean[] seen = new boolean[n];
    int[] stack = new int[n];
    int parts = 0;
    for (int start = 0; start < n; start++) {
      if (seen[start]) {
        continue;
      }
      parts++;
      int size = 0;
      stack[size++] = start;
      seen[start] = true;
      while (size > 0) {
        for (int next : neighbours[stack[--size]]) {
          if (!seen[next]) {
            seen[next] = true;
            stack[size++] = next;
          }
        }
      }
    }
    return parts;
  }

  /** A node that has been reached, and how far it is. */
  private record Reached(double distance, int node) implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      int order = Double.compare(distance, other.distance);
      return order != 0 ? order : Integer.compare(node, other.node);
    }
  }

  /** The lengths of the shortest paths from a node to all, by Dijkstra's algorithm. */
  double[] from(int source) {
    double[] distances = new double[neighbours.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    PriorityQueue<Reached> queue = new PriorityQueue<>();
    distances[source] = 0;
    queue.add(new Reached(0, source));
    while (!queue.isEmpty()) {
      Reached next = queue.poll();
      if (next.distance() > distances[next.node()]) {
        continue;
      }
      for (int t = 0; t < neighbours[next.node()].length; t++) {
        int other = neighbours[next.node()][t];
        double distance = next.distance() + lengths[next.node()][t];
        if (distance < distances[other]) {
          distances[other] = distance;
          queue.add(new Reached(distance, other));
        }
      }
    }
    return distances;
  }
}
