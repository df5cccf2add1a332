package org.latent4j.metric;

import org.latent4j.kernel.Parallel;

/**
 * A symmetric matrix M with a constant diagonal, double-centred: H M H with H = I - 11ᵀ/n.
 *
 * @param matrix the entries off the diagonal
 * @param diagonal the diagonal
 * @param rowMeans the means of the rows
 * @param mean the mean of all entries
 */
@SuppressWarnings("ArrayRecordComponent")
record DoubleCentred(Triangle matrix, double diagonal, double[] rowMeans, double mean) {
  private static final int ROWS = 16;

  static DoubleCentred of(Triangle matrix, double diagonal, int threads) {
    double[] means = matrix.rowSums(threads);
    for (int i = 0; i < means.length; i++) {
      means[i] = (means[i] + diagonal) / means.length;
    }
    return new DoubleCentred(matrix, diagonal, means, Sums.of(means) / means.length);
  }

  /** The sum of the products of the entries, tr(HMH HM'H). */
  double inner(DoubleCentred other, int threads) {
    int n = rowMeans.length;
    double[] parts = new double[(n + ROWS - 1) / ROWS];
    Parallel.blocks(
        n,
        ROWS,
        threads,
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += 2 * rowInner(other, i) + diagonalAt(i) * other.diagonalAt(i);
          }
          parts[from / ROWS] = sum;
        });
    return Sums.of(parts);
  }

  private double diagonalAt(int i) {
    return diagonal - 2 * rowMeans[i] + mean;
  }

  private double rowInner(DoubleCentred other, int i) {
    int start = matrix.start(i);
    double ownRow = mean - rowMeans[i];
    double otherRow = other.mean - other.rowMeans[i];
    double sum = 0;
    for (int j = i + 1; j < rowMeans.length; j++) {
      sum +=
          (matrix.values()[start + j] + ownRow - rowMeans[j])
              * (other.matrix.values()[start + j] + otherRow - other.rowMeans[j]);
    }
    return sum;
  }
}
