package org.latent4j.anchors;

import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.SingleBlasThread;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of prepared rows and prepared anchors, block by block, straight into the output. A block
 * is large, because each packs the anchors anew.
 */
final class FloatBlocks {
  private static final int ROWS = 2048;

  private final int d;
  private final int m;
  private final INDArray anchors; // [m, d] FLOAT

  /** What is done with a row before the product. */
  @FunctionalInterface
  interface Preparation {
    /**
     * Changes a row in place.
     *
     * @return what {@link Ending} needs of it
     */
    float prepare(float[] row);
  }

  /** What is done with a row of products. */
  @FunctionalInterface
  interface Ending {
    /**
     * Changes {@code products} in place.
     *
     * @param told what the preparation returned
     * @param row the prepared row, read when it is asked for
     */
    void end(float[] products, float told, Supplier<float[]> row);
  }

  FloatBlocks(INDArray anchors) {
    this.anchors = anchors;
    this.m = Math.toIntExact(anchors.size(0));
    this.d = Math.toIntExact(anchors.size(1));
  }

  /**
   * Writes the output for rows {@code x [n, d] FLOAT}; {@code preparations} are made one a block.
   */
  void run(
      INDArray x,
      INDArray out,
      int threads,
      Supplier<Preparation> preparations,
      @Nullable Ending ending) {
    int n = Math.toIntExact(x.size(0));
    INDArray dense = Dense.contiguous(x);
    try {
      // Blocks of nearly equal size, so that threads end together.
      int count = (n + ROWS - 1) / ROWS;
      int block = ((n + count - 1) / count + 15) / 16 * 16;
      SingleBlasThread.run(
          () ->
              Parallel.blocks(
                  n,
                  block,
                  threads,
                  (from, to) -> block(dense, out, from, to, preparations.get(), ending)));
    } finally {
      Dense.release(dense, x);
    }
  }

  private void block(
      INDArray x,
      INDArray out,
      int from,
      int to,
      Preparation preparation,
      @Nullable Ending ending) {
    int b = to - from;
    FloatPointer source = new FloatPointer(Dense.address(x)).position((long) from * d);
    FloatPointer target = new FloatPointer(Dense.address(out)).position((long) from * m);
    float[] row = new float[d];
    float[] told = new float[b];
    try (FloatPointer prepared = new FloatPointer((long) b * d)) {
      for (int i = 0; i < b; i++) {
        source.position((long) (from + i) * d).get(row);
        told[i] = preparation.prepare(row);
        prepared.position((long) i * d).put(row);
      }
      prepared.position(0);
      FloatPointer y = new FloatPointer(Dense.address(anchors));
      Gemm.multiply(Gemm.Form.NT, b, m, d, 1f, prepared, d, y, d, 0f, target, m, 1);
      if (ending != null) {
        float[] products = new float[m];
        for (int i = 0; i < b; i++) {
          long at = (long) i * d;
          target.position((long) (from + i) * m).get(products);
          ending.end(
              products,
              told[i],
              () -> {
                prepared.position(at).get(row);
                return row;
              });
          target.position((long) (from + i) * m).put(products);
        }
        prepared.position(0);
      }
    }
  }

  /** The squared length of a row, in double. */
  static double squares(float[] row) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = 0;
    for (; t + 4 <= row.length; t += 4) {
      double v0 = row[t];
      double v1 = row[t + 1];
      double v2 = row[t + 2];
      double v3 = row[t + 3];
      s0 += v0 * v0;
      s1 += v1 * v1;
      s2 += v2 * v2;
      s3 += v3 * v3;
    }
    double sum = (s0 + s2) + (s1 + s3);
    for (; t < row.length; t++) {
      sum += (double) row[t] * row[t];
    }
    return sum;
  }
}
