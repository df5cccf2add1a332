package org.latent4j.anchors;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import org.latent4j.io.NpzFile;
import org.latent4j.kernel.Dense;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Golden spaces of one set and what the translators make of them. */
final class TranslatorFixture {
  private final NpzFile spaces;
  private final NpzFile expected;
  private final DataType type;

  TranslatorFixture(String set, DataType type) {
    this.spaces = open(set + "-spaces.npz");
    this.expected = open(set + "-translators.npz");
    this.type = type;
  }

  private static NpzFile open(String name) {
    try {
      var url = TranslatorFixture.class.getResource("/fixtures/anchors/" + name);
      if (url == null) {
        throw new AssertionError("no fixture " + name);
      }
      return NpzFile.open(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  boolean has(String name) {
    return expected.names().contains(name);
  }

  /** A whole space: x, y or w. */
  INDArray space(String name) {
    return spaces.array(name).read().castTo(type);
  }

  /** The rows that the translators are fitted on. */
  long[] pairs() {
    return spaces.array("pairs").longs();
  }

  /** These rows of a space. */
  INDArray paired(String name) {
    return Rows.select("fixture", space(name), pairs());
  }

  INDArray expected(String name) {
    return expected.array(name).read();
  }

  /** The largest difference from the expected array over its largest entry. */
  double difference(INDArray got, String name) {
    double[] wanted = expected.array(name).doubles();
    double[] values = Dense.doubles(got);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(wanted[i]));
      difference = Math.max(difference, Math.abs(wanted[i] - values[i]));
    }
    if (!Arrays.stream(values).allMatch(Double::isFinite) || wanted.length > values.length) {
      throw new AssertionError(name + ": " + values.length + " values for " + wanted.length);
    }
    return difference / largest;
  }
}
