package org.latent4j.quantize.disentangle;

/**
 * Ross's estimate of the mutual information of a class and a number. The numbers are sorted once;
 * within each class a window slides over the class's numbers for the k nearest, and two pointers
 * slide over all numbers for those within reach. Time n log n at most.
 *
 * <p>Source: Ross 2014, "Mutual information between discrete and continuous data sets", PLoS ONE,
 * equation 2, with the closed neighbourhoods of scikit-learn's {@code mutual_info_classif}.
 */
final class ClassNeighbours {
  private static final int LINEAR = 12;

  private final double[] all; // ascending, rows of classes with two members or more
  private final int[] classes; // of the same rows
  private final int[] sizes;
  private final int k;
  private final Digamma digamma;

  /**
   * Takes the rows of classes that have two members or more.
   *
   * @param digamma for the number of rows at least
   */
  ClassNeighbours(Labels labels, SortedColumn column, int k, Digamma digamma) {
    this.sizes = labels.sizes();
    this.k = k;
    this.digamma = digamma;
    int n = labels.rows();
    double[] values = new double[n];
    int[] codes = new int[n];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      int code = labels.codes()[column.rows()[i]];
      if (sizes[code] > 1) {
        values[kept] = column.values()[i];
        codes[kept++] = code;
      }
    }
    this.all = kept == n ? values : java.util.Arrays.copyOf(values, kept);
    this.classes = codes;
  }

  /** The estimate in nats, not below 0; 0 where no class has two members. */
  double information() {
    int n = all.length;
    if (n == 0) {
      return 0;
    }
    int[] starts = new int[sizes.length + 1];
    for (int c = 0; c < sizes.length; c++) {
      starts[c + 1] = starts[c] + (sizes[c] > 1 ? sizes[c] : 0);
    }
    int[] places = new int[n]; // in all, class after class
    int[] next = starts.clone();
    for (int i = 0; i < n; i++) {
      places[next[classes[i]]++] = i;
    }
    double[] own = new double[n];
    for (int i = 0; i < n; i++) {
      own[i] = all[places[i]];
    }
    double sum = 0;
    for (int c = 0; c < sizes.length; c++) {
      int size = sizes[c];
      if (size > 1) {
        int near = Math.min(k, size - 1);
        sum += size * (digamma.at(near) - digamma.at(size));
        sum -= within(own, places, starts[c], starts[c + 1], near);
      }
    }
    return Math.max(0, digamma.at(n) + sum / n);
  }

  /** The sum over a class of the digamma of the number of rows within reach. */
  private double within(double[] own, int[] places, int from, int to, int near) {
    double sum = 0;
    int window = from;
    int low = 0;
    int high = 0;
    for (int i = from; i < to; i++) {
      double value = own[i];
      while (window + near + 1 < to && own[window + near + 1] - value < value - own[window]) {
        window++;
      }
      double reach = Math.nextDown(Math.max(value - own[window], own[window + near] - value));
      low = first(value, reach, low, places[i]);
      high = last(value, reach, Math.max(high, places[i]));
      sum += digamma.at(high - low + 1);
    }
    return sum;
  }

  /** The first place within reach below {@code place}; begins at the one of the row before. */
  private int first(double value, double reach, int from, int place) {
    int low = from;
    while (low > 0 && value - all[low - 1] <= reach) {
      low--; // rounding may move the bound back by a place
    }
    for (int t = 0; t < LINEAR; t++) {
      if (low >= place || value - all[low] <= reach) {
        return low;
      }
      low++;
    }
    int out = low - 1; // out of reach
    int in = place;
    while (in - out > 1) {
      int middle = (out + in) >>> 1;
      if (value - all[middle] <= reach) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in;
  }

  /** The last place within reach above {@code from}, which is within reach or beyond it. */
  private int last(double value, double reach, int from) {
    int high = from;
    while (all[high] > value && all[high] - value > reach) {
      high--;
    }
    for (int t = 0; t < LINEAR; t++) {
      if (high + 1 >= all.length || all[high + 1] - value > reach) {
        return high;
      }
      high++;
    }
    int in = high;
    int step = LINEAR;
    int out = Math.min(all.length, in + step);
    while (out < all.length && all[out] - value <= reach) {
      in = out;
      step *= 2;
      out = (int) Math.min(all.length, (long) in + step);
    }
    while (out - in > 1) {
      int middle = (in + out) >>> 1;
      if (all[middle] - value <= reach) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in;
  }
}
