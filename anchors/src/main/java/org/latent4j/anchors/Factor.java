package org.latent4j.anchors;

import org.bytedeco.javacpp.DoublePointer;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.Gemm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A matrix in native memory that many blocks of rows are multiplied by. */
final class Factor {
  private final Gemm.Form form;
  private final INDArray matrix;
  private final int inner;
  private final int columns;

  private Factor(Gemm.Form form, INDArray matrix, int inner, int columns) {
    this.form = form;
    this.matrix = matrix;
    this.inner = inner;
    this.columns = columns;
  }

  /** Rows {@code [b, d]} times the transpose of {@code values [m, d]}. */
  static Factor transposed(double[] values, int m, int d) {
    return new Factor(Gemm.Form.NT, Dense.of(values, m, d), d, m);
  }

  /** Rows {@code [b, d]} times {@code values [d, m]}. */
  static Factor of(double[] values, int d, int m) {
    return new Factor(Gemm.Form.NN, Dense.of(values, d, m), d, m);
  }

  int columns() {
    return columns;
  }

  /** The product {@code [b, m]}, on one thread. */
  double[] after(double[] rows) {
    int b = rows.length / inner;
    double[] out = new double[Math.multiplyExact(b, columns)]; // [b, m]
    if (out.length == 0) {
      return out;
    }
    try (DoublePointer x = new DoublePointer(rows.length);
        DoublePointer z = new DoublePointer(out.length)) {
      x.put(rows);
      DoublePointer y = new DoublePointer(Dense.address(matrix));
      int distance = form == Gemm.Form.NT ? inner : columns;
      Gemm.multiply(form, b, columns, inner, 1.0, x, inner, y, distance, 0.0, z, columns, 1);
      z.get(out);
    }
    return out;
  }
}
