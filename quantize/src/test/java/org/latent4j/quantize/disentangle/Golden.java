package org.latent4j.quantize.disentangle;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.latent4j.io.NpzFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A golden file of a metric: sources, latents and what must come of them. */
record Golden(NpzFile file) {
  static Golden open(String name) {
    try {
      var url = Golden.class.getResource("/fixtures/quantize/metrics-" + name + ".npz");
      if (url == null) {
        throw new AssertionError("no golden file " + name);
      }
      return new Golden(NpzFile.open(Path.of(url.toURI())));
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  INDArray sources() {
    return file.array("sources").read();
  }

  INDArray latents() {
    return file.array("latents").read();
  }

  boolean discrete() {
    return file.array("discrete").doubles()[0] == 1;
  }

  boolean has(String name) {
    return file.names().contains(name);
  }

  double number(String name) {
    return file.array(name).doubles()[0];
  }

  double[] numbers(String name) {
    return file.array(name).doubles();
  }

  Observations observations() {
    return Observations.of("golden", sources(), latents(), discrete());
  }
}
