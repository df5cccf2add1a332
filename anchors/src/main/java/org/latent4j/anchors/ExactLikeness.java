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
 * The likeness of rows to anchors, {@code 1 - |x - a|^2 / 2} of rows at length one (a row of zeros
 * stays), in double and from the values of the two rows alone. What was found for a row is kept, so
 * no product is taken twice.
 */
final class ExactLikeness {
  /** Products of unit rows nearer to 1 than rounding are 1. */
  private static final double ONE = 1 - 1e-14;

  private static final int ROWS = 256;

  private final float[] narrow; // [n, d] as they came, or empty
  private final double[] wide; // [n, d] unit rows, or empty
  private final double[] norms; // [n], of the narrow rows; 1 or 0 of the wide ones
  private final int n;
  private final int d;
  private int[] anchors = new int[64];
  private int count;
  private final double[] nearest; // [n], to the first anchors
  private final int[] judged; // [n], how many those are

  private ExactLikeness(float[] narrow, double[] wide, double[] norms, int d) {
    this.narrow = narrow;
    this.wide = wide;
    this.norms = norms;
    this.n = norms.length;
    this.d = d;
    this.nearest = new double[n];
    Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
    this.judged = new int[n];
  }

  /**
   * Copies the rows.
   *
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  static ExactLikeness of(INDArray x, int threads) {
    Finite.require("AnchorSelector.select", x);
    int d = Math.toIntExact(x.size(1));
    double[] norms = new double[Math.toIntExact(x.size(0))];
    if (x.dataType() == DataType.DOUBLE) {
      double[] wide = UnitVectors.of(x).values();
      blocks(norms.length, threads, i -> norms[i] = Kernels.dot(wide, i * d, wide, i * d, d) > 0 ? 1 : 0);
      return new ExactLikeness(new float[0], wide, norms, d);
    }
    float[] narrow = Dense.floats(x);
    blocks(
        norms.length,
        threads,
        i -> norms[i] = Math.sqrt(Kernels.dotInDouble(narrow, i * d, narrow, i * d, d)));
    return new ExactLikeness(narrow, new double[0], norms, d);
  }

  /** Takes one row. */
  @FunctionalInterface
  private interface Row {
    void take(int i);
  }

  private static void blocks(int n, int threads, Row row) {
    Parallel.blocks(
        n,
        ROWS,
        threads,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            row.take(i);
          }
        });
  }

  /** The number of rows. */
  int size() {
    return n;
  }

  /** The width of a row. */
  int dimension() {
    return d;
  }

  /** The unit rows in float, {@code [n, d]}; to be closed. */
  FloatPointer floats(int threads) {
    FloatPointer out = new FloatPointer(Math.max(1, (long) n * d));
    Parallel.blocks(
        n,
        ROWS,
        threads,
        (from, to) -> {
          float[] block = new float[(to - from) * d];
          for (int i = from; i < to; i++) {
            copy(i, block, (i - from) * d);
          }
          out.getPointer((long) from * d).put(block);
        });
    return out;
  }

  private void copy(int row, float[] out, int start) {
    if (narrow.length == 0) {
      for (int t = 0; t < d; t++) {
        out[start + t] = (float) wide[row * d + t];
      }
      return;
    }
    double factor = norms[row] > 0 ? 1 / norms[row] : 0;
    for (int t = 0; t < d; t++) {
      out[start + t] = (float) (narrow[row * d + t] * factor);
    }
  }

  /** Takes a row as a further anchor. */
  void add(int row) {
    if (count == anchors.length) {
      anchors = Arrays.copyOf(anchors, 2 * count);
    }
    anchors[count++] = row;
  }

  /** The likeness of a row to its most alike anchor, at most 1. */
  double nearest(int row) {
    for (; judged[row] < count; judged[row]++) {
      nearest[row] = Math.max(nearest[row], likeness(row, anchors[judged[row]]));
    }
    return nearest[row];
  }

  private double likeness(int i, int j) {
    if (norms[i] == 0 || norms[j] == 0) {
      return norms[i] == norms[j] ? 1 : 0.5;
    }
    double product =
        narrow.length == 0
            ? Kernels.dot(wide, i * d, wide, j * d, d)
            : Kernels.dotInDouble(narrow, i * d, narrow, j * d, d) / (norms[i] * norms[j]);
    return product > ONE ? 1 : product;
  }

  /** Puts right what products say of rows of zeros: {@code scores [columns of candidates, n]}. */
  void correctZeros(float[] scores, int[] candidates, int scored) {
    for (int i = 0; i < n; i++) {
      for (int c = 0; norms[i] == 0 && c < scored; c++) {
        scores[c * n + i] = 0.5f;
      }
    }
    for (int c = 0; c < scored; c++) {
      for (int i = 0; norms[candidates[c]] == 0 && i < n; i++) {
        scores[c * n + i] = norms[i] == 0 ? 1 : 0.5f;
      }
    }
  }
}
