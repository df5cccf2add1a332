package org.latent4j.anchors;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.latent4j.io.NpzFile;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Golden files of this module. */
final class Golden {
  private Golden() {}

  static NpzFile open(String name) {
    try {
      var url = Golden.class.getResource("/fixtures/anchors/" + name + ".npz");
      if (url == null) {
        throw new AssertionError("no golden file " + name);
      }
      return NpzFile.open(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  /** Some rows of a matrix. */
  static INDArray rows(INDArray x, long... rows) {
    double[] all = Dense.doubles(x);
    int d = (int) x.size(1);
    double[] out = new double[rows.length * d];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all, (int) rows[i] * d, out, i * d, d);
    }
    return Dense.of(x.dataType(), out, rows.length, d);
  }
}
