package org.latent4j.anchors;

import java.util.Arrays;

/** The k largest values of a row, largest first; of equal ones the smaller column. */
final class Largest {
  private final int[] ids; // [k]
  private final double[] values; // [k]
  private int size;

  Largest(int k) {
    this.ids = new int[k];
    this.values = new double[k];
  }

  /** Chooses among {@code sign} times the values of {@code row[from, to)}; forgets the former. */
  void choose(double[] row, int from, int to, double sign) {
    size = 0;
    int k = ids.length;
    for (int j = from; j < to; j++) {
      double value = sign * row[j];
      if (size == k && !(value > values[k - 1])) {
        continue;
      }
      int at = size < k ? size++ : k - 1;
      while (at > 0 && values[at - 1] < value) {
        values[at] = values[at - 1];
        ids[at] = ids[at - 1];
        at--;
      }
      values[at] = value;
      ids[at] = j - from;
    }
  }

  /** The column in a place. */
  int id(int place) {
    return ids[place];
  }

  /** The columns chosen whose values are above 0, ascending. */
  int[] positive() {
    int count = 0;
    while (count < size && values[count] > 0) {
      count++;
    }
    int[] positive = Arrays.copyOf(ids, count);
    Arrays.sort(positive);
    return positive;
  }
}
