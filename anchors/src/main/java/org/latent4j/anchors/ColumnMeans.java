package org.latent4j.anchors;

import java.util.Iterator;
import org.latent4j.LatentSpace;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of each column, in double, over fixed blocks in fixed order. */
final class ColumnMeans {
  private static final int BLOCK = 4096;

  private ColumnMeans() {}

  static double[] of(LatentSpace space) {
    double[] mean = new double[Math.toIntExact(space.dimension())];
    for (Iterator<INDArray> blocks = space.blocks(BLOCK).iterator(); blocks.hasNext(); ) {
      INDArray block = blocks.next();
      add(Dense.doubles(block), mean);
      block.close();
    }
    return scaled(mean, space.size());
  }

  static double[] of(INDArray x) {
    double[] mean = new double[Math.toIntExact(x.size(1))];
    add(Dense.doubles(x), mean);
    return scaled(mean, x.size(0));
  }

  private static void add(double[] rows, double[] sum) {
    for (int i = 0; i < rows.length; i += sum.length) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += rows[i + j];
      }
    }
  }

  private static double[] scaled(double[] sum, long n) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] /= Math.max(1, n);
    }
    return sum;
  }
}
