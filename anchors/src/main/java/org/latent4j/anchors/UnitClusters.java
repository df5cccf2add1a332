package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.kernel.Kernels;

/** Lloyd's iteration on unit rows, in double, and the rows nearest to its centres. */
final class UnitClusters {
  private static final int MOST_ITERATIONS = 100;

  /** Squared distances nearer than this, which is rounding, are equal. */
  private static final double EQUAL = 1e-12;

  /** Cosines nearer than this are equal. */
  private static final double EQUAL_COSINES = 1e-9;

  private final UnitVectors rows;
  private final int m;
  private final int d;
  private final int threads;
  private final double[] centres; // [m, d]

  /** Clusters whose first centres are the given rows. */
  UnitClusters(UnitVectors rows, int[] first, int threads) {
    this.rows = rows;
    this.m = first.length;
    this.d = rows.dimension();
    this.threads = threads;
    this.centres = new double[m * d];
    for (int c = 0; c < m; c++) {
      System.arraycopy(rows.values(), first[c] * d, centres, c * d, d);
    }
  }

  /** Assigns and averages until the assignments stay. */
  void settle() {
    int[] clusters = new int[0];
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      int[] before = clusters;
      clusters = assign();
      if (Arrays.equals(before, clusters)) {
        return;
      }
      average(clusters);
    }
  }

  private int[] assign() {
    double[] squares = new double[m];
    for (int c = 0; c < m; c++) {
      squares[c] = Kernels.dot(centres, c * d, centres, c * d, d);
    }
    int[] clusters = new int[rows.size()];
    ProductBlocks.visit(
        rows.values(),
        centres,
        d,
        threads,
        (from, to, products) -> {
          for (int i = from; i < to; i++) {
            clusters[i] = nearest(products, (i - from) * m, squares);
          }
        });
    return clusters;
  }

  private static int nearest(double[] products, int start, double[] squares) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < squares.length; c++) {
      least = Math.min(least, squares[c] - 2 * products[start + c]);
    }
    int c = 0;
    while (squares[c] - 2 * products[start + c] > least + EQUAL) {
      c++;
    }
    return c;
  }

  private void average(int[] clusters) {
    double[] sums = new double[m * d];
    int[] sizes = new int[m];
    for (int i = 0; i < clusters.length; i++) {
      Kernels.axpy(1.0, rows.values(), i * d, sums, clusters[i] * d, d);
      sizes[clusters[i]]++;
    }
    for (int t = 0; t < sums.length; t++) {
      if (sizes[t / d] > 0) {
        centres[t] = sums[t] / sizes[t / d];
      }
    }
  }

  /** For each cluster in turn the unused row nearest to its centre by cosine. */
  int[] representatives() {
    int[] chosen = new int[m];
    boolean[] used = new boolean[rows.size()];
    for (int c = 0; c < m; c++) {
      double norm = Math.sqrt(Kernels.dot(centres, c * d, centres, c * d, d));
      double[] products = rows.products(centres, c * d, threads);
      chosen[c] = nearestUnused(products, norm > 0 ? norm : 1, used);
      used[chosen[c]] = true;
    }
    return chosen;
  }

  private static int nearestUnused(double[] products, double norm, boolean[] used) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < products.length; i++) {
      largest = used[i] ? largest : Math.max(largest, products[i] / norm);
    }
    int row = 0;
    while (used[row] || products[row] / norm < largest - EQUAL_COSINES) {
      row++;
    }
    return row;
  }
}
