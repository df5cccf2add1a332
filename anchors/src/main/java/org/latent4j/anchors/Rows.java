package org.latent4j.anchors;

import org.latent4j.error.Require;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Some rows of a matrix, by number. */
final class Rows {
  private Rows() {}

  /** The rows {@code [rows.length, d]} in the order given, new, of the type of {@code x}. */
  static INDArray select(String operation, INDArray x, long[] rows) {
    Require.matrix(operation, x, -1);
    INDArray out = Dense.zeros(x.dataType(), rows.length, x.size(1));
    for (int i = 0; i < rows.length; i++) {
      Require.between(operation + ": row", 0, x.size(0) - 1, rows[i]);
      if (x.size(1) > 0) {
        Dense.rows(out, i, i + 1).assign(Dense.rows(x, rows[i], rows[i] + 1));
      }
    }
    return out;
  }
}
