package org.latent4j.examples.stitch;

import java.util.Arrays;
import org.latent4j.kernel.Kernels;

/**
 * Rows centred and brought to length one, in training: u = (x - mean) / |x - mean|, and u = 0 for x
 * = mean, with the derivative (g - (g u) u) / |x - mean| by x, and 0 there.
 */
final class Directions implements AutoCloseable {
  private final Matrix units;
  private final Matrix gradient;
  private final double[] norms;

  /** Up to {@code capacity} rows of width {@code width}. */
  Directions(int capacity, int width) {
    this.units = new Matrix(capacity, width);
    this.gradient = new Matrix(capacity, width);
    this.norms = new double[capacity];
  }

  /** The directions of {@code rows} rows of {@code x} from row {@code from} on, on both sides. */
  Matrix forward(float[] x, int from, int rows, float[] mean) {
    int width = mean.length;
    float[] u = units.resize(rows).values();
    gradient.resize(rows);
    for (int i = 0; i < rows; i++) {
      int start = i * width;
      System.arraycopy(x, (from + i) * width, u, start, width);
      Kernels.axpy(-1, mean, 0, u, start, width);
      norms[i] = Math.sqrt(Kernels.dotInDouble(u, start, u, start, width));
      for (int t = start; t < start + width; t++) {
        u[t] = norms[i] > 0 ? (float) (u[t] / norms[i]) : 0;
      }
    }
    return units.toNative();
  }

  /** The directions that {@link #forward} found. */
  Matrix units() {
    return units;
  }

  /** Where the derivative by the directions is to be written: native memory, as many rows. */
  Matrix gradient() {
    return gradient;
  }

  /** Writes the derivative by the rows to {@code out} from row {@code from} on. */
  void backward(float[] out, int from) {
    int width = units.columns();
    float[] u = units.values();
    float[] g = gradient.toHeap().values();
    for (int i = 0; i < units.rows(); i++) {
      int start = i * width;
      int to = (from + i) * width;
      if (norms[i] == 0) {
        Arrays.fill(out, to, to + width, 0);
        continue;
      }
      double along = Kernels.dotInDouble(g, start, u, start, width);
      Kernels.axpy((float) -along, u, start, g, start, width);
      Kernels.scale((float) (1 / norms[i]), g, start, width);
      System.arraycopy(g, start, out, to, width);
    }
  }

  @Override
  public void close() {
    units.close();
    gradient.close();
  }
}
