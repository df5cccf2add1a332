package org.latent4j.quantize;

import java.util.Arrays;
import org.latent4j.kernel.Kernels;

/**
 * Estimates of sums of centroids by tables of inner products with one query, and the norms of the
 * sums.
 *
 * @param books the centroids
 * @param similarity what is estimated
 */
record ResidualScan(ResidualCodebooks books, Similarity similarity) {
  ScanPlan plan(CodeMatrix codes) {
    int n = Math.toIntExact(codes.rows());
    int[] all = codes.codes(); // [n, stages]
    double[] squares = similarity == Similarity.DOT ? new double[n] : squares(all, n);
    return query -> estimates(all, squares, query);
  }

  /** Squared norms of the sums as they are in double: rounded, they would not fit the products. */
  private double[] squares(int[] codes, int n) {
    double[] squares = new double[n];
    int d = books.width();
    int stages = books.stages();
    double[] sum = new double[d];
    for (int i = 0; i < n; i++) {
      Arrays.fill(sum, 0);
      for (int s = 0; s < stages; s++) {
        int centroid = (s * books.levels() + codes[i * stages + s]) * d;
        Kernels.axpy(1.0, books.centroids(), centroid, sum, 0, d);
      }
      squares[i] = Kernels.dot(sum, 0, sum, 0, d);
    }
    return squares;
  }

  private RowEstimates estimates(int[] codes, double[] squares, float[] query) {
    int stages = books.stages();
    int levels = books.levels();
    double[] wide = new double[query.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = query[j];
    }
    double[] products = new double[stages * levels]; // [stages, levels]
    for (int c = 0; c < products.length; c++) {
      products[c] = Kernels.dot(wide, 0, books.centroids(), c * books.width(), books.width());
    }
    double own = Kernels.dot(wide, 0, wide, 0, wide.length);
    return (from, to, out) -> {
      for (int i = from; i < to; i++) {
        double product = 0;
        for (int s = 0; s < stages; s++) {
          product += products[s * levels + codes[i * stages + s]];
        }
        out[i - from] = (float) estimate(product, squares[i], own);
      }
    };
  }

  private double estimate(double product, double squares, double own) {
    if (similarity == Similarity.L2) {
      return Math.max(0, own + squares - 2 * product);
    }
    if (similarity == Similarity.DOT) {
      return product;
    }
    double norm = Math.sqrt(squares * own);
    return norm == 0 ? 0 : product / norm;
  }
}
