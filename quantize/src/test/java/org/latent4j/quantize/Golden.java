package org.latent4j.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.latent4j.io.NpzFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Golden files of this module. */
final class Golden {
  private Golden() {}

  static Path path(String name) {
    URL url = Golden.class.getResource("/fixtures/quantize/" + name);
    if (url == null) {
      throw new AssertionError("no golden file " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  static NpzFile open(String name) {
    return NpzFile.open(path(name + ".npz"));
  }

  static INDArray array(String file, String name) {
    return open(file).array(name).read();
  }

  static double[] doubles(String file, String name) {
    return open(file).array(name).doubles();
  }

  static int[] integers(String file, String name) {
    return java.util.Arrays.stream(open(file).array(name).longs()).mapToInt(i -> (int) i).toArray();
  }

  /** The values agree to a share of the largest of them. */
  static void close(String what, double[] values, double[] golden, double share) {
    assertThat(values).as(what).hasSameSizeAs(golden);
    double largest = 1e-300;
    for (double value : golden) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < golden.length; i++) {
      double difference = Math.abs(values[i] - golden[i]);
      assertThat(difference)
          .as("%s at %d: %s, golden %s", what, i, values[i], golden[i])
          .isLessThanOrEqualTo(share * largest);
    }
  }
}
