package org.latent4j.anchors;

import java.util.Arrays;
import org.latent4j.LatentSpace;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Finite;
import org.latent4j.kernel.Kernels;
import org.latent4j.kernel.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a space at length one, uncentred, in double; rows of zeros stay zeros. What selectors
 * work on. The product of two rows depends on their values alone, not on where they stand, so equal
 * rows tie exactly.
 */
final class UnitVectors {
  private static final int ROWS = 256;

  private final double[] rows; // [n, d]
  private final int n;
  private final int d;

  private UnitVectors(double[] rows, int n, int d) {
    this.rows = rows;
    this.n = n;
    this.d = d;
  }

  /**
   * Copies and scales the vectors of a space.
   *
   * @throws org.latent4j.error.NonFiniteException for NaN or infinity, naming row and column
   */
  static UnitVectors of(LatentSpace space) {
    return of(space.vectors());
  }

  /** Copies and scales {@code x [n, d]}; see {@link #of(LatentSpace)}. */
  static UnitVectors of(INDArray x) {
    Finite.require("AnchorSelector.select", x);
    double[] rows = Dense.doubles(x);
    int d = Math.toIntExact(x.size(1));
    new UnitRows(new double[d]).apply(rows);
    return new UnitVectors(rows, Math.toIntExact(x.size(0)), d);
  }

  /** The number of rows. */
  int size() {
    return n;
  }

  /** The width of a row. */
  int dimension() {
    return d;
  }

  /** The rows themselves, {@code [n, d]} in row-major order; not a copy, do not modify. */
  double[] values() {
    return rows;
  }

  /** Some rows, a new {@code DOUBLE} array {@code [chosen, d]}. */
  INDArray select(int... chosen) {
    double[] out = new double[chosen.length * d];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(rows, chosen[i] * d, out, i * d, d);
    }
    return Dense.of(out, chosen.length, d);
  }

  /** Whether each row is other than zeros, {@code [n]}. */
  boolean[] nonZero() {
    boolean[] out = new boolean[n];
    for (int i = 0; i < n; i++) {
      out[i] = Arrays.stream(rows, i * d, (i + 1) * d).anyMatch(value -> value != 0);
    }
    return out;
  }

  /** The product of a row with {@code vector [d]}, from {@code start} on. */
  double product(int row, double[] vector, int start) {
    return Kernels.dot(rows, row * d, vector, start, d);
  }

  /** The products of all rows with {@code vector}; the same bits for any number of threads. */
  double[] products(double[] vector, int start, int threads) {
    double[] out = new double[n];
    Parallel.blocks(
        n,
        ROWS,
        threads,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            out[i] = product(i, vector, start);
          }
        });
    return out;
  }
}
