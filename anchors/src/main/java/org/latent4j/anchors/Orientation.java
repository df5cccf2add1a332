package org.latent4j.anchors;

import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whether an orthogonal matrix turns or reflects: the sign of its determinant. */
final class Orientation {
  private Orientation() {}

  /** Whether the determinant of {@code a [d, d]} is negative; by elimination with pivoting. */
  static boolean reflects(INDArray a) {
    int d = (int) a.size(0);
    double[][] rows = new double[d][];
    double[] values = Dense.doubles(a);
    for (int i = 0; i < d; i++) {
      rows[i] = java.util.Arrays.copyOfRange(values, i * d, (i + 1) * d);
    }
    boolean negative = false;
    for (int column = 0; column < d; column++) {
      int pivot = column;
      for (int i = column + 1; i < d; i++) {
        pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
      }
      double[] found = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = found;
      negative ^= pivot != column;
      negative ^= found[column] < 0;
      for (int i = column + 1; i < d; i++) {
        eliminate(rows[i], found, column);
      }
    }
    return negative;
  }

  private static void eliminate(double[] row, double[] pivot, int column) {
    double factor = pivot[column] == 0 ? 0 : row[column] / pivot[column];
    for (int j = column; j < row.length; j++) {
      row[j] -= factor * pivot[j];
    }
  }
}
