package org.latent4j.anchors;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.SparseRows;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Parallel;
import org.latent4j.kernel.SingleBlasThread;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Relative rows in double, over fixed blocks of rows that threads share: written out, or only what
 * is wanted of them.
 *
 * @param relation what rows are to the anchors
 * @param finishing what is done to relative rows then
 * @param d the width of the rows
 */
record RelativeBlocks(Relation relation, Finishing finishing, int d) {
  /** Values of a block, input or output. */
  private static final int VALUES = 1 << 19;

  int columns() {
    return relation.columns();
  }

  private int rows() {
    return Math.max(16, Math.min(1024, VALUES / Math.max(d, columns())));
  }

  /** What is done with relative rows {@code from} to {@code to}. */
  @FunctionalInterface
  private interface Use {
    void take(int from, int to, double[] values);
  }

  private void forEachBlock(INDArray x, int threads, Use use) {
    int n = Math.toIntExact(x.size(0));
    if (n == 0) {
      return;
    }
    INDArray dense = Dense.contiguous(x);
    try {
      SingleBlasThread.run(
          () ->
              Parallel.blocks(
                  n,
                  rows(),
                  threads,
                  (from, to) -> {
                    double[] rows = Dense.doubles(dense, from, to);
                    use.take(from, to, finishing.apply(relation.apply(rows)));
                  }));
    } finally {
      Dense.release(dense, x);
    }
  }

  /** Writes all values to {@code out [n, columns]}, dense and of the type of {@code x}. */
  void write(INDArray x, INDArray out, int threads) {
    forEachBlock(
        x,
        threads,
        (from, to, values) -> {
          long at = (long) from * columns();
          if (out.dataType() == DataType.DOUBLE) {
            new DoublePointer(Dense.address(out)).position(at).put(values);
          } else {
            float[] narrow = new float[values.length];
            for (int t = 0; t < narrow.length; t++) {
              narrow[t] = (float) values[t];
            }
            new FloatPointer(Dense.address(out)).position(at).put(narrow);
          }
        });
  }

  /** The values other than 0 of some rows. */
  private record Part(int[] counts, int[] columns, double[] values) {
    static Part of(double[] all, int columns) {
      int[] counts = new int[all.length / columns];
      int total = 0;
      for (int t = 0; t < all.length; t++) {
        counts[t / columns] += all[t] != 0 ? 1 : 0;
        total += all[t] != 0 ? 1 : 0;
      }
      int[] indices = new int[total];
      double[] values = new double[total];
      int at = 0;
      for (int t = 0; t < all.length; t++) {
        if (all[t] != 0) {
          indices[at] = t % columns;
          values[at++] = all[t];
        }
      }
      return new Part(counts, indices, values);
    }
  }

  /** The values other than 0. */
  SparseRows sparse(INDArray x, int threads) {
    int n = Math.toIntExact(x.size(0));
    Part[] parts = new Part[(n + rows() - 1) / rows()];
    forEachBlock(
        x, threads, (from, to, values) -> parts[from / rows()] = Part.of(values, columns()));
    long[] starts = new long[n + 1];
    int row = 0;
    for (Part part : parts) {
      for (int count : part.counts()) {
        starts[row + 1] = starts[row] + count;
        row++;
      }
    }
    int total = Math.toIntExact(starts[n]);
    int[] indices = new int[total];
    double[] values = new double[total];
    int at = 0;
    for (Part part : parts) {
      System.arraycopy(part.columns(), 0, indices, at, part.columns().length);
      System.arraycopy(part.values(), 0, values, at, part.values().length);
      at += part.values().length;
    }
    if (x.dataType() == DataType.DOUBLE) {
      return SparseRows.of(columns(), starts, indices, values);
    }
    float[] narrow = new float[total];
    for (int t = 0; t < total; t++) {
      narrow[t] = (float) values[t];
    }
    return SparseRows.of(columns(), starts, indices, narrow);
  }

  /** The k columns of each row whose values times {@code sign} are largest. */
  TopK topK(INDArray x, int k, double sign, int threads) {
    int n = Math.toIntExact(x.size(0));
    int[] ids = new int[Math.multiplyExact(n, k)]; // [n, k]
    double[] scores = new double[ids.length]; // [n, k]
    forEachBlock(
        x,
        threads,
        (from, to, values) -> {
          Largest largest = new Largest(k);
          for (int i = 0; i < to - from; i++) {
            int start = i * columns();
            largest.choose(values, start, start + columns(), sign);
            for (int place = 0; place < k; place++) {
              int id = largest.id(place);
              ids[(from + i) * k + place] = id;
              scores[(from + i) * k + place] = values[start + id];
            }
          }
        });
    return new TopK(n, k, ids, scores);
  }
}
