package org.latent4j.kernel;

import java.util.Arrays;

/**
 * The work behind {@link Assignment}: rows, no more than columns, get a column each. Prices v of
 * the columns make the reduced costs {@code cost - v}; every assigned row has its column at the
 * lowest reduced cost of its row. Free columns keep the price 0, all others have at most that: with
 * more columns than rows this is what makes the result optimal.
 */
final class ShortestPaths {
  private static final double FAR = Double.POSITIVE_INFINITY;

  private final double[][] costs;
  private final int n;
  private final int m;
  private final int[] columnOf;
  private final int[] rowOf;
  private final double[] prices;
  private final Primitives loops = Kernels.primitives();

  /** Prices during one search; minus infinity for columns that are reached. */
  private final double[] open;

  private final double[] distances;

  /** The columns that are reached, in order, and their distances. */
  private final int[] reached;

  private final double[] reachedAt;
  private int reachedCount;

  /** The rows that were scanned, in order, and the heights that they were scanned with. */
  private final int[] scanned;

  private final double[] heights;
  private int scannedCount;

  ShortestPaths(double[][] costs, int columns) {
    this.costs = costs;
    this.n = costs.length;
    this.m = columns;
    this.columnOf = new int[n];
    this.rowOf = new int[m];
    this.prices = new double[m];
    this.open = new double[m];
    this.distances = new double[m];
    this.reached = new int[m];
    this.reachedAt = new double[m];
    this.scanned = new int[n];
    this.heights = new double[n];
    Arrays.fill(columnOf, -1);
    Arrays.fill(rowOf, -1);
  }

  /** Assigns all rows and returns -1, or returns a row that cannot get a column. */
  int solve() {
    int[] free = new int[n];
    for (int i = 0; i < n; i++) {
      free[i] = i;
    }
    for (int pass = 0; pass < 2; pass++) {
      free = reduce(free);
    }
    for (int row : free) {
      int column = search(row);
      if (column < 0) {
        return row;
      }
      augment(row, column);
    }
    return -1;
  }

  int columnOf(int row) {
    return columnOf[row];
  }

  double[] columnPrices() {
    return prices;
  }

  double[] rowPrices() {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = costs[i][columnOf[i]] - prices[columnOf[i]];
    }
    return out;
  }

  /**
   * Augmenting row reduction: each free row takes its best column and lowers its price by what it
   * is better than the second best; the row that had it is free again. Returns who is left.
   */
  private int[] reduce(int[] free) {
    int[] left = new int[n];
    int count = 0;
    // Rounding could let two rows outbid each other by next to nothing for ever.
    int patience = 4 * n;
    for (int first : free) {
      int row = first;
      while (row >= 0) {
        double[] cost = costs[row];
        int best = -1;
        double lowest = FAR;
        double second = FAR;
        for (int j = 0; j < m; j++) {
          double reduced = cost[j] - prices[j];
          if (reduced < second) {
            if (reduced < lowest) {
              second = lowest;
              lowest = reduced;
              best = j;
            } else {
              second = reduced;
            }
          }
        }
        int former = best < 0 ? row : rowOf[best];
        double price = second == FAR || best < 0 ? 0 : prices[best] - (second - lowest);
        boolean lowers = best >= 0 && second != FAR && price < prices[best];
        if (former >= 0 && (!lowers || patience-- <= 0)) {
          left[count++] = row;
          break;
        }
        if (lowers) {
          prices[best] = price;
        }
        columnOf[row] = best;
        rowOf[best] = row;
        if (former >= 0) {
          columnOf[former] = -1;
        }
        row = former;
      }
    }
    return Arrays.copyOf(left, count);
  }

  /** Dijkstra's search from a free row to the nearest free column; -1 where there is none. */
  private int search(int start) {
    System.arraycopy(prices, 0, open, 0, m);
    Arrays.fill(distances, FAR);
    reachedCount = 0;
    scannedCount = 0;
    int next = 0;
    double least = scan(start, 0);
    double level = least;
    while (true) {
      if (least <= level || next == reachedCount) {
        level = Math.max(level, least);
        if (level == FAR) {
          return -1;
        }
        int sink = reach(level);
        if (sink >= 0) {
          settle(level);
          return sink;
        }
      }
      int column = reached[next];
      int row = rowOf[column];
      double height = costs[row][column] - prices[column] - reachedAt[next];
      next++;
      least = scan(row, height);
    }
  }

  private double scan(int row, double height) {
    scanned[scannedCount] = row;
    heights[scannedCount++] = height;
    return loops.relax(costs[row], open, height, distances, m);
  }

  /** Takes in all columns up to the level; returns the first free one among them, or -1. */
  private int reach(double level) {
    int from = reachedCount;
    for (int j = loops.nextAtMost(distances, 0, m, level);
        j < m;
        j = loops.nextAtMost(distances, j + 1, m, level)) {
      reached[reachedCount] = j;
      reachedAt[reachedCount++] = distances[j];
      if (rowOf[j] < 0) {
        return j;
      }
    }
    for (int r = from; r < reachedCount; r++) {
      distances[reached[r]] = FAR;
      open[reached[r]] = Double.NEGATIVE_INFINITY;
    }
    return -1;
  }

  /** Lowers the prices of what was reached before the level. */
  private void settle(double level) {
    for (int r = 0; r < reachedCount; r++) {
      if (reachedAt[r] < level) {
        open[reached[r]] = prices[reached[r]] + (reachedAt[r] - level);
      } else {
        open[reached[r]] = prices[reached[r]];
      }
    }
  }

  /** Shifts the assignments along the path that led to the free column. */
  private void augment(int start, int sink) {
    int column = sink;
    int r = reachedCount - 1;
    while (true) {
      int row = predecessor(column, reachedAt[r]);
      int former = columnOf[row];
      columnOf[row] = column;
      rowOf[column] = row;
      if (row == start) {
        break;
      }
      column = former;
      r = indexOf(column);
    }
    for (int i = 0; i < reachedCount; i++) {
      prices[reached[i]] = open[reached[i]];
    }
  }

  /** The first scanned row from which the column has its distance. */
  private int predecessor(int column, double distance) {
    for (int s = 0; s < scannedCount; s++) {
      if (costs[scanned[s]][column] - prices[column] - heights[s] == distance) {
        return scanned[s];
      }
    }
    throw new IllegalStateException("column " + column + " was not reached at " + distance);
  }

  private int indexOf(int column) {
    int r = 0;
    while (reached[r] != column) {
      r++;
    }
    return r;
  }
}
