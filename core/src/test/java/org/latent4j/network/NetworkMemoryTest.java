package org.latent4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.latent4j.kernel.Dense;
import org.latent4j.kernel.RandomStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Measures the whole process, so it wants a JVM of its own. */
@Tag("reproduction")
class NetworkMemoryTest {
  /** What the process may grow by: the work moves gigabytes. */
  private static final long SLACK = 150L << 20;

  @Test
  void manyEncodesLeaveResidentMemoryFlat() {
    NetworkEncoder layers = NetworkEncoder.of(Networks.autoencoder(1), "code");
    INDArray x = Networks.rows(1, 500);
    growth(layers, x, 500);
    assertThat(growth(layers, x, 9_500)).isLessThan(SLACK);
  }

  @Test
  void graphsAndTensorsLeaveItFlatToo() {
    INDArray x = Networks.rows(2, 160);
    for (NetworkEncoder encoder :
        new NetworkEncoder[] {
          NetworkEncoder.of(Networks.graph(1), "code"),
          NetworkEncoder.of(Networks.sameDiff(1), "code")
        }) {
      growth(encoder, x, 100);
      assertThat(growth(encoder, x, 1_500)).as(encoder.toString()).isLessThan(SLACK);
    }
  }

  @Test
  void aWideBatchNeedsNoMoreThanItsResult() {
    NetworkEncoder layers = NetworkEncoder.of(Networks.autoencoder(1), 0);
    INDArray x = Dense.of(new RandomStream(3).normals(400_000 * 23), 400_000, 23);
    growth(layers, Dense.rows(x, 0, 1_000), 20);
    long before = Pointer.physicalBytes();
    INDArray out = layers.encode(x);
    long result = out.length() * Float.BYTES;
    assertThat(Pointer.physicalBytes() - before).isLessThan(result + SLACK);
    out.close();
  }

  private static long growth(NetworkEncoder encoder, INDArray x, int times) {
    long before = Pointer.physicalBytes();
    for (int i = 0; i < times; i++) {
      encoder.encode(x).close();
    }
    return Pointer.physicalBytes() - before;
  }
}
