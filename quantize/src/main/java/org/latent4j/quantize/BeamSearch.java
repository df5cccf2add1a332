package org.latent4j.quantize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Codes one row by several stages, keeping the B partial sums that are nearest to it; of equally
 * near ones those whose codes come first in lexicographic order. In double arithmetic; safe for
 * many threads.
 */
final class BeamSearch {
  private final List<float[]> codebooks; // [K, d] each
  private final int d;
  private final int beam;

  BeamSearch(List<float[]> codebooks, int d, int beam) {
    this.codebooks = codebooks;
    this.d = d;
    this.beam = beam;
  }

  /** A partial sum: its codes, what it leaves of the row, and the square of that. */
  private record Path(int[] codes, double[] rest, double error) {}

  /** A partial sum that may be kept: where it came from and its next code. */
  private record Candidate(int parent, int code, double error) {}

  /** The codes of the row at {@code rows[at ...]}. */
  int[] codes(double[] rows, int at) {
    List<Path> paths = List.of(new Path(new int[0], Arrays.copyOfRange(rows, at, at + d), 0));
    for (float[] vectors : codebooks) {
      paths = extended(paths, vectors);
    }
    return paths.get(0).codes();
  }

  /**
   * The best paths of one stage more. Paths are kept in lexicographic order of their codes among
   * equals, so that parent and code decide a tie.
   */
  private List<Path> extended(List<Path> paths, float[] vectors) {
    int codes = vectors.length / d;
    int[] places = lexicographic(paths);
    List<Candidate> kept = new ArrayList<>();
    for (int parent = 0; parent < paths.size(); parent++) {
      double[] rest = paths.get(parent).rest();
      for (int code = 0; code < codes; code++) {
        Candidate candidate = new Candidate(parent, code, distance(rest, vectors, code * d));
        if (kept.size() < beam || compare(candidate, kept.get(beam - 1), places) < 0) {
          insert(kept, candidate, places);
        }
      }
    }
    List<Path> out = new ArrayList<>();
    for (Candidate candidate : kept) {
      Path parent = paths.get(candidate.parent());
      int[] longer = Arrays.copyOf(parent.codes(), parent.codes().length + 1);
      longer[longer.length - 1] = candidate.code();
      double[] rest = parent.rest().clone();
      for (int i = 0; i < d; i++) {
        rest[i] -= vectors[candidate.code() * d + i];
      }
      out.add(new Path(longer, rest, candidate.error()));
    }
    return out;
  }

  private void insert(List<Candidate> kept, Candidate candidate, int[] places) {
    int at = kept.size();
    while (at > 0 && compare(candidate, kept.get(at - 1), places) < 0) {
      at--;
    }
    kept.add(at, candidate);
    if (kept.size() > beam) {
      kept.remove(beam);
    }
  }

  private static int compare(Candidate a, Candidate b, int[] places) {
    int byError = Double.compare(a.error(), b.error());
    if (byError != 0) {
      return byError;
    }
    int byParent = Integer.compare(places[a.parent()], places[b.parent()]);
    return byParent != 0 ? byParent : Integer.compare(a.code(), b.code());
  }

  /** The place of each path in lexicographic order. */
  private static int[] lexicographic(List<Path> paths) {
    Integer[] order = new Integer[paths.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Arrays.compare(paths.get(a).codes(), paths.get(b).codes()));
    int[] places = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    return places;
  }

  private double distance(double[] rest, float[] vectors, int start) {
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double difference = rest[i] - vectors[start + i];
      sum += difference * difference;
    }
    return sum;
  }
}
