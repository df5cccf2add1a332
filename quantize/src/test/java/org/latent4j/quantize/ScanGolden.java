package org.latent4j.quantize;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.latent4j.io.ArrayFile;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The golden files of the quantizers that are searched. */
final class ScanGolden {
  private ScanGolden() {}

  /** A golden file. */
  static Path file(String name) {
    URL url =
        Objects.requireNonNull(ScanGolden.class.getResource("/fixtures/quantize/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** A quantizer. */
  static <Q extends Quantizer> Q quantizer(String name, Class<Q> type) {
    return type.cast(Quantizer.load(file(name + ".safetensors")));
  }

  /** Numbers of what comes out, as doubles. */
  static double[] numbers(String name, String array) {
    return ArrayFile.open(file(name + "-out.npz")).array(array).doubles();
  }

  /** The vectors that are coded {@code [384, 128]}. */
  static INDArray x() {
    return ArrayFile.open(file("vectors.npz")).array("x").read();
  }

  /** The first of the vectors. */
  static INDArray x(int rows) {
    return Dense.of(Dense.floats(x(), 0, rows), rows, 128);
  }

  /** The queries {@code [8, 128]}. */
  static INDArray queries() {
    return ArrayFile.open(file("vectors.npz")).array("queries").read();
  }

  /** The i-th query. */
  static float[] query(int i) {
    return Dense.floats(queries(), i, i + 1L);
  }
}
