package org.latent4j.quantize.disentangle;

import java.util.Arrays;

/**
 * The first estimate of Kraskov, Stögbauer and Grassberger of the mutual information of two
 * numbers, with the closed neighbourhoods of scikit-learn's {@code mutual_info_regression}. The
 * neighbours of a row are sought outwards from it in the order of the first number, which on n rows
 * touches about the root of n times k of them.
 *
 * <p>Source: Kraskov, Stögbauer and Grassberger 2004, arXiv cond-mat/0305641, equation 8.
 */
final class PairNeighbours {
  private final double[] x; // ascending
  private final double[] y; // of the same rows
  private final double[] sortedY;
  private final int k;
  private final double[] nearest;

  PairNeighbours(SortedColumn first, SortedColumn second, int k) {
    this.x = first.values();
    double[] column = second.column();
    this.y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = column[first.rows()[i]];
    }
    this.sortedY = second.values();
    this.k = Math.min(k, x.length - 1);
    this.nearest = new double[Math.max(1, this.k)];
  }

  /** The estimate in nats, not below 0; 0 for fewer than two rows. */
  double information(Digamma digamma) {
    int n = x.length;
    if (n < 2) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double reach = Math.nextDown(distance(i));
      sum += digamma.at(within(x, x[i], reach)) + digamma.at(within(sortedY, y[i], reach));
    }
    return Math.max(0, digamma.at(n) + digamma.at(k) - sum / n);
  }

  /** The distance to the k-th neighbour, the larger of the distances in x and y. */
  private double distance(int i) {
    int n = x.length;
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int left = i - 1;
    int right = i + 1;
    while (true) {
      double worst = nearest[k - 1];
      double toLeft = left >= 0 ? x[i] - x[left] : Double.POSITIVE_INFINITY;
      double toRight = right < n ? x[right] - x[i] : Double.POSITIVE_INFINITY;
      if (Math.min(toLeft, toRight) >= worst) {
        return worst;
      }
      if (toLeft <= toRight) {
        offer(Math.max(toLeft, Math.abs(y[left--] - y[i])));
      } else {
        offer(Math.max(toRight, Math.abs(y[right++] - y[i])));
      }
    }
  }

  private void offer(double distance) {
    int at = k - 1;
    if (distance >= nearest[at]) {
      return;
    }
    while (at > 0 && nearest[at - 1] > distance) {
      nearest[at] = nearest[at - 1];
      at--;
    }
    nearest[at] = distance;
  }

  /** How many of the ascending values lie within reach of one of them, itself included. */
  private static int within(double[] values, double value, double reach) {
    int at = Arrays.binarySearch(values, value);
    int out = -1;
    int in = at;
    while (in - out > 1) {
      int middle = (in + out) >>> 1;
      if (value - values[middle] <= reach) {
        in = middle;
      } else {
        out = middle;
      }
    }
    int low = in;
    in = at;
    out = values.length;
    while (out - in > 1) {
      int middle = (in + out) >>> 1;
      if (values[middle] - value <= reach) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in - low + 1;
  }
}
