package org.latent4j.anchors;

import java.util.Iterator;
import org.latent4j.LatentSpace;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of each column, in double, over fixed blocks in fixed order. The first row is taken from
 * all rows while they are added up, so the mean of equal rows is exactly that row.
 */
final class ColumnMeans {
  private static final int BLOCK = 4096;

  private ColumnMeans() {}

  static double[] of(LatentSpace space) {
    double[] sum = new double[Math.toIntExact(space.dimension())];
    double[] first = null;
    for (Iterator<INDArray> blocks = space.blocks(BLOCK).iterator(); blocks.hasNext(); ) {
      INDArray block = blocks.next();
      double[] rows = Dense.doubles(block);
      block.close();
      first = first == null ? firstRow(rows, sum.length) : first;
      add(rows, first, sum);
    }
    return first == null ? sum : scaled(sum, first, space.size());
  }

  static double[] of(INDArray x) {
    return of(Dense.doubles(x), Math.toIntExact(x.size(1)));
  }

  /** The means of rows of {@code d} values each; zeros without rows. */
  static double[] of(double[] rows, int d) {
    double[] sum = new double[d];
    if (rows.length == 0) {
      return sum;
    }
    double[] first = firstRow(rows, d);
    add(rows, first, sum);
    return scaled(sum, first, rows.length / d);
  }

  private static double[] firstRow(double[] rows, int d) {
    return java.util.Arrays.copyOf(rows, d);
  }

  private static void add(double[] rows, double[] first, double[] sum) {
    for (int i = 0; i < rows.length; i += sum.length) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += rows[i + j] - first[j];
      }
    }
  }

  private static double[] scaled(double[] sum, double[] first, long n) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] = first[j] + sum[j] / n;
    }
    return sum;
  }
}
