package org.latent4j.anchors;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a matrix for a farthest-point traversal: in float, where they lie if possible, and
 * any of them at length one in double. To be closed.
 */
final class TraversalRows implements AutoCloseable {
  private static final int ROWS = 128;

  /** Rows of other lengths are copied at length one, lest products in float lose their digits. */
  private static final double LONGEST = 1e12;

  private final INDArray original;
  private final INDArray dense; // held, for the pointer looks into it
  private final FloatPointer floats; // [n, d]
  private final double[] wide; // [n, d] unit rows, or empty
  private final double[] norms; // [n], of the rows behind the pointer
  private final int d;

  private TraversalRows(
      INDArray original, INDArray dense, FloatPointer floats, double[] wide, double[] norms) {
    this.original = original;
    this.dense = dense;
    this.floats = floats;
    this.wide = wide;
    this.norms = norms;
    this.d = Math.toIntExact(original.size(1));
  }

  /**
   * Takes the rows of {@code x [n, d]}.
   *
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  static TraversalRows of(INDArray x, int threads) {
    if (x.dataType() == DataType.FLOAT) {
      INDArray dense = Dense.contiguous(x);
      FloatPointer floats = new FloatPointer(Dense.address(dense));
      int d = Math.toIntExact(x.size(1));
      double[] norms = norms(floats, Math.toIntExact(x.size(0)), d, threads);
      if (Arrays.stream(norms).allMatch(TraversalRows::isUsual)) {
        return new TraversalRows(x, dense, floats, new double[0], norms);
      }
      Dense.release(dense, x);
    }
    return copied(x);
  }

  private static boolean isUsual(double norm) {
    return norm == 0 || (norm < LONGEST && norm > 1 / LONGEST);
  }

  private static TraversalRows copied(INDArray x) {
    Finite.require("AnchorSelector.select", x);
    UnitVectors unit = UnitVectors.of(x);
    int d = unit.dimension();
    FloatPointer floats = new FloatPointer(Math.max(1, (long) unit.size() * d));
    float[] row = new float[d];
    for (int i = 0; i < unit.size(); i++) {
      for (int t = 0; t < d; t++) {
        row[t] = (float) unit.values()[i * d + t];
      }
      floats.getPointer((long) i * d).put(row);
    }
    boolean[] nonZero = unit.nonZero();
    double[] norms = new double[nonZero.length];
    Arrays.setAll(norms, i -> nonZero[i] ? 1 : 0);
    return new TraversalRows(x, x, floats, unit.values(), norms);
  }

  private static double[] norms(FloatPointer rows, int n, int d, int threads) {
    double[] norms = new double[n];
    Parallel.blocks(
        n,
        ROWS,
        threads,
        (from, to) -> {
          float[] block = new float[(to - from) * d];
          rows.getPointer((long) from * d).get(block);
          for (int i = from; i < to; i++) {
            int start = (i - from) * d;
            norms[i] = Math.sqrt(Kernels.dotInDouble(block, start, block, start, d));
          }
        });
    return norms;
  }

  /** The number of rows. */
  int size() {
    return norms.length;
  }

  /** The width of a row. */
  int dimension() {
    return d;
  }

  /** The rows in float, {@code [n, d]}, of the lengths {@link #norm}. */
  FloatPointer floats() {
    return floats;
  }

  /** The length of a row as it lies in {@link #floats}. */
  double norm(int row) {
    return norms[row];
  }

  /** A row at length one; its values alone decide its bits. */
  double[] unit(int row) {
    if (wide.length > 0) {
      return Arrays.copyOfRange(wide, row * d, (row + 1) * d);
    }
    float[] values = new float[d];
    floats.getPointer((long) row * d).get(values);
    double[] unit = new double[d];
    for (int t = 0; t < d && norms[row] > 0; t++) {
      unit[t] = values[t] / norms[row];
    }
    return unit;
  }

  @Override
  public void close() {
    if (wide.length > 0) {
      floats.close();
    }
    Dense.release(dense, original);
  }
}
