package org.latent4j.anchors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The nearest of many, nearest first; of equally near ones the smaller id.
 *
 * @param ids who they are
 * @param distances how far they are
 */
record Nearest(int[] ids, double[] distances) {
  /**
   * Chooses the {@code k} nearest.
   *
   * @param near squared distances that are nearly right; infinite for who takes no part
   * @param margin how far they may be off
   * @param exact the squared distance that decides
   */
  static Nearest of(double[] near, int k, double margin, IntToDoubleFunction exact) {
    double limit = smallest(near, k) + 2 * margin;
    int[] candidates = IntStream.range(0, near.length).filter(j -> near[j] <= limit).toArray();
    double[] squared = Arrays.stream(candidates).mapToDouble(exact).toArray();
    int[] order =
        IntStream.range(0, candidates.length)
            .boxed()
            .sorted(Comparator.comparingDouble(t -> squared[t])) // stable: ids stay in order
            .limit(k)
            .mapToInt(t -> t)
            .toArray();
    return new Nearest(
        Arrays.stream(order).map(t -> candidates[t]).toArray(),
        Arrays.stream(order).mapToDouble(t -> Math.sqrt(squared[t])).toArray());
  }

  /** The k-th smallest value. */
  private static double smallest(double[] values, int k) {
    double[] kept = new double[k]; // ascending
    Arrays.fill(kept, Double.POSITIVE_INFINITY);
    for (double value : values) {
      if (value < kept[k - 1]) {
        int at = k - 1;
        while (at > 0 && kept[at - 1] > value) {
          kept[at] = kept[at - 1];
          at--;
        }
        kept[at] = value;
      }
    }
    return kept[k - 1];
  }

  /** Whether {@code id} is among them. */
  boolean has(int id) {
    for (int other : ids) {
      if (other == id) {
        return true;
      }
    }
    return false;
  }
}
